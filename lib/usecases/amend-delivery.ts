import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { newDelivery, type Progress, StepRefused } from '../domain/delivery-progress.ts';
import type { ChannelId } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChannelRegister } from '../ports/registers.ts';
import { dateGoLive } from './date-go-live.ts';
import { factsOf } from './deliver.ts';
import { findItem } from './find-item.ts';
import type { PersonOutcome } from './person-outcome.ts';
import { viewItem } from './view-item.ts';

/** What a person's word makes of the delivery as it stands; it is asked again when somebody was faster. */
export type Amendment = (
  snapshot: ItemSnapshot,
  row: DeliveryRow,
) =>
  | { readonly outcome: 'amend'; readonly progress: Progress }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export interface AmendDependencies {
  readonly ledger: Ledger;
  readonly register: ChannelRegister;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly clock: Clock;
}

const underWay: Violation = {
  code: 'delivery-under-way',
  pointer: '',
  message: {
    zh: '该渠道正在推送，请稍后再试。',
    en: 'This channel is being sent to at this moment; try again shortly.',
  },
};

const imported: Violation = {
  code: 'imported',
  pointer: '',
  message: {
    zh: '这是导入的历史记录，未经本系统审批，不能重新推送，也不能登记回执；有误的，请更正导入文件后由管理员重新导入。',
    en: 'This is imported history, which nobody approved here: it is neither sent again nor reported as public. Correct it by an import.',
  },
};

/** Nobody approved it here, or nothing here put it up: what is known of it is what a file says. */
const isImported = ({ edition }: ItemSnapshot, existing: DeliveryRow | undefined): boolean =>
  edition.content.approvals.length === 0 || (existing !== undefined && existing.importedBy !== null);

/** Records what a person said about one delivery of one item, on top of whatever else happens to it meanwhile. */
export const amendDelivery = async (
  { ledger, register, definitions, clock }: AmendDependencies,
  idOrNumber: string,
  channel: ChannelId,
  amendment: Amendment,
): Promise<PersonOutcome> => {
  const definition = definitions.get(channel);
  for (;;) {
    const snapshot = await findItem(ledger, idOrNumber);
    if (snapshot === undefined || definition === undefined) return { outcome: 'not-found' };
    const { item, deliveries } = snapshot;
    const existing = deliveries.find((delivery) => delivery.channel === channel);
    if (existing === undefined && !item.plan.includes(channel)) return { outcome: 'not-found' };
    // A person may have to say of every copy that it was taken down.
    const isToGo = item.withdrawal !== null || existing?.takingDown === true;
    if (!isToGo && isImported(snapshot, existing)) {
      return { outcome: 'conflict', violation: imported };
    }
    const row = existing ?? newDelivery(item, channel, factsOf(snapshot, definition));
    let answer: ReturnType<Amendment>;
    try {
      answer = amendment(snapshot, row);
    } catch (error) {
      if (error instanceof StepRefused) return { outcome: 'conflict', violation: underWay };
      throw error;
    }
    if (answer.outcome !== 'amend') return answer;
    const { row: next, owed } = answer.progress;
    const change = owed === 'due' ? { is: owed, dueAt: next.nextAttemptAt ?? clock.now() } : { is: owed };
    if (next.publicAt !== null && next.publicAt !== row.publicAt)
      await dateGoLive(register, channel, next.publicAt);
    const amended = await ledger.amend(next, row.version, { generation: item.generation, owed: change });
    if (amended === 'stale') continue;
    const after = await ledger.read(item.id);
    if (after === undefined) throw new Error(`item ${item.id} is gone from the ledger`);
    const isPractice = (id: ChannelId) => definitions.get(id)?.practice ?? false;
    return { outcome: 'recorded', view: viewItem(after, [], clock.now(), isPractice) };
  }
};
