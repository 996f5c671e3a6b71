import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ConfirmationResult } from '../domain/confirmation.ts';
import type { ChannelId, ItemId } from '../domain/item.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ReadBack, ReadBackReport } from './read-back.ts';

/** Due copies read from the index at once. */
const PAGE = 50;
/** Pages of one channel that are read at the same time: enough to get on, too few to be felt over there. */
const AT_ONCE = 2;
/** Pages in a row without any answer, after which the channel is left alone until the next run. */
const SILENCES = 3;

export interface ConfirmFault {
  readonly itemId: ItemId;
  readonly channel: ChannelId;
  readonly error: unknown;
}

export interface ConfirmReport {
  readonly results: Readonly<Partial<Record<ConfirmationResult, number>>>;
  readonly faults: readonly ConfirmFault[];
  /** False when time or the limit ended it first; the next run goes on. */
  readonly complete: boolean;
}

export interface ConfirmOptions {
  /** Begins no read after so many; each may take its channel's timeout longer. */
  readonly milliseconds: number;
  /** Copies read on each channel at the most. */
  readonly perChannel: number;
  /** Told of each copy that was read. */
  readonly tell: (report: ReadBackReport) => void;
}

export type Confirm = (options: ConfirmOptions) => Promise<ConfirmReport>;

/**
 * Reads back the public copies that are due, each channel by itself, so that a slow one holds up no other. Bounded in time
 * and in number; a second call while one runs answers at once with nothing done. A copy that our own fault keeps from being read is told
 * of, stays due, and holds up no other.
 */
export const createConfirm = (dependencies: {
  readonly ledger: Ledger;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly readBack: ReadBack;
  readonly clock: Clock;
}): Confirm => {
  const { ledger, channels, definitions, readBack, clock } = dependencies;
  let running = false;

  const run = async ({ milliseconds, perChannel, tell }: ConfirmOptions): Promise<ConfirmReport> => {
    const started = clock.now();
    const end = started + milliseconds;
    const results: Partial<Record<ConfirmationResult, number>> = {};
    const faults: ConfirmFault[] = [];

    /** False when there was more to read than it read. */
    const confirmChannel = async (definition: ChannelDefinition, channel: Channel): Promise<boolean> => {
      let read = 0;
      let silences = 0;
      let hindered = false;

      const readOne = async (itemId: ItemId): Promise<void> => {
        try {
          const report = await readBack(itemId, definition, channel);
          hindered ||= report.did === 'hindered';
          silences = report.silent ? silences + 1 : 0;
          if (report.result !== null) results[report.result] = (results[report.result] ?? 0) + 1;
          if (report.did !== 'nothing' && report.did !== 'hindered') tell(report);
        } catch (error) {
          faults.push({ itemId, channel: definition.id, error });
        }
      };

      let cursor: string | null = null;
      for (;;) {
        const page: Awaited<ReturnType<Ledger['dueConfirmations']>> = await ledger.dueConfirmations(
          definition.id,
          started,
          cursor,
          Math.min(PAGE, perChannel - read),
        );
        const rows = page.rows.values();
        const readRest = async (): Promise<void> => {
          for (const { itemId } of rows) {
            if (hindered || silences >= SILENCES || clock.now() > end) return;
            read += 1;
            await readOne(itemId);
          }
        };
        await Promise.all(Array.from({ length: Math.min(AT_ONCE, definition.concurrency) }, readRest));
        if (hindered || silences >= SILENCES) return true; // what is left waits for a better time
        cursor = page.nextCursor;
        if (clock.now() > end) return false;
        if (cursor === null) return true;
        if (read >= perChannel) return false;
      }
    };

    const complete = await Promise.all(
      [...definitions.values()].flatMap((definition) => {
        const channel = channels.get(definition.id);
        return channel === undefined ? [] : [confirmChannel(definition, channel)];
      }),
    );
    return { results, faults, complete: complete.every(Boolean) };
  };

  return async (options) => {
    if (running) return { results: {}, faults: [], complete: false };
    running = true;
    try {
      return await run(options);
    } finally {
      running = false;
    }
  };
};
