import * as z from 'zod';

/** `config/outgoing.json`: where outgoing requests may go, beyond public addresses. */
export const Outgoing = z.strictObject({
  $comment: z.string().optional(),
  /**
   * Hosts that channels may call, `host` or `host:port`; empty: any public host that a channel's settings name.
   * A host listed with its port may also resolve to an address of the office's own network, since somebody decided so.
   */
  allow: z.array(z.string().min(1)).default([]),
});
export type Outgoing = z.infer<typeof Outgoing>;
