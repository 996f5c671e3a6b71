import type { ImportOutcome } from '../../../lib/usecases/import-file.ts';
import type { VoidOutcome } from '../../../lib/usecases/void-import.ts';
import type { Scene } from '../scene.ts';
import type { Answered } from '../world/actors.ts';
import { csvOf, LINES, lineOf, type RegisterFile } from './register-file.ts';

const by = 'token:admin';

const isAsked = ({ underWay }: RegisterFile, what: 'import' | 'void'): boolean =>
  underWay.some((asking) => asking.what === what && asking.life.alive);

/** Whoever asks for one thing waits until nobody asks for the other. */
const ask = <Outcome>(
  { world, actors }: Scene,
  file: RegisterFile,
  what: 'import' | 'void',
  { work, heard }: { readonly work: () => Promise<Outcome>; readonly heard: (outcome: Outcome) => void },
): void => {
  const { life } = world.process();
  const asking = { life, what };
  file.owes = what;
  file.underWay = [...file.underWay, asking];
  actors.begin(life, `${what} a file of ${file.lines.length} lines`, work, (answered: Answered<Outcome>) => {
    file.underWay = file.underWay.filter((other) => other !== asking);
    if (answered.answer === 'given') heard(answered.result);
  });
};

const bringIn = (scene: Scene, file: RegisterFile): void => {
  const { useCases } = scene.world.process();
  const bytes = csvOf(file.lines);
  ask<ImportOutcome>(scene, file, 'import', {
    work: () => useCases.importFile({ bytes, mediaType: 'text/csv', by, dryRun: false }),
    heard: (outcome) => {
      if (outcome.outcome !== 'done') return;
      const { import: number, rejected } = outcome.report;
      file.number = number;
      // The first line of a file names the columns.
      file.rejected = new Set(rejected.map(({ row }) => row - 2));
      file.owes = null;
    },
  });
};

const takeBack = (scene: Scene, file: RegisterFile, number: number): void => {
  const { useCases } = scene.world.process();
  ask<VoidOutcome>(scene, file, 'void', {
    work: () => useCases.voidImport(number, { reason: '导错了文件' }, by),
    heard: ({ outcome }) => {
      if (outcome !== 'done' && outcome !== 'conflict') return;
      file.number = null;
      file.owes = null;
    },
  });
};

/** A file that was there before, the same lines in another order, or another file. */
const someFile = ({ world: { choices, platforms }, told: { files } }: Scene): RegisterFile => {
  const channels = [...platforms.keys()];
  const known = files[choices.below(Math.max(1, files.length))];
  if (known !== undefined && choices.happens(30)) return known;
  const shuffled = known !== undefined && choices.happens(30);
  const lines = shuffled
    ? known.lines.toReversed()
    : Array.from({ length: 1 + choices.below(4) }, () => lineOf(choices.below(LINES(channels)), channels));
  const twin = files.find((file) => JSON.stringify(file.lines) === JSON.stringify(lines));
  if (twin !== undefined) return twin;
  const file: RegisterFile = { lines, owes: null, number: null, rejected: new Set(), underWay: [] };
  files.push(file);
  return file;
};

/** Somebody imports what was public before this ledger. */
export const importFile = (scene: Scene): void => {
  const file = someFile(scene);
  if (file.owes !== 'void') bringIn(scene, file);
};

/** Somebody takes an import back. */
export const voidImport = (scene: Scene): void => {
  const { choices } = scene.world;
  const done = scene.told.files.filter(({ number }) => number !== null);
  const file = done[choices.below(Math.max(1, done.length))];
  if (file === undefined || file.number === null) return;
  if (file.owes !== 'import' && !isAsked(file, 'import')) takeBack(scene, file, file.number);
};

/** Whatever broke off is asked for again; true when there was something. */
export const finishFiles = (scene: Scene): boolean => {
  const open = scene.told.files.filter(({ owes }) => owes !== null);
  for (const file of open) {
    if (file.owes === 'void' && file.number !== null) takeBack(scene, file, file.number);
    else bringIn(scene, file);
  }
  return open.length > 0;
};
