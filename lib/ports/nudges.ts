import type { ChannelId, Instant, ItemId } from '../domain/item.ts';

/** "Look at this delivery." May be lost, doubled, late or out of order; nothing depends on it but speed. */
export interface Nudge {
  readonly itemId: ItemId;
  readonly channel: ChannelId;
  /** Not before this moment, as far as the queue can wait; the tick covers the rest. */
  readonly notBefore?: Instant;
}

export interface Nudges {
  /** Resolves when the queue has them or has failed to take them; a failure is logged by the engine, not thrown. */
  send(nudges: readonly Nudge[]): Promise<void>;
}
