import type { ChannelDefinition } from '../../../lib/configuration/channel-definition.ts';
import { canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import type { Instant, ItemId, Sha256 } from '../../../lib/domain/item.ts';
import type { Receipt } from '../../../lib/domain/ledger-rows.ts';
import {
  type Answer,
  type Channel,
  type Copy,
  type Found,
  NoAnswer,
  type PublicCopy,
} from '../../../lib/ports/channel.ts';
import type { Clock } from '../../../lib/ports/clock.ts';
import type { Choices } from '../choices.ts';
import { type Life, NETWORK, type Scheduler } from '../scheduler.ts';

/**
 * `doubling`: knows no key, so that every publish that arrives puts another copy there; it can be asked what it has.
 * `guarded`: keeps one copy a key and refuses an older generation.
 * `mute`: like the first, and cannot be asked. `by-hand`: nothing goes up until a clerk puts it there.
 */
export type Style = 'doubling' | 'guarded' | 'mute' | 'by-hand';

/** What is put up, of all that a copy says. */
type Words = Pick<Copy, 'itemId' | 'generation' | 'contentHash' | 'title' | 'text'>;

/** What the public sees. */
export interface ShownCopy {
  readonly remoteId: string;
  readonly itemId: ItemId;
  generation: number;
  contentHash: Sha256;
  title: string;
  text: string;
  readonly publicAt: Instant;
}

interface CallUnderWay {
  readonly deadline: Instant;
  readonly abort: () => void;
}

/** A channel at the far end of a bad line. */
export class Platform {
  readonly style: Style;
  readonly definition: ChannelDefinition;
  copies: ShownCopy[] = [];
  /** Every text that ever arrived, whatever became of it. */
  readonly arrived: { readonly itemId: ItemId; readonly contentHash: Sha256 }[] = [];
  /** When copies of an item went up, in order. */
  readonly wentUp = new Map<ItemId, Instant[]>();
  /** When the channel said so, and it was not true. */
  readonly saidUp = new Map<ItemId, Instant[]>();
  /** Items that went down before anybody had reported them: the ledger may never have heard of those. */
  readonly neverReported = new Set<ItemId>();
  /** Items of which a copy went up beside another. */
  readonly doubled = new Set<ItemId>();
  /** Lives of the ledger; calls of an earlier one may still arrive. */
  private epoch = 1;
  /** Calls that were sent and have not arrived; they may, whatever became of who sent them. */
  arriving = 0;
  private readonly calls = new Set<CallUnderWay>();
  private readonly scheduler: Scheduler;
  private readonly choices: Choices;
  private readonly clock: Clock;
  private names = 0;

  constructor(
    style: Style,
    definition: ChannelDefinition,
    parts: { readonly scheduler: Scheduler; readonly choices: Choices; readonly clock: Clock },
  ) {
    this.style = style;
    this.definition = definition;
    this.scheduler = parts.scheduler;
    this.choices = parts.choices;
    this.clock = parts.clock;
  }

  copiesOf(itemId: ItemId): readonly ShownCopy[] {
    return this.copies.filter((copy) => copy.itemId === itemId);
  }

  ledgerPutBack(): void {
    this.epoch += 1;
  }

  /** Puts a copy up, as a clerk does too. */
  putUp(copy: Words): ShownCopy {
    const now = this.clock.now();
    if (this.copiesOf(copy.itemId).length > 0) this.doubled.add(copy.itemId);
    const shown: ShownCopy = {
      remoteId: this.newName(),
      itemId: copy.itemId,
      generation: copy.generation,
      contentHash: copy.contentHash,
      title: copy.title,
      text: copy.text,
      publicAt: now,
    };
    this.copies.push(shown);
    note(this.wentUp, copy.itemId, now);
    this.arrived.push({ itemId: copy.itemId, contentHash: copy.contentHash });
    return shown;
  }

  /** Brings a copy to another edition, as a clerk does too. */
  change(shown: ShownCopy, { generation, contentHash, title, text, itemId }: Words): void {
    Object.assign(shown, { generation, contentHash, title, text });
    this.arrived.push({ itemId, contentHash });
  }

  takeDown(itemId: ItemId): void {
    this.copies = this.copies.filter((copy) => copy.itemId !== itemId);
  }

  /** Somebody at the channel writes into a copy. */
  alter(shown: ShownCopy): void {
    Object.assign(shown, { contentHash: '', text: `${shown.text}本段由渠道编辑擅自改动。` });
  }

  /** Somebody at the channel removes a copy. */
  lose(shown: ShownCopy): void {
    this.copies = this.copies.filter((copy) => copy !== shown);
  }

  private newName(): string {
    this.names += 1;
    return `${this.definition.id}-${this.names}`;
  }

  /** Calls whose time is up are given up by whoever made them; what was sent may still arrive. */
  timePassed(): void {
    for (const call of this.calls) if (call.deadline <= this.clock.now()) call.abort();
  }

  /** What a process of this life uses as its adapter. */
  adapterFor(life: Life): Channel {
    const call = <Result>(name: string, effect: () => Result): Promise<Result> =>
      this.call(life, name, effect);
    const { epoch } = this;
    return {
      publish: (copy) => call('publish', () => this.publish(copy)),
      replace: (copy, receipt) => call('replace', () => this.replace(copy, receipt)),
      withdraw: (copy, receipt) =>
        call('withdraw', () => {
          // Whoever sent it has forgotten the copy, and the ledger of today does not hear what became of it.
          if (epoch !== this.epoch && this.copiesOf(copy.itemId).length > 0)
            this.neverReported.add(copy.itemId);
          return this.withdraw(copy, receipt);
        }),
      find: (copy) => call('find', () => this.find(copy)),
      read: (receipt) => call('read', () => this.read(receipt)),
    };
  }

  private call<Result>(life: Life, name: string, effect: () => Result): Promise<Result> {
    const sent = this.clock.now();
    const { id, timeout, settleTime } = this.definition;
    return new Promise((resolve, reject) => {
      const under: CallUnderWay = {
        deadline: sent + timeout,
        abort: () => {
          this.calls.delete(under);
          reject(new NoAnswer('time is up'));
        },
      };
      this.calls.add(under);
      this.arriving += 1;
      const arrive = async (): Promise<() => Result> => {
        this.arriving -= 1;
        // The promise of such a channel: what has not arrived by then never does.
        const tooLate = this.style !== 'guarded' && this.clock.now() > sent + settleTime;
        const lost = this.scheduler.troubled && this.choices.happens(6);
        if (tooLate || lost) {
          return () => {
            throw new NoAnswer('the line was cut');
          };
        }
        const result = effect();
        if (this.scheduler.troubled && this.choices.happens(8)) {
          return () => {
            throw new NoAnswer('the answer was lost');
          };
        }
        return () => result;
      };
      this.scheduler
        .gate(NETWORK, `${id}.${name} arrives`, arrive)
        .then((answer) => this.scheduler.gate(life, `${id}.${name} answers`, async () => answer()))
        .then(resolve, reject)
        .finally(() => this.calls.delete(under));
    });
  }

  private trouble(): Answer | undefined {
    if (!this.scheduler.troubled) return undefined;
    const drawn = 99 - this.choices.below(100);
    if (drawn < 4) return { outcome: 'deferred', cause: 'busy', reason: 'busy', after: null };
    if (drawn < 7) return { outcome: 'deferred', cause: 'outage', reason: 'closed', after: null };
    if (drawn < 8) return { outcome: 'refused', reason: 'the editor will not have it' };
    return undefined;
  }

  /** Answers that are wrong: what the channel says it did, it did not do. Reading the copy back tells. */
  private lies(): boolean {
    const lies = this.scheduler.troubled && this.choices.happens(6);
    if (lies) this.scheduler.trace.push(`${this.definition.id} answers wrong`);
    return lies;
  }

  private publish(copy: Copy): Answer {
    if (this.style === 'by-hand') return { outcome: 'handed-over', receipt: NOTHING_YET };
    const trouble = this.trouble();
    if (trouble !== undefined) return trouble;
    const [known] = this.style === 'guarded' ? this.copiesOf(copy.itemId) : [];
    if (known !== undefined) return this.bring(known, copy);
    if (this.lies()) {
      const publicAt = this.clock.now();
      note(this.saidUp, copy.itemId, publicAt);
      return { outcome: 'published', receipt: receiptOf({ remoteId: this.newName(), publicAt }) };
    }
    return this.published(this.putUp(copy));
  }

  private replace(copy: Copy, receipt: Receipt): Answer {
    if (this.style === 'by-hand') return { outcome: 'handed-over', receipt };
    const trouble = this.trouble();
    if (trouble !== undefined) return trouble;
    const named = this.copies.find(({ remoteId }) => remoteId === receipt.remoteId);
    // Under another name than the one that is known, it is found as for a take-down: by what it is.
    const shown = named ?? this.copiesOf(copy.itemId)[0];
    return shown === undefined ? this.publish(copy) : this.bring(shown, copy);
  }

  private bring(shown: ShownCopy, copy: Copy): Answer {
    if (this.style === 'guarded' && copy.generation < shown.generation)
      return { outcome: 'refused', reason: 'a newer one is here' };
    if (!this.lies()) this.change(shown, copy);
    return this.published(shown);
  }

  private withdraw(copy: Copy, receipt: Receipt): Answer {
    if (this.style === 'by-hand') return { outcome: 'handed-over', receipt };
    const trouble = this.trouble();
    if (trouble !== undefined) return trouble;
    const [known] = this.copiesOf(copy.itemId);
    if (this.style === 'guarded' && known !== undefined && copy.generation < known.generation)
      return { outcome: 'refused', reason: 'a newer one is here' };
    // A page that says nothing any more cannot be told from one that must not be there; nor can what nobody has the address of.
    const canBeFound = known !== undefined && known.remoteId === receipt.remoteId && !copy.sealed;
    if (this.style !== 'guarded' || !canBeFound || !this.lies()) this.takeDown(copy.itemId);
    return { outcome: 'withdrawn' };
  }

  private find(copy: Copy): Found {
    if (this.style === 'by-hand') return { outcome: 'cannot-tell', reason: 'ask the clerk', carried: true };
    if (this.style === 'mute') return { outcome: 'cannot-tell', reason: 'look there' };
    const [shown] = this.copiesOf(copy.itemId);
    if (shown === undefined) return { outcome: 'absent' };
    return { outcome: 'found', receipt: receiptOf(shown), generation: shown.generation };
  }

  private read(receipt: Receipt): PublicCopy {
    if (this.lies()) return { outcome: 'unreadable', reason: 'an error page' };
    const shown = this.copies.find(({ remoteId }) => remoteId === receipt.remoteId);
    if (shown === undefined) return { outcome: 'missing' };
    const body = canonicalText(parseBody({ format: 'text', content: shown.text }));
    return {
      outcome: 'read',
      title: shown.title,
      body,
      page: `${shown.title}\n${body}`,
      publicAt: { instant: shown.publicAt, precision: 'time' },
    };
  }

  private published(shown: ShownCopy): Answer {
    return { outcome: 'published', receipt: receiptOf(shown) };
  }
}

const note = (moments: Map<ItemId, Instant[]>, itemId: ItemId, at: Instant): void => {
  moments.set(itemId, [...(moments.get(itemId) ?? []), at]);
};

const NOTHING_YET: Receipt = { remoteId: null, url: null, place: null, evidence: [] };

const receiptOf = ({ remoteId, publicAt }: Pick<ShownCopy, 'remoteId' | 'publicAt'>) => ({
  remoteId,
  url: `https://platform.example/${remoteId}`,
  place: null,
  evidence: [],
  publicAt,
});
