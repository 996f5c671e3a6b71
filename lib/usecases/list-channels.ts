import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { FormRow } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChannelRegister } from '../ports/registers.ts';

export interface ChannelView {
  readonly id: ChannelId;
  readonly name: string;
  readonly kind: string;
  readonly formRow: FormRow;
  readonly practice: boolean;
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
    readonly clock: Clock;
  }): ListChannels =>
  () => {
    const { definitions, register, clock } = dependencies;
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
          liveSince: iso(liveSince),
          lastSuccessAt: iso(lastSuccessAt),
          outageUntil: iso(outageUntil),
        };
      }),
    );
  };
