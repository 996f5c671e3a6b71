import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { FormRow } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChannelRegister } from '../ports/registers.ts';
import { measureBacklog } from './measure-backlog.ts';

export interface ChannelView {
  readonly id: ChannelId;
  readonly name: string;
  readonly kind: string;
  readonly formRow: FormRow;
  readonly practice: boolean;
  /** Items that the pipeline still has to bring there; a lower bound where `owedIsAtLeast`. */
  readonly owed: number;
  readonly owedIsAtLeast: boolean;
  /** When the oldest of them was accepted. */
  readonly oldestOwedAt: string | null;
  readonly liveSince: string | null;
  readonly lastSuccessAt: string | null;
  /** The breaker: until when nothing is sent because the channel could not be reached. */
  readonly outageUntil: string | null;
}

export type ListChannels = () => Promise<readonly ChannelView[]>;

const iso = (instant: Instant | null): string | null => (instant === null ? null : isoShanghai(instant));

export const createListChannels =
  (dependencies: {
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
    readonly register: ChannelRegister;
    readonly ledger: Ledger;
    readonly clock: Clock;
  }): ListChannels =>
  async () => {
    const { definitions, register, ledger, clock } = dependencies;
    const backlog = await measureBacklog(ledger);
    const now = clock.now();
    return Promise.all(
      [...definitions.values()].map(async ({ id, name, kind, formRow, practice }) => {
        const { liveSince, lastSuccessAt, outage } = await register.read(id);
        const outageUntil = outage !== null && outage.until > now ? outage.until : null;
        return {
          id,
          name,
          kind,
          formRow,
          practice,
          owed: backlog.channels.get(id)?.owed ?? 0,
          owedIsAtLeast: !backlog.complete,
          oldestOwedAt: iso(backlog.channels.get(id)?.oldest ?? null),
          liveSince: iso(liveSince),
          lastSuccessAt: iso(lastSuccessAt),
          outageUntil: iso(outageUntil),
        };
      }),
    );
  };
