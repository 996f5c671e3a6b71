import type { Scene } from '../scene.ts';
import { backUp, postAgain, restore } from './backup.ts';
import { tamper } from './editors.ts';
import { importFile, voidImport } from './imports.ts';
import { clerk, pauseOrResume, redrive } from './people.ts';
import { catchUp, confirm, crash, deliver, pass, restart, tick } from './pipeline.ts';
import { post } from './post.ts';
import { decide, lookAtList } from './relations.ts';
import { correct, replan, republish, withdraw } from './revise.ts';

type Action = (scene: Scene) => void | Promise<void>;

/** How often each is drawn. The first is what a shrunken run falls back to. */
const WEIGHTS: readonly (readonly [Action, number])[] = [
  [deliver, 40],
  [post, 20],
  [tick, 10],
  [pass, 10],
  [clerk, 10],
  [correct, 8],
  [replan, 4],
  [redrive, 4],
  [withdraw, 3],
  [republish, 3],
  [confirm, 4],
  [pauseOrResume, 3],
  [catchUp, 4],
  [restart, 2],
  [crash, 1],
  [importFile, 6],
  [voidImport, 5],
  [lookAtList, 2],
  [decide, 4],
  [tamper, 9],
  [backUp, 3],
  [restore, 2],
  [postAgain, 4],
];

const TOTAL = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);

export const drawAction = ({ world: { choices } }: Scene): Action => {
  let drawn = choices.below(TOTAL);
  for (const [action, weight] of WEIGHTS) {
    if (drawn < weight) return action;
    drawn -= weight;
  }
  return deliver;
};
