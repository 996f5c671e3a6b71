import { createHash } from 'node:crypto';
import type { ChannelId } from '../domain/item.ts';
import type { Sentence } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';
import type { ReceiptInbox, WaitingReceipt } from '../ports/receipt-inbox.ts';
import type { UnreadableRegister } from '../ports/registers.ts';
import { type AmendDependencies, amendDelivery } from './amend-delivery.ts';
import type { ChannelConditions } from './channel-conditions.ts';
import { judgeReceipt } from './judge-receipt.ts';

export interface CollectReport {
  /** Receipts that changed a delivery. */
  readonly recorded: number;
  /** Receipts for a delivery that is under way, or not sent yet: looked at again. */
  readonly left: number;
  /** Receipts that a person has to look at; they stand among the unreadable messages. */
  readonly unreadable: number;
}

/** Looks once through what a channel left in its inbox. */
export type CollectReceipts = (channel: ChannelId, inbox: ReceiptInbox) => Promise<CollectReport>;

type Handled = keyof CollectReport | 'known';

/**
 * Records what channels tell later of copies handed over to them: public now, taken down, turned down. A receipt is put
 * away only after the ledger has it, so that one which a crash leaves behind is seen again, and then changes nothing.
 */
export const createCollectReceipts = (
  dependencies: AmendDependencies & {
    readonly ledger: Ledger;
    readonly unreadable: UnreadableRegister;
    readonly conditions: Pick<ChannelConditions, 'succeeded'>;
    readonly nudges: Nudges;
  },
): CollectReceipts => {
  const { ledger, definitions, clock, unreadable, conditions, nudges } = dependencies;

  const showToPerson = async (
    channel: ChannelId,
    { name }: WaitingReceipt,
    body: string,
    problem: string,
  ) => {
    const id = createHash('sha256')
      .update(JSON.stringify([channel, name, body]))
      .digest('hex');
    await unreadable.put({ id, receivedAt: clock.now(), source: channel, body, problem });
  };

  const handle = async (channel: ChannelId, receipt: WaitingReceipt): Promise<Handled> => {
    if (receipt.outcome === 'unreadable') {
      await showToPerson(channel, receipt, receipt.body, receipt.problem);
      return 'unreadable';
    }
    const { report } = receipt;
    const epoch = await ledger.epoch();
    const { settleTime = 0 } = definitions.get(channel) ?? {};
    const amended = await amendDelivery(dependencies, report.itemId, channel, (snapshot, row) =>
      judgeReceipt(report, { snapshot, row, epoch, channel, settleTime, now: clock.now() }),
    );
    if (amended.outcome === 'recorded') {
      if (report.outcome === 'published') await conditions.succeeded(channel);
      if (amended.view.owed.includes(channel)) await nudges.send([{ itemId: report.itemId, channel }]);
      return 'recorded';
    }
    if (amended.outcome === 'conflict' && amended.violation.code === 'delivery-under-way') return 'left';
    if (amended.outcome === 'conflict' && amended.violation.code === 'receipt-known') return 'known';
    await showToPerson(channel, receipt, JSON.stringify(report), inBoth(sentenceOf(amended)));
    return 'unreadable';
  };

  return async (channel, inbox) => {
    const report = { recorded: 0, left: 0, unreadable: 0 };
    for (const receipt of await inbox.waiting()) {
      const handled = await handle(channel, receipt);
      if (handled !== 'known') report[handled] += 1;
      if (handled !== 'left') await inbox.putAway(receipt, handled === 'unreadable' ? 'unreadable' : 'kept');
    }
    return report;
  };
};

const UNKNOWN: Sentence = {
  zh: '回执所指的信息不存在，或未安排在该渠道发布。',
  en: 'The receipt is for an item that does not exist or is not planned for this channel.',
};

const sentenceOf = (
  amended: Exclude<Awaited<ReturnType<typeof amendDelivery>>, { outcome: 'recorded' }>,
): Sentence => {
  switch (amended.outcome) {
    case 'not-found':
      return UNKNOWN;
    case 'conflict':
      return amended.violation.message;
    case 'invalid':
      return amended.violations[0]?.message ?? UNKNOWN;
  }
};

const inBoth = ({ zh, en }: Sentence): string => `${zh}${en}`;
