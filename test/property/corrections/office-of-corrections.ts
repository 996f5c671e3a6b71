import type * as fc from 'fast-check';
import type { ItemId } from '../../../lib/domain/item.ts';
import type { Channel, Copy } from '../../../lib/ports/channel.ts';
import { type CorrectItem, createCorrectItem } from '../../../lib/usecases/correct-item.ts';
import { CutOff, dyingAfter, type Gate, gatedPorts } from '../../examples/cut-off.ts';
import { openOffice } from '../../examples/office.ts';
import { bodyOf, NEXT_DAY, plainNotice } from '../../examples/revisions.ts';
import { CHANNELS, type OneCorrection, type Step } from './script.ts';

const BY = 'token:t2';

/** What each channel was given in any call, by the item. */
export type Sent = ReadonlyMap<ItemId, ReadonlySet<string>>;

/** An office whose people and deliveries do what a script says, with everything told that channels were given. */
export const openOfficeOfCorrections = async (scheduler: fc.Scheduler) => {
  const office = await openOffice({}, NEXT_DAY);
  const sent = new Map<ItemId, Set<string>>();
  const ids: ItemId[] = [];
  /** Corrections that were answered as done. */
  const promised: { readonly id: ItemId; readonly reason: string }[] = [];
  let asked = 0;

  const tell = ({ itemId, text, title }: Copy): void => {
    sent.set(itemId, (sent.get(itemId) ?? new Set()).add(`${title}\n${text}`));
  };
  const telling = (channel: Channel): Channel => {
    return {
      publish: (copy, signal) => (tell(copy), channel.publish(copy, signal)),
      replace: (copy, receipt, signal) => (tell(copy), channel.replace(copy, receipt, signal)),
      withdraw: (copy, ...rest) => channel.withdraw(copy, ...rest),
      find: (copy, signal) => channel.find(copy, signal),
      read: (receipt, signal) => channel.read(receipt, signal),
    };
  };
  for (const channel of CHANNELS) office.channels.set(channel, telling(office.platforms[channel]));

  const correctBehind = (gate: Gate): CorrectItem =>
    createCorrectItem({ ...office.accepting, ...gatedPorts(office.accepting, gate) });
  const byTurns: Gate = (call) => scheduler.schedule(Promise.resolve(), call);

  const post = async (words: string, channels: readonly string[]): Promise<void> => {
    const answer = await office.accept({ ...plainNotice, body: bodyOf(words), channels }, 'token:t1');
    if (answer.outcome === 'accepted') ids.push(answer.view.id);
  };

  /** Each correction says why in its own words, so that it can be told in a history. */
  const correct = async (
    { item, order }: OneCorrection,
    by: CorrectItem = office.correct,
    reason = `第${(asked += 1)}次更正`,
  ): Promise<void> => {
    const id = ids[item % ids.length];
    if (id === undefined) return;
    const answer = await by(id, { ...order, reason }, BY);
    if (answer.outcome === 'corrected') promised.push({ id, reason });
  };

  const deliver = async (count: number): Promise<void> => {
    await Promise.allSettled(office.nudged.splice(0, count).map((nudge) => office.deliver(nudge)));
  };

  const atOnce = async (step: Step & { do: 'at-once' }): Promise<void> => {
    const behind = correctBehind(byTurns);
    await scheduler.waitFor(
      Promise.all([
        ...step.corrections.map((one) => correct(one, behind)),
        step.post === null ? undefined : post(step.post.words, step.post.channels),
        deliver(step.deliveries),
      ]),
    );
  };

  const cutOff = async ({ one, calls, again }: Step & { do: 'cut-off' }): Promise<void> => {
    const reason = `第${(asked += 1)}次更正`;
    try {
      await correct(one, correctBehind(dyingAfter(calls)), reason);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      if (again) await correct(one, office.correct, reason);
    }
  };

  const carryOut = async (step: Step): Promise<void> => {
    switch (step.do) {
      case 'post':
        return post(step.post.words, step.post.channels);
      case 'correct':
        return correct(step.one);
      case 'at-once':
        return atOnce(step);
      case 'cut-off':
        return cutOff(step);
      case 'in-flight': {
        const platform = office.platforms[step.channel];
        platform.meanwhile = async () => {
          platform.meanwhile = async () => {};
          await correct(step.one);
        };
        return;
      }
      case 'deliver':
        return deliver(step.count);
      case 'lose':
        office.nudged.splice(0, step.count);
        return;
      case 'double':
        office.nudged.push(...office.nudged.slice(0, 3));
        return;
      case 'reverse':
        office.nudged.reverse();
        return;
      case 'pass':
        office.clock.pass(step.milliseconds);
        return;
      case 'tick':
        await office.tick({ milliseconds: 1000 });
    }
  };

  return { office, ids, promised, sent: sent as Sent, post, carryOut };
};
