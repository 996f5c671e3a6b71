import { isAbsolute } from 'node:path';
import * as z from 'zod';

/** `config/outgoing.json`: where outgoing requests may go, beyond public addresses. */
export const Outgoing = z.strictObject({
  $comment: z.string().optional(),
  /**
   * Hosts that channels may call, `host` or `host:port`; empty: any public host that a channel's settings name.
   * A host listed with its port may also resolve to an address of the office's own network, since somebody decided so.
   */
  allow: z.array(z.string().min(1)).default([]),
  /** Folders that channels of kind `exchange` may use, or have below them; absolute. Single machine only. */
  folders: z.array(z.string().refine(isAbsolute, '应为绝对路径 (an absolute path)')).default([]),
});
export type Outgoing = z.infer<typeof Outgoing>;
