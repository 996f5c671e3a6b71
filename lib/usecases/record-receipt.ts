import { lastApprovalAt } from '../domain/approval.ts';
import { toBeReadBack } from '../domain/confirmation-schedule.ts';
import { progress } from '../domain/delivery-progress.ts';
import type { ChannelId, DayOrTime, Instant, Sha256 } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { firstPublicAt } from '../domain/public-time.ts';
import {
  compareMoments,
  dayOf,
  instantOf,
  isoShanghai,
  type Moment,
  pubDate,
} from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { Nudges } from '../ports/nudges.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type AmendDependencies, type Amendment, amendDelivery } from './amend-delivery.ts';
import { missingFiles } from './missing-references.ts';
import type { PersonOutcome } from './person-outcome.ts';

/** What a clerk (or a channel's owner) reports about a copy that went up. */
export interface StatedReceipt {
  readonly url: string | null;
  readonly place: string | null;
  readonly evidence: readonly Sha256[];
  readonly remoteId: string | null;
  /** When the public could first read it; null: as reported before or as the channel said, else at the moment of the report. */
  readonly publicAt: DayOrTime | null;
  /** The edition that went up. */
  readonly edition: number;
}

export type RecordReceipt = (
  idOrNumber: string,
  channel: ChannelId,
  receipt: StatedReceipt,
  by: string,
) => Promise<PersonOutcome>;

const violation = (code: string, pointer: string, zh: string, en: string): Violation => ({
  code,
  pointer,
  message: { zh, en },
});

const isWebAddress = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '';
};

const placeViolations = ({ url, place }: StatedReceipt): readonly Violation[] => {
  if (url === null && place === null) {
    return [
      violation(
        'receipt-without-place',
        '/url',
        '请填写公开页面的网址（url）；没有网页的，填写公开场所（place）。',
        'Give the address of the public page (url) or, where there is none, the place.',
      ),
    ];
  }
  if (url !== null && !isWebAddress(url)) {
    return [
      violation(
        'url-invalid',
        '/url',
        '网址应为以 http:// 或 https:// 开头的完整地址。',
        'The address has to be complete and begin with http:// or https://.',
      ),
    ];
  }
  return [];
};

const wrong = (code: string, zh: string, en: string): readonly Violation[] => [
  violation(code, '/publicAt', zh, en),
];

/** Has another edition been on its way since the first was reported as public? What is stated now tells of that one. */
const tellsOfLaterEdition = ({ history }: DeliveryRow): boolean => {
  const first = history.findIndex(({ what }) => what === 'receipt');
  return first >= 0 && history.slice(first).some(({ what }) => what.startsWith('answered-'));
};

/** No back-dating: not before the last approval, not in the future, compared by day where only a day is stated. */
const timeViolations = (
  stated: string | null,
  { edition }: ItemSnapshot,
  row: DeliveryRow,
  now: Instant,
): readonly Violation[] => {
  if (stated === null) return [];
  const at = instantOf(stated);
  if (at === undefined) {
    return wrong(
      'date-invalid',
      `“${stated}”不是有效的日期或时间，请写作 2026-11-03 或 2026-11-03T10:00:00+08:00。`,
      `"${stated}" is not a date or time; write 2026-11-03 or 2026-11-03T10:00:00+08:00.`,
    );
  }
  const first = firstPublicAt(row);
  const known: Moment | null = first === null ? null : { instant: first, precision: 'time' };
  const tellsOfKnown = row.basis !== 'stated' && !tellsOfLaterEdition(row);
  if (known !== null && tellsOfKnown && compareMoments(at, known) !== 0) {
    return wrong(
      'public-time-known',
      `渠道已给出公开时间（${pubDate(known.instant)}），不能另行填报。`,
      `The channel itself said when it became public (${isoShanghai(known.instant)}); it cannot be stated otherwise.`,
    );
  }
  const clock: Moment = { instant: now, precision: 'time' };
  if (compareMoments(at, clock) > 0) {
    return wrong(
      'public-in-future',
      `公开时间（${stated}）不得晚于现在。请核对；尚未公开的，公开之后再登记。`,
      `The public time (${stated}) must not be in the future. Correct it, or report once it is public.`,
    );
  }
  const approvals = edition.content.approvals.flatMap(({ approvedAt }) => instantOf(approvedAt) ?? []);
  const last = lastApprovalAt(edition.content.approvals);
  if (last !== undefined && approvals.some((approval) => compareMoments(at, approval) < 0)) {
    return wrong(
      'public-before-approval',
      `公开时间（${stated}）不得早于最后一次审批（${dayOf(last)}）。请核对并更正。`,
      `The public time (${stated}) must not be before the last approval (${dayOf(last)}). Correct it.`,
    );
  }
  return [];
};

const editionProblem = (receipt: StatedReceipt, { item }: ItemSnapshot): Violation | undefined => {
  if (receipt.edition < item.edition) {
    return violation(
      'edition-outdated',
      '/edition',
      `该信息已更正为第${item.edition}版，请在渠道上更新后再登记。`,
      `The item is now at edition ${item.edition}; put that one up and report again.`,
    );
  }
  return undefined;
};

