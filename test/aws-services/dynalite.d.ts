declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory table service; its indexes are never stale. Milliseconds a table stays in each transient state. */
  export default function dynalite(options?: {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
  }): Server;
}
