import type { ItemId } from '../../../lib/domain/item.ts';
import type { AcceptOutcome } from '../../../lib/usecases/accept-item.ts';
import type { Scene } from '../scene.ts';
import type { Answered } from '../world/actors.ts';
import { NOTICES, noticeOf } from './notices.ts';
import { someChannels } from './revise.ts';

/** Somebody posts a notice, new or known, for some of the channels. */
export const post = (scene: Scene): void => postNotice(scene, scene.world.choices.below(NOTICES), null);

/** `again`: the item that it was before the ledger forgot it. */
export const postNotice = (scene: Scene, number: number, again: ItemId | null): void => {
  const { world, actors, loss, notices } = scene;
  const channels = someChannels(scene);
  const notice = noticeOf(number, 0, channels);
  const { life, useCases } = world.process();
  actors.begin(
    life,
    `post ${notice.title}${again === null ? '' : ' again'}`,
    () => useCases.acceptItem(notice, 'token:clerk'),
    (answered: Answered<AcceptOutcome>) => {
      if (answered.answer === 'none') return;
      const { result } = answered;
      const { told } = scene;
      const isIn = result.outcome === 'accepted' || result.outcome === 'seen-before';
      if (isIn) {
        const { id, contentHash } = result.view;
        told.accepted.add(id);
        told.committed.push({ itemId: id, contentHash });
        told.asked.set(id, new Set([...(told.asked.get(id) ?? []), ...channels]));
        loss.posts.delete(id);
        notices.set(id, number);
      }
      // Meanwhile another item says what it said: then it will not be there again.
      if (again === null || (isIn && result.view.id === again)) return;
      told.accepted.delete(again);
      loss.posts.delete(again);
    },
  );
};
