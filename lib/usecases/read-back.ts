import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { type ConfirmationResult, nextConfirmation } from '../domain/confirmation.ts';
import { LOOK_POSTPONED, lookAfter } from '../domain/confirmation-schedule.ts';
import { isInLine } from '../domain/delivery-plan.ts';
import { type ProgressChange, progress } from '../domain/delivery-progress.ts';
import type { ChannelId, Instant, ItemId } from '../domain/item.ts';
import type { DeliveryRow, DeliveryState, ItemSnapshot, Receipt } from '../domain/ledger-rows.ts';
import { type PageTime, pageTime } from '../domain/page-time.ts';
import { pubDate } from '../domain/shanghai-time.ts';
import { type Channel, NoAnswer, type PublicCopy } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';
import type { ChannelRegister } from '../ports/registers.ts';
import { untilAborted } from '../ports/until-aborted.ts';
import { approvedForPublic } from './approved-for-public.ts';
import { longestAttempt } from './attempt.ts';
import type { ChannelConditions } from './channel-conditions.ts';
import { dateGoLive } from './date-go-live.ts';
import { editionChain } from './edition-chain.ts';
import { type Judgement, judgeHidden, judgeShown } from './judge-copy.ts';

/** One line that tells a whole confirmation; never a word of the content. */
export interface ReadBackReport {
  readonly itemId: ItemId;
  readonly channel: ChannelId;
  /** `hindered`: the channel is paused or out of reach, and so is every other copy there. */
  readonly did: 'read' | 'postponed' | 'hindered' | 'lost' | 'nothing';
  readonly result: ConfirmationResult | null;
  /** The page gave no answer at all. */
  readonly silent: boolean;
  readonly next: Instant | null;
  readonly milliseconds: number;
}

export interface ReadBackDependencies {
  readonly ledger: Ledger;
  readonly nudges: Nudges;
  readonly register: ChannelRegister;
  readonly conditions: ChannelConditions;
  readonly clock: Clock;
  /** In [0, 1); spreads the looks. */
  readonly chance: () => number;
}

export type ReadBack = (
  itemId: ItemId,
  definition: ChannelDefinition,
  channel: Channel,
) => Promise<ReadBackReport>;

const READABLE: ReadonlySet<DeliveryState> = new Set(['published', 'confirmed', 'withdrawn']);

type ReadCopy = PublicCopy & { readonly silent?: true };

/** Silence says nothing about the copy: it is read another time. */
const readInTime = async (channel: Channel, receipt: Receipt, timeout: number): Promise<ReadCopy> => {
  try {
    return await untilAborted(AbortSignal.timeout(longestAttempt(timeout)), () =>
      channel.read(receipt, AbortSignal.timeout(timeout)),
    );
  } catch (error) {
    if (error instanceof NoAnswer) return { outcome: 'unreadable', reason: error.message, silent: true };
    throw error;
  }
};

/** Told in the history, which sealing cannot reach: so no words of the content, which stand in the confirmation alone. */
const accountOf = (row: DeliveryRow, { result, detail }: Judgement, time: PageTime): string | null => {
  if (time.adopted !== null && time.adopted.publicAt !== row.publicAt && row.publicAt !== null) {
    return `公开时间由 ${pubDate(row.publicAt)} 改为网页标注的 ${pubDate(time.adopted.publicAt)}`;
  }
  return result === 'unreadable' ? detail : time.warning;
};

/**
 * Reads one public copy back and records what was found, on top of nothing that happened meanwhile: a copy that changes
 * while it is read is read again later. Takes no lease, so a delivery never waits for it.
 */
export const createReadBack = (dependencies: ReadBackDependencies): ReadBack => {
  const { ledger, nudges, register, conditions, clock, chance } = dependencies;

  const judge = (snapshot: ItemSnapshot, row: DeliveryRow, copy: PublicCopy): Promise<Judgement> =>
    row.state === 'withdrawn'
      ? judgeHidden(editionChain(ledger, snapshot), copy)
      : judgeShown(snapshot.edition, editionChain(ledger, snapshot), copy);

  const record = async (snapshot: ItemSnapshot, row: DeliveryRow, judgement: Judgement) => {
    const { item } = snapshot;
    // Most pages state no time, and earlier editions cost a read each.
    const lastApproval =
      judgement.publicAt === null ? undefined : await approvedForPublic(ledger, snapshot, row);
    const now = clock.now();
    const time = pageTime(row, judgement.publicAt, { lastApproval, now });
    const confirmation = nextConfirmation(row.confirmation, {
      result: judgement.result,
      at: now,
      detail: judgement.detail ?? time.warning,
    });
    const change: ProgressChange = {
      confirmation,
      confirmAt: judgement.result === 'reappeared' ? null : now + lookAfter(confirmation, chance()),
      ...time.adopted,
    };
    const account = { at: now, by: 'system', why: accountOf(row, judgement, time) };
    const { row: next, owed } = progress(row, `confirmed-${judgement.result}`, account, change);
    if (next.publicAt !== null && next.publicAt !== row.publicAt)
      await dateGoLive(register, row.channel, next.publicAt);
    const amended = await ledger.amend(next, row.version, {
      generation: item.generation,
      owed: owed === 'due' ? { is: owed, dueAt: now } : { is: owed },
    });
    if (amended === 'stale') return { did: 'lost' } as const;
    // A change that came meanwhile may have nudged a delivery into losing its claim to this write.
    const after = await ledger.read(item.id);
    if (after?.item.owed.includes(row.channel) === true)
      await nudges.send([{ itemId: item.id, channel: row.channel }]);
    return { did: 'read', result: judgement.result, next: next.confirmAt } as const;
  };

  const postpone = async ({ item }: ItemSnapshot, row: DeliveryRow, next: Instant | null) => {
    const postponed = { ...row, version: row.version + 1, confirmAt: next };
    await ledger.amend(postponed, row.version, { generation: item.generation, owed: { is: 'none' } });
    return { did: 'postponed', next } as const;
  };

  return async (itemId, definition, channel) => {
    const started = clock.now();
    const report = (more: Pick<ReadBackReport, 'did'> & Partial<ReadBackReport>): ReadBackReport => ({
      itemId,
      channel: definition.id,
      result: null,
      silent: false,
      next: null,
      milliseconds: clock.now() - started,
      ...more,
    });

    const snapshot = await ledger.read(itemId);
    const row = snapshot?.deliveries.find((delivery) => delivery.channel === definition.id);
    if (snapshot === undefined || row === undefined || row.confirmAt === null || row.confirmAt > started) {
      return report({ did: 'nothing' });
    }
    const { outage, pause } = await conditions.hindrances(definition, snapshot);
    if (outage !== null || pause !== null) return report({ did: 'hindered', next: outage ?? pause });
    if (!READABLE.has(row.state)) return report(await postpone(snapshot, row, null));
    const { item } = snapshot;
    if (item.owed.includes(definition.id) || !isInLine(item, row)) {
      return report(await postpone(snapshot, row, started + LOOK_POSTPONED));
    }
    const receipt = row.receipt ?? { remoteId: null, url: null, place: null, evidence: [] };
    const copy = await readInTime(channel, receipt, definition.timeout);
    const judgement = await judge(snapshot, row, copy);
    return report({ silent: copy.silent === true, ...(await record(snapshot, row, judgement)) });
  };
};
