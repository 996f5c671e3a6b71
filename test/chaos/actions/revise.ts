import type { ChannelId, ItemId } from '../../../lib/domain/item.ts';
import { isoShanghai } from '../../../lib/domain/shanghai-time.ts';
import { deputyLeader, officeNotice } from '../../examples/office-notice.ts';
import type { Scene } from '../scene.ts';
import type { Answered } from '../world/actors.ts';
import { NOTICES, noticeOf } from './notices.ts';

const by = 'token:clerk';

/** Different wordings of one notice; few, so that a correction may come back to words that were there before. */
const WORDINGS = 4;

/** An item that somebody knows of; undefined while there is none. */
export const someItem = ({ world: { choices }, told }: Scene): ItemId | undefined => {
  const items = [...told.accepted.union(told.listed)];
  return items[choices.below(Math.max(1, items.length))];
};

const itemToRevise = (scene: Scene): ItemId | undefined => {
  const itemId = someItem(scene);
  if (itemId !== undefined) scene.told.revised.add(itemId);
  return itemId;
};

export const someChannels = ({ world: { choices, platforms } }: Scene): readonly ChannelId[] => {
  const all = [...platforms.keys()];
  const first = choices.below(all.length);
  return [...all.slice(first), ...all.slice(0, first)].slice(0, 1 + choices.below(all.length));
};

/** Reviewed and approved at this moment. */
const approvedNow = ({ world: { clock } }: Scene) => ({
  review: { ...officeNotice.review, reviewedAt: isoShanghai(clock.now()) },
  approvals: [{ ...deputyLeader, approvedAt: isoShanghai(clock.now()) }],
});

type Revised =
  | { readonly outcome: string; readonly view: { readonly id: ItemId; readonly contentHash: string } }
  | { readonly outcome: string };

/** Whoever was told that a correction is in may rely on it. */
const remember =
  ({ told }: Scene) =>
  (answered: Answered<Revised>): void => {
    if (answered.answer === 'none' || !('view' in answered.result)) return;
    const { id, contentHash } = answered.result.view;
    told.committed.push({ itemId: id, contentHash });
  };

/** Somebody corrects an item: its words, its plan, or both; sometimes knowing only an older generation of it. */
export const correct = (scene: Scene): void => {
  const { world, actors } = scene;
  const { choices } = world;
  const itemId = itemToRevise(scene);
  if (itemId === undefined) return;
  const words = noticeOf(choices.below(NOTICES), choices.below(WORDINGS), []);
  const replans = choices.happens(40);
  const { life, useCases } = world.process();
  actors.begin(
    life,
    `correct ${itemId.slice(0, 6)}`,
    () =>
      useCases.correctItem(
        itemId,
        {
          changes: { title: words.title, body: words.body, ...approvedNow(scene) },
          channels: replans ? someChannels(scene) : null,
          acknowledge: [],
          reason: '更正文字',
          ifGeneration: null,
        },
        by,
      ),
    remember(scene),
  );
};

/** Somebody changes where an item goes, and nothing else. */
export const replan = (scene: Scene): void => {
  const { world, actors } = scene;
  const itemId = itemToRevise(scene);
  if (itemId === undefined) return;
  const channels = someChannels(scene);
  const { life, useCases } = world.process();
  actors.begin(life, `replan ${itemId.slice(0, 6)} to ${channels.join(', ')}`, () =>
    useCases.correctItem(
      itemId,
      { changes: {}, channels, acknowledge: [], reason: '调整发布渠道', ifGeneration: null },
      by,
    ),
  );
};

/** Somebody takes an item back. */
export const withdraw = (scene: Scene): void => {
  const { world, actors } = scene;
  const itemId = itemToRevise(scene);
  if (itemId === undefined) return;
  const cause = world.choices.pick(['other', 'expired', 'duplicate', 'error', 'leak'] as const);
  const { life, useCases } = world.process();
  actors.begin(life, `withdraw ${itemId.slice(0, 6)} (${cause})`, () =>
    useCases.withdrawItem(
      itemId,
      { cause, reason: '撤下', notice: null, approvals: approvedNow(scene).approvals, ifGeneration: null },
      by,
    ),
  );
};

/** Somebody puts a withdrawn item out again. */
export const republish = (scene: Scene): void => {
  const { world, actors } = scene;
  const itemId = itemToRevise(scene);
  if (itemId === undefined) return;
  const { life, useCases } = world.process();
  actors.begin(
    life,
    `republish ${itemId.slice(0, 6)}`,
    () =>
      useCases.republishItem(
        itemId,
        { changes: approvedNow(scene), channels: null, acknowledge: [], reason: '重新发布' },
        by,
      ),
    remember(scene),
  );
};
