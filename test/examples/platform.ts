import { bodyAddresses } from '../../lib/domain/content/body-addresses.ts';
import { canonicalLine, canonicalText } from '../../lib/domain/content/canonical-text.ts';
import { parseBody } from '../../lib/domain/content/parse-body.ts';
import type { Receipt } from '../../lib/domain/ledger-rows.ts';
import type { Moment } from '../../lib/domain/shanghai-time.ts';
import type { Copy, PublicCopy } from '../../lib/ports/channel.ts';
import { type Answer, type Channel, type Found, NoAnswer } from '../../lib/ports/channel.ts';
import type { Clock } from '../../lib/ports/clock.ts';

/** What happens to the next call that would publish or replace. */
export type Mishap = 'none' | 'lost-before' | 'lost-after' | 'busy' | 'outage' | 'refused' | 'our-bug';

/** A platform without idempotency: every publish that reaches it puts another copy there, so that a double shows. */
export class Platform implements Channel {
  /** Copies by our key, oldest first, each the generation it shows. */
  readonly copies = new Map<string, number[]>();
  readonly calls: string[] = [];
  /** What the public reads, by the address; a test may change it, or take it away, behind the pipeline's back. */
  readonly pages = new Map<string, { title: string; html: string }>();
  /** What the pages say of when they went up. */
  statedOnPages: Moment | null = null;
  /** Reads to come that get no answer. */
  silentReads = 0;
  canLookUp = true;
  /** Does a look-up tell the generation shown? */
  namesGeneration = true;
  /** Look-ups to come that get no answer. */
  silentLookUps = 0;
  mishaps: Mishap[] = [];
  /** Runs while a call is under way. */
  meanwhile: () => Promise<void> = async () => {};
  statedPublicAt: number | null = null;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  copiesOf(itemId: string): number {
    return this.copies.get(itemId)?.length ?? 0;
  }

  async publish(copy: Copy): Promise<Answer> {
    return this.receive('publish', copy, () => {
      this.copies.set(copy.itemId, [...(this.copies.get(copy.itemId) ?? []), copy.generation]);
      this.show(copy);
    });
  }

  async replace(copy: Copy): Promise<Answer> {
    return this.receive('replace', copy, () => {
      const shown = this.copies.get(copy.itemId) ?? [];
      this.copies.set(copy.itemId, [...shown.slice(0, -1), copy.generation]);
      this.show(copy);
    });
  }

  async withdraw(copy: Copy): Promise<Answer> {
    this.calls.push('withdraw');
    if (this.mishaps[0] === 'lost-before') {
      this.mishaps.shift();
      throw new NoAnswer('timed out');
    }
    this.copies.delete(copy.itemId);
    this.pages.delete(this.addressOf(copy));
    return { outcome: 'withdrawn' };
  }

  async find(copy: Copy): Promise<Found> {
    this.calls.push('find');
    if (this.silentLookUps > 0) {
      this.silentLookUps -= 1;
      throw new NoAnswer('timed out');
    }
    if (!this.canLookUp) return { outcome: 'cannot-tell', reason: '该平台不能查询' };
    const generation = this.copies.get(copy.itemId)?.at(-1);
    return generation === undefined
      ? { outcome: 'absent' }
      : {
          outcome: 'found',
          receipt: this.receipt(copy),
          generation: this.namesGeneration ? generation : null,
        };
  }

  async read({ url }: Receipt): Promise<PublicCopy> {
    this.calls.push('read');
    await this.meanwhile();
    if (this.silentReads > 0) {
      this.silentReads -= 1;
      throw new NoAnswer('timed out');
    }
    const page = this.pages.get(url ?? '');
    if (page === undefined) return { outcome: 'missing' };
    const parsed = parseBody({ format: 'html', content: page.html });
    const body = canonicalText(parsed);
    const title = canonicalLine(page.title);
    return {
      outcome: 'read',
      title,
      body,
      page: `${title}\n${body}`,
      addresses: { ...bodyAddresses(parsed), base: url ?? '', rehostedAt: [] },
      publicAt: this.statedOnPages,
    };
  }

  addressOf({ itemId }: Pick<Copy, 'itemId'>): string {
    return `https://platform.example/${itemId}`;
  }

  private show({ itemId, title, html }: Copy): void {
    this.pages.set(this.addressOf({ itemId }), { title, html });
  }

  private receipt(copy: Copy) {
    return {
      remoteId: copy.itemId.slice(0, 8),
      url: this.addressOf(copy),
      place: null,
      evidence: [],
      publicAt: this.statedPublicAt,
    };
  }

  private async receive(call: string, copy: Copy, commit: () => void): Promise<Answer> {
    this.calls.push(call);
    await this.meanwhile();
    const reason = '测试平台';
    switch (this.mishaps.shift() ?? 'none') {
      case 'lost-before':
        throw new NoAnswer('timed out');
      case 'lost-after':
        commit();
        throw new NoAnswer('timed out');
      case 'busy':
        return { outcome: 'deferred', cause: 'busy', reason, after: null };
      case 'outage':
        return { outcome: 'deferred', cause: 'outage', reason, after: null };
      case 'refused':
        return { outcome: 'refused', reason };
      case 'our-bug':
        throw new TypeError('a bug of ours');
      case 'none':
        commit();
        return {
          outcome: 'published',
          receipt: { ...this.receipt(copy), publicAt: this.statedPublicAt ?? this.clock.now() },
        };
    }
  }
}