const notPlanned = violation(
  'not-planned',
  '',
  '该信息已不在这个渠道发布，不能再登记公开。仍要在此公开的，请先把该渠道加回发布渠道。',
  'The item is no longer planned for this channel, so nothing can be reported as public there. To have it there again, put the channel back into its plan first.',
);

const withdrawn = violation(
  'withdrawn',
  '',
  '该信息已撤下，不能再登记公开。仍能在渠道上看到的，请重新推送撤下。',
  'The item is withdrawn; nothing more can be reported as public. Where it can still be seen, have the take-down sent again.',
);

const showsWhatIsSealed = violation(
  'sealed',
  '/evidence',
  '该信息已封存，不得再上传其照片或扫描件。请只登记网址或公开场所。',
  'The item is sealed, so no photograph or scan of it is taken any more. Report the address or the place alone.',
);

/** Handed over before the item was withdrawn, and nobody has said yet what became of it: it may have been public for a while. */
const isOnItsWay = ({ state, importedBy }: DeliveryRow): boolean =>
  importedBy === null && (state === 'handed-over' || state === 'unknown' || state === 'parked');

/** What the channel or its page said stays; a clerk's word is corrected by a clerk's word only. */
const publicTime = (
  stated: string | null,
  row: DeliveryRow,
  now: Instant,
): Pick<DeliveryRow, 'basis'> & { readonly publicAt: Instant } => {
  const publicAt = firstPublicAt(row);
  const stays = stated === null || row.basis !== 'stated' || tellsOfLaterEdition(row);
  if (publicAt !== null && stays) return { publicAt, basis: row.basis };
  return { publicAt: statedInstant(stated) ?? now, basis: 'stated' };
};

const statedInstant = (stated: string | null): Instant | undefined =>
  stated === null ? undefined : instantOf(stated)?.instant;

/** Told in the history, so that a corrected receipt keeps what it corrected; as stated, even where another time stays. */
const told = ({ url, place, remoteId, publicAt: stated }: StatedReceipt, publicAt: Instant): string =>
  [url, place, remoteId, isoShanghai(statedInstant(stated) ?? publicAt)]
    .filter((part) => part !== null)
    .join(' · ');

/** A copy went up by hand: it is public from the stated time on, marked as stated; a second receipt corrects the first. */
export const createRecordReceipt = (
  dependencies: AmendDependencies & { readonly objectStore: ObjectStore; readonly nudges: Nudges },
): RecordReceipt => {
  const { definitions, clock, objectStore, nudges } = dependencies;
  return async (idOrNumber, channel, receipt, by) => {
    const evidence = receipt.evidence.map((sha256, index) => ({ sha256, pointer: `/evidence/${index}` }));
    const missing = await missingFiles(objectStore, evidence);
    const amendment: Amendment = (snapshot: ItemSnapshot, row: DeliveryRow) => {
      const now = clock.now();
      const { item } = snapshot;
      const isLate = item.withdrawal !== null && isOnItsWay(row);
      const outdated = isLate ? undefined : editionProblem(receipt, snapshot);
      if (outdated !== undefined) return { outcome: 'conflict', violation: outdated };
      if (!isLate && (row.state === 'withdrawn' || item.state === 'withdrawn')) {
        return { outcome: 'conflict', violation: withdrawn };
      }
      if (!isLate && !item.plan.includes(channel)) return { outcome: 'conflict', violation: notPlanned };
      const violations = [
        ...(item.seal !== null && receipt.evidence.length > 0 ? [showsWhatIsSealed] : []),
        ...placeViolations(receipt),
        ...timeViolations(receipt.publicAt, snapshot, row, now),
        ...missing,
      ];
      if (receipt.edition > item.edition) {
        violations.push(
          violation(
            'edition-unknown',
            '/edition',
            `没有第${receipt.edition}版，该信息现为第${item.edition}版。请填写实际发布的版本。`,
            `There is no edition ${receipt.edition}: the item is at ${item.edition}. Give the one that went up.`,
          ),
        );
      }
      if (violations.length > 0) return { outcome: 'invalid', violations };
      const time = publicTime(receipt.publicAt, row, now);
      const { url, place, remoteId } = receipt;
      const stated = { url, place, evidence: receipt.evidence, remoteId };
      const { settleTime = 0 } = definitions.get(channel) ?? {};
      return {
        outcome: 'amend',
        progress: progress(
          row,
          'receipt',
          { at: now, by, why: told(receipt, time.publicAt) },
          {
            receipt: stated,
            ...toBeReadBack(stated, { settleTime, now }),
            ...time,
            generation: item.generation,
            edition: receipt.edition,
            takingDown: false,
            reason: null,
          },
        ),
      };
    };
    /** Known to be public now, and so to be taken down. */
    const lateAmendment: Amendment = (snapshot, row) => {
      const answer = amendment(snapshot, row);
      if (answer.outcome !== 'amend' || snapshot.item.withdrawal === null) return answer;
      const next = { ...answer.progress.row, nextAttemptAt: clock.now() };
      return { outcome: 'amend', progress: { row: next, owed: 'due' } };
    };
    const recorded = await amendDelivery(dependencies, idOrNumber, channel, lateAmendment);
    if (recorded.outcome === 'recorded' && recorded.view.owed.includes(channel)) {
      await nudges.send([{ itemId: recorded.view.id, channel }]);
    }
    return recorded;
  };
};
