import type { Tell } from './finding.ts';
import type { ToldData, ToldManifest, ToldSealing } from './read-folder.ts';
import type { ScannedEvidence } from './scan-evidence.ts';

const SEALED_FILES = ['data.json', 'evidence.csv', 'inputs.json'] as const;

/** Holds the manifest against the three files that it names, and against what they say. */
export const checkManifest = (
  manifest: ToldManifest,
  folder: {
    readonly hashes: ReadonlyMap<string, string>;
    readonly sealings: readonly ToldSealing[];
    readonly data: ToldData;
    readonly inputsVersion: number | undefined;
    readonly scanned: ScannedEvidence;
  },
  tell: Tell,
): void => {
  const { hashes, sealings, data, inputsVersion, scanned } = folder;
  for (const name of SEALED_FILES) {
    const told = manifest.files.find((file) => file.name === name);
    const there = hashes.get(name);
    if (told === undefined) tell('manifest.json', `没有列出${name}`);
    else if (there !== afterSealings(name, told.sha256, sealings))
      tell(name, '与manifest.json中的值不符，文件被改动过');
    const isWhole = told?.sha256 === there;
    if (name === 'evidence.csv' && isWhole && told?.size !== scanned.size)
      tell('manifest.json', `${name}的字节数不符`);
  }
  checkEvidence(manifest, data, scanned, tell);
  for (const name of ['year', 'revision', 'state', 'inputsVersion'] as const)
    if (manifest[name] !== data[name]) tell('manifest.json', `${name}与data.json不一致`);
  if (manifest.form?.id !== data.form?.id || manifest.form?.version !== data.form?.version)
    tell('manifest.json', 'form与data.json不一致');
  if (inputsVersion !== manifest.inputsVersion) tell('inputs.json', '版本与manifest.json不一致');
};

const checkEvidence = (
  manifest: ToldManifest,
  data: ToldData,
  { root, lines }: ScannedEvidence,
  tell: Tell,
): void => {
  const told = { 'manifest.json': manifest.evidence, 'data.json': data.evidence };
  for (const [name, { merkleRoot, lines: number }] of Object.entries(told)) {
    if (merkleRoot !== root) tell(name, `默克尔根为${merkleRoot}，按明细重新计算为${root}`);
    if (number !== lines) tell(name, `明细行数为${number}，实有${lines}行`);
  }
};

/** What a file hashes to after all that was taken out of it. */
const afterSealings = (name: string, sha256: string, sealings: readonly ToldSealing[]): string => {
  let now = sha256;
  for (const { file, before, after } of sealings) if (file === name && before === now) now = after;
  return now;
};

/** Holds `sealed.json` against the lines whose words are gone. */
export const checkSealings = (
  sealings: readonly ToldSealing[],
  { sealed }: ScannedEvidence,
  tell: Tell,
): void => {
  const told = sealings.reduce((sum, { lines }) => sum + lines, 0);
  if (told !== sealed) tell('sealed.json', `说明封存了${told}行，明细中有${sealed}行`);
};
