import { channelWords } from '../domain/channel-words.ts';
import { toBeReadBack } from '../domain/confirmation-schedule.ts';
import { isInLine, isToBeShown, withdrawalMark } from '../domain/delivery-plan.ts';
import { type Progress, type ProgressChange, progress } from '../domain/delivery-progress.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import { type LedgerEpoch, ownGeneration } from '../domain/ledger-epoch.ts';
import type { DeliveryRow, ItemSnapshot, Receipt } from '../domain/ledger-rows.ts';
import { publicTimeByChannel } from '../domain/public-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { LaterReceipt } from '../ports/receipt-inbox.ts';
import type { Amendment } from './amend-delivery.ts';

interface Judging {
  readonly snapshot: ItemSnapshot;
  readonly row: DeliveryRow;
  readonly epoch: LedgerEpoch;
  readonly channel: ChannelId;
  /** Milliseconds until what the channel shows can be believed. */
  readonly settleTime: number;
  readonly now: Instant;
}

type Judgement = ReturnType<Amendment>;

const conflict = (code: string, zh: string, en: string): Judgement => ({
  outcome: 'conflict',
  violation: { code, pointer: '', message: { zh, en } } satisfies Violation,
});

const underWay = conflict(
  'delivery-under-way',
  '该渠道正在推送或尚未推送，请稍后再试。',
  'This channel is being sent to, or has not been sent to yet; try again shortly.',
);
const known = conflict('receipt-known', '该回执已登记。', 'The receipt tells nothing new.');
const fromTheFuture = conflict(
  'generation-unknown',
  '回执所指的版本尚不存在，请核对回执。',
  'The receipt is for a generation that does not exist yet; check it.',
);
const notAskedFor = conflict(
  'not-asked-for',
  '渠道称已撤下，但本系统未要求撤下。请与渠道联系，必要时重新推送。',
  'The channel says that it took the copy down, which nobody asked for. Ask there; send it again if need be.',
);
const publicAfterTakeDown = conflict(
  'public-after-withdrawal',
  '渠道称已公开，但此前已回执撤下。请到渠道上查看。',
  'The channel says that it is public, after it said that it took it down. Look there.',
);

const by = 'system';

const publicTime = ({ publicAt }: LaterReceipt, { row, snapshot: { item }, now }: Judging): ProgressChange =>
  publicTimeByChannel(row, item, { publicAt, notBefore: item.acceptedAt, now });

const amend = (judging: Judging, step: Progress): Judgement => {
  const { snapshot, now } = judging;
  // An older copy is up, or one that is to be taken down: level-triggered, the next call brings it into line.
  const { row } = step;
  return isInLine(snapshot.item, row) || row.state === 'parked'
    ? { outcome: 'amend', progress: step }
    : { outcome: 'amend', progress: { row: { ...row, nextAttemptAt: now }, owed: 'due' } };
};

const isSame = (a: Receipt | null, b: Receipt): boolean =>
  a !== null && a.url === b.url && a.place === b.place && a.remoteId === b.remoteId;

/** The edition that is up: the one handed over last, or one that we cannot name. */
const shownEdition = (
  { answersNewest }: LaterReceipt,
  own: number | null,
  { row, snapshot: { item } }: Judging,
): ProgressChange => {
  if (!answersNewest) return { generation: own ?? 0, edition: 0 };
  return row.edition === 0 && own === item.generation ? { generation: own, edition: item.edition } : {};
};

const judgePublished = (report: LaterReceipt, own: number | null, judging: Judging): Judgement => {
  const { row, settleTime, now } = judging;
  if (row.state === 'withdrawn') return report.answersNewest ? publicAfterTakeDown : known;
  const isShown = row.state === 'published' || row.state === 'confirmed';
  const isKnown = !report.answersNewest || (row.edition !== 0 && isSame(row.receipt, report.receipt));
  if (isShown && isKnown) return known;
  const { url, place, remoteId } = report.receipt;
  return amend(
    judging,
    progress(
      row,
      'found',
      { at: now, by, why: [url, place, remoteId].filter((part) => part !== null).join(' · ') },
      {
        receipt: report.receipt,
        reason: null,
        lookUps: 0,
        withdrawal: null,
        ...toBeReadBack(report.receipt, { settleTime, now }),
        ...shownEdition(report, own, judging),
        ...publicTime(report, judging),
      },
    ),
  );
};

const judgeWithdrawn = ({ answersNewest }: LaterReceipt, judging: Judging): Judgement => {
  const { row, snapshot, channel, now } = judging;
  if (row.state === 'withdrawn' || !answersNewest) return known;
  // Parked, somebody over there had turned the take-down down at first, or nobody had answered it.
  const wasAskedFor = row.state === 'handed-over' || (row.state === 'parked' && row.takingDown);
  if (!wasAskedFor || isToBeShown(snapshot.item, channel)) return notAskedFor;
  const told = { at: now, by, why: null };
  const change = { reason: null, withdrawal: withdrawalMark(snapshot.item, row) };
  return amend(judging, progress(row, 'taken-down', told, change));
};

const judgeTurnedDown = ({ reason, answersNewest }: LaterReceipt, judging: Judging): Judgement => {
  const { row, snapshot, now } = judging;
  if (row.state !== 'handed-over' || !answersNewest) return known;
  const said = reason ?? '渠道退回，未说明原因。The channel turned it down without a reason.';
  const why = channelWords(said, snapshot.edition);
  return amend(judging, progress(row, 'turned-down', { at: now, by, why }, { reason: said }));
};

/** What a channel's later word makes of a delivery as it stands. A word about an older generation never hides a newer one. */
export const judgeReceipt = (report: LaterReceipt, judging: Judging): Judgement => {
  const { row, snapshot, epoch } = judging;
  const own = ownGeneration(epoch, report.generation);
  if (row.state === 'sending' || row.state === 'unknown' || row.state === 'none') return underWay;
  if (own !== null && own > snapshot.item.generation) return fromTheFuture;
  switch (report.outcome) {
    case 'published':
      return judgePublished(report, own, judging);
    case 'withdrawn':
      return judgeWithdrawn(report, judging);
    case 'turned-down':
      return judgeTurnedDown(report, judging);
  }
};
