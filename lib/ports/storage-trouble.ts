/** `full`: no space is left. `read-only`: the disk takes no writes. `failing`: it answers with faults. */
export type Trouble = 'full' | 'read-only' | 'failing';

/**
 * Nothing can be kept at this moment, whatever is asked for; what was asked for did not happen and may be asked for again.
 * Thrown by ledger and object store in place of what their disk had to say, which is the cause.
 */
export class StorageTrouble extends Error {
  override readonly name = 'StorageTrouble';
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause: unknown) {
    super(`${trouble}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.trouble = trouble;
  }
}
