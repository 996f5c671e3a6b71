import type { Scene } from '../scene.ts';
import { NOTICES, noticeOf } from './notices.ts';
import { someChannels } from './revise.ts';

/** Somebody posts a notice, new or known, for some of the channels. */
export const post = (scene: Scene): void => {
  const { world, actors, told } = scene;
  const notice = noticeOf(world.choices.below(NOTICES), 0, someChannels(scene));
  const { life, useCases } = world.process();
  actors.begin(
    life,
    `post ${notice.title}`,
    () => useCases.acceptItem(notice, 'token:clerk'),
    (answered) => {
      if (answered.answer === 'none') return;
      const { result } = answered;
      if (result.outcome !== 'accepted' && result.outcome !== 'seen-before') return;
      told.accepted.add(result.view.id);
      told.committed.push({ itemId: result.view.id, contentHash: result.view.contentHash });
    },
  );
};
