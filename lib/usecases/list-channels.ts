import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { FormRow } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { DeliveryWaitingReason } from '../domain/waiting.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChannelRegister } from '../ports/registers.ts';
import { measureBacklog, NO_BACKLOG } from './measure-backlog.ts';
import { type PauseView, pauseView } from './pause-channel.ts';

export interface ChannelView {
  readonly id: ChannelId;
  readonly name: string;
  readonly kind: string;
  readonly formRow: FormRow;
  readonly practice: boolean;
  /** Items that the pipeline still has to bring there, without those whose time has not come; a lower bound where `owedIsAtLeast`. */
  readonly owed: number;
  readonly owedIsAtLeast: boolean;
  /** When the oldest of them was accepted. */
  readonly oldestOwedAt: string | null;
  /** Items whose time of publication has not come. */
  readonly embargoed: number;
  /** Deliveries that wait for a person, by the reason; lower bounds where `waitingIsAtLeast`. */
  readonly waiting: Readonly<Record<DeliveryWaitingReason, number>>;
  readonly waitingIsAtLeast: boolean;
  /** Who stopped it, since when and why; null while it goes on. */
  readonly paused: PauseView | null;
  readonly liveSince: string | null;
  readonly lastSuccessAt: string | null;
  /** The breaker: until when nothing is sent because the channel could not be reached. */
  readonly outageUntil: string | null;
}

export type ListChannels = () => Promise<readonly ChannelView[]>;

const NOTHING_WAITS: Readonly<Record<DeliveryWaitingReason, number>> = {
  parked: 0,
  unknown: 0,
  altered: 0,
  missing: 0,
  reappeared: 0,
  'handed-over': 0,
};

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
    const now = clock.now();
    const [backlog, waiting] = await Promise.all([measureBacklog(ledger, now), ledger.countWaiting()]);
    const waitingOn = (id: ChannelId): Readonly<Record<DeliveryWaitingReason, number>> => {
      const counts = { ...NOTHING_WAITS };
      for (const { channel, reason, count } of waiting.counts) {
        // What waits as a whole stands under no channel.
        if (channel === id && reason !== 'approval-missing') counts[reason] += count;
      }
      return counts;
    };
    return Promise.all(
      [...definitions.values()].map(async ({ id, name, kind, formRow, practice }) => {
        const { liveSince, lastSuccessAt, outage, paused } = await register.read(id);
        const { owed, oldest, embargoed } = backlog.channels.get(id) ?? NO_BACKLOG;
        const outageUntil = outage !== null && outage.until > now ? outage.until : null;
        return {
          id,
          name,
          kind,
          formRow,
          practice,
          owed,
          owedIsAtLeast: !backlog.complete,
          oldestOwedAt: iso(oldest),
          embargoed,
          waiting: waitingOn(id),
          waitingIsAtLeast: !waiting.complete,
          paused: pauseView(paused),
          liveSince: iso(liveSince),
          lastSuccessAt: iso(lastSuccessAt),
          outageUntil: iso(outageUntil),
        };
      }),
    );
  };
