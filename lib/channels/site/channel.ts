import type { ItemId } from '../../domain/item.ts';
import type { Answer, Channel, Copy, PublishedReceipt } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { untilAborted } from '../../ports/until-aborted.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { readPublicPage } from '../public-page/read-public-page.ts';
import { ARTICLE_TEXT_ID, articlePage } from './article-page.ts';
import type { ArticleRecord, SiteRecord, WithdrawalRecord } from './article-record.ts';
import { articleRecordOf, siteRecordIn } from './article-record.ts';
import { HTML } from './index-plan.ts';
import { articlePath, hrefOf, siteFolder } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';
import { withdrawnPage } from './withdrawn-page.ts';

export interface SiteChannelDependencies {
  readonly profile: SiteProfile;
  readonly objectStore: ObjectStore;
  readonly outgoing: OutgoingRequests;
  readonly clock: Clock;
  /** Told after an article's page changed; the record is null for a withdrawn one. */
  readonly onChange: (key: ItemId, generation: number, record: ArticleRecord | null) => void;
}

/** Our own pages show what was sent, to the letter. */
const READING = { bodySelector: `#${ARTICLE_TEXT_ID}`, rehostedAt: null };

const olderThan = (shown: number): Answer => ({
  outcome: 'refused',
  reason: `网站上已是更新的版本（第 ${shown} 代）。The site shows a newer generation.`,
});

/** What the page goes on from: what was taken down as published in error lends no date, or the page would be back-dated. */
const goesOnFrom = (before: SiteRecord | undefined, { firstPublicAt }: Copy): SiteRecord | undefined =>
  before?.is === 'withdrawal' && firstPublicAt === null ? undefined : before;

/** Writers that change the same article at the same time come one after another; nobody loses more often than there are others. */
const TURNS = 20;

/**
 * Our own static site. The article page is the delivery: one write, with everything the site knows of the article in it,
 * among it when it first became public, which a retry, a correction and a republication all keep, but for what went out in error. What is withdrawn leaves
 * its notice in the same place, and each write goes over what was read only: one that hangs and lands late, after its
 * lease, finds a newer generation and changes nothing.
 */
export const createSiteChannel = ({
  profile,
  objectStore,
  outgoing,
  clock,
  onChange,
}: SiteChannelDependencies): Channel => {
  const folder = siteFolder(profile.channel);

  const receiptOf = ({ key, publicAt }: ArticleRecord): PublishedReceipt => ({
    remoteId: key,
    url: hrefOf(profile, articlePath(key)),
    place: null,
    evidence: [],
    publicAt,
  });

  const recordAt = async (key: ItemId): Promise<SiteRecord | undefined> => {
    const page = await objectStore.get(`${folder}${articlePath(key)}`);
    return page && siteRecordIn(page.bytes);
  };

  /** Puts what is made of the record there, until nobody else was faster. */
  const putPage = async <Next extends SiteRecord>(
    { itemId, generation }: Copy,
    make: (before: SiteRecord | undefined) => Promise<{ readonly next: Next; readonly page: string }>,
  ): Promise<Next | Answer> => {
    const path = `${folder}${articlePath(itemId)}`;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const there = await objectStore.get(path);
      const before = there && siteRecordIn(there.bytes);
      if (before !== undefined && before.record.generation > generation) {
        return olderThan(before.record.generation);
      }
      const { next, page } = await make(before);
      const options = { mediaType: HTML };
      if ((await objectStore.putOver(path, Buffer.from(page), there?.tag ?? null, options)) === 'written') {
        return next;
      }
    }
    throw new Error(`the page of ${itemId} was rewritten ${TURNS} times while it was to be changed`);
  };

  const show = async (copy: Copy): Promise<Answer> => {
    const put = await putPage(copy, async (there) => {
      const now = clock.now();
      const before = goesOnFrom(there, copy);
      const isSame =
        before?.is === 'article' &&
        before.record.edition === copy.edition &&
        before.record.copyHash === copy.copyHash;
      const record = articleRecordOf(copy, {
        column: copy.column ?? profile.defaultColumn,
        publicAt: before?.record.publicAt ?? now,
        updatedAt: before === undefined ? null : isSame ? before.record.updatedAt : now,
      });
      const page = (await articlePage(profile, record, copy.html)).toString();
      return { next: { is: 'article', record } as const, page };
    });
    if ('outcome' in put) return put;
    onChange(copy.itemId, copy.generation, put.record);
    return { outcome: 'published', receipt: receiptOf(put.record) };
  };

  const takeDown = async (copy: Copy, notice: string | null): Promise<Answer> => {
    const put = await putPage(copy, async (before) => {
      const now = clock.now();
      const record: WithdrawalRecord = {
        key: copy.itemId,
        generation: copy.generation,
        publicAt: before?.record.publicAt ?? now,
        withdrawnAt: before?.is === 'withdrawal' ? before.record.withdrawnAt : now,
      };
      const page = (await withdrawnPage(profile, record, notice)).toString();
      return { next: { is: 'withdrawal', record } as const, page };
    });
    if ('outcome' in put) return put;
    if (copy.sealed) await objectStore.forgetVersions(`${folder}${articlePath(copy.itemId)}`);
    onChange(copy.itemId, copy.generation, null);
    return { outcome: 'withdrawn' };
  };

  return {
    find: (copy, signal) =>
      untilAborted(signal, async () => {
        const there = await recordAt(copy.itemId);
        return there?.is === 'article'
          ? { outcome: 'found', receipt: receiptOf(there.record), generation: there.record.generation }
          : { outcome: 'absent' };
      }),
    publish: (copy, signal) => untilAborted(signal, () => show(copy)),
    replace: (copy, _receipt, signal) => untilAborted(signal, () => show(copy)),
    withdraw: (copy, _receipt, notice, signal) => untilAborted(signal, () => takeDown(copy, notice)),
    read: (receipt, signal) => readPublicPage({ outgoing, reading: READING }, receipt, signal),
  };
};
