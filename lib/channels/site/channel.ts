import type { ItemId } from '../../domain/item.ts';
import type { Answer, Channel, Copy, PublishedReceipt } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { untilAborted } from '../../ports/until-aborted.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { readPublicPage } from '../public-page/read-public-page.ts';
import { ARTICLE_TEXT_ID, articlePage } from './article-page.ts';
import type { ArticleRecord, WithdrawalRecord } from './article-record.ts';
import { articleRecordIn, articleRecordOf, withdrawalRecordIn } from './article-record.ts';
import { HTML } from './index-plan.ts';
import { articlePath, hrefOf, siteFolder, withdrawnPath } from './site-paths.ts';
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

const olderThan = (shown: number): Answer => ({
  outcome: 'refused',
  reason: `网站上已是更新的版本（第 ${shown} 代）。The site shows a newer generation.`,
});

/**
 * Our own static site. The article page is the delivery: one write, with everything the site knows of the article in it,
 * among it when it first became public, which a retry, a correction and a republication all keep.
 */
export const createSiteChannel = ({
  profile,
  objectStore,
  outgoing,
  clock,
  onChange,
}: SiteChannelDependencies): Channel => {
  const folder = siteFolder(profile.channel);

  const shown = async (key: ItemId): Promise<ArticleRecord | null> => {
    const page = await objectStore.get(`${folder}${articlePath(key)}`);
    return page === undefined ? null : articleRecordIn(page.bytes);
  };
  const withdrawn = async (key: ItemId): Promise<WithdrawalRecord | null> => {
    const page = await objectStore.get(`${folder}${withdrawnPath(key)}`);
    return page === undefined ? null : withdrawalRecordIn(page.bytes);
  };
  const receiptOf = ({ key, publicAt }: ArticleRecord): PublishedReceipt => ({
    remoteId: key,
    url: hrefOf(profile, articlePath(key)),
    place: null,
    evidence: [],
    publicAt,
  });

  const show = async (copy: Copy): Promise<Answer> => {
    const key = copy.itemId;
    const [before, gone] = await Promise.all([shown(key), withdrawn(key)]);
    const newest = Math.max(before?.generation ?? 0, gone?.generation ?? 0);
    if (newest > copy.generation) return olderThan(newest);
    const now = clock.now();
    const isSame = before !== null && before.edition === copy.edition && before.copyHash === copy.copyHash;
    const record = articleRecordOf(copy, {
      column: copy.column ?? profile.defaultColumn,
      publicAt: before?.publicAt ?? gone?.publicAt ?? now,
      updatedAt: before === null && gone === null ? null : isSame ? before.updatedAt : now,
    });
    const page = (await articlePage(profile, record, copy.html)).toString();
    await objectStore.put(`${folder}${articlePath(key)}`, Buffer.from(page), { mediaType: HTML });
    if (gone !== null) await objectStore.delete(`${folder}${withdrawnPath(key)}`);
    onChange(key, record.generation, record);
    return { outcome: 'published', receipt: receiptOf(record) };
  };

  const takeDown = async (copy: Copy, notice: string | null): Promise<Answer> => {
    const key = copy.itemId;
    const [before, gone] = await Promise.all([shown(key), withdrawn(key)]);
    const newest = Math.max(before?.generation ?? 0, gone?.generation ?? 0);
    if (newest > copy.generation) return olderThan(newest);
    const now = clock.now();
    const record: WithdrawalRecord = {
      key,
      generation: copy.generation,
      publicAt: before?.publicAt ?? gone?.publicAt ?? now,
      withdrawnAt: gone?.withdrawnAt ?? now,
    };
    const page = (await withdrawnPage(profile, record, notice)).toString();
    await objectStore.put(`${folder}${withdrawnPath(key)}`, Buffer.from(page), { mediaType: HTML });
    await objectStore.delete(`${folder}${articlePath(key)}`);
    onChange(key, record.generation, null);
    return { outcome: 'withdrawn' };
  };

  return {
    find: (copy, signal) =>
      untilAborted(signal, async () => {
        const record = await shown(copy.itemId);
        return record === null
          ? { outcome: 'absent' }
          : { outcome: 'found', receipt: receiptOf(record), generation: record.generation };
      }),
    publish: (copy, signal) => untilAborted(signal, () => show(copy)),
    replace: (copy, _receipt, signal) => untilAborted(signal, () => show(copy)),
    withdraw: (copy, _receipt, notice, signal) => untilAborted(signal, () => takeDown(copy, notice)),
    read: (receipt, signal) =>
      readPublicPage({ outgoing, bodySelector: `#${ARTICLE_TEXT_ID}` }, receipt, signal),
  };
};
