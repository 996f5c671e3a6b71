import type { Receipt } from '../../../lib/domain/ledger-rows.ts';
import { type Answer, type Channel, type Copy, type Found, NoAnswer } from '../../../lib/ports/channel.ts';

/** What becomes of a call that puts up, changes or takes down. `late`: it is given up, and lands some time afterwards, or never. */
export type Fate = 'answered' | 'late' | 'lost-after' | 'lost-before' | 'busy';

/** A platform as docs/http-channel.md asks for: by our key, refusing what is older, also after a withdrawal of what it never held. */
export class LatePlatform implements Channel {
  fates: Fate[] = [];
  /** Calls that are still on their way. */
  readonly late: (() => void)[] = [];
  /** The edition that the public reads, by our key. */
  readonly shown = new Map<string, number>();
  /** Runs while a call is under way. */
  meanwhile: () => Promise<void> = async () => {};
  private readonly newest = new Map<string, number>();

  async find({ itemId }: Copy): Promise<Found> {
    const edition = this.shown.get(itemId);
    if (edition === undefined) return { outcome: 'absent' };
    const receipt = { ...receiptOf(itemId), publicAt: null };
    return { outcome: 'found', receipt, generation: this.newest.get(itemId) ?? 0 };
  }

  publish(copy: Copy): Promise<Answer> {
    return this.receive(copy, () => this.shown.set(copy.itemId, copy.edition), published(copy));
  }

  replace(copy: Copy): Promise<Answer> {
    return this.shown.has(copy.itemId)
      ? this.receive(copy, () => this.shown.set(copy.itemId, copy.edition), published(copy))
      : Promise.resolve({ outcome: 'refused', reason: '这里没有这条信息' });
  }

  withdraw(copy: Copy): Promise<Answer> {
    return this.receive(copy, () => this.shown.delete(copy.itemId), { outcome: 'withdrawn' });
  }

  async read(): Promise<{ outcome: 'missing' }> {
    return { outcome: 'missing' };
  }

  private async receive(copy: Copy, effect: () => unknown, answer: Answer): Promise<Answer> {
    const land = (): boolean => {
      if ((this.newest.get(copy.itemId) ?? 0) > copy.generation) return false;
      this.newest.set(copy.itemId, copy.generation);
      effect();
      return true;
    };
    const { meanwhile } = this;
    this.meanwhile = async () => undefined;
    await meanwhile();
    switch (this.fates.shift() ?? 'answered') {
      case 'answered':
        return land() ? answer : { outcome: 'refused', reason: '已有更新的版本' };
      case 'late':
        this.late.push(land);
        throw new NoAnswer('timed out');
      case 'lost-after':
        land();
        throw new NoAnswer('timed out');
      case 'lost-before':
        throw new NoAnswer('timed out');
      case 'busy':
        return { outcome: 'deferred', cause: 'busy', reason: '测试平台', after: null };
    }
  }
}

const receiptOf = (itemId: string): Receipt => ({
  remoteId: itemId.slice(0, 8),
  url: `https://platform.example/${itemId}`,
  place: null,
  evidence: [],
});

const published = ({ itemId }: Copy): Answer => ({
  outcome: 'published',
  receipt: { ...receiptOf(itemId), publicAt: null },
});
