import type { ItemId } from '../../domain/item.ts';

export const ACTIONS = ['publish', 'replace', 'withdraw'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a package is, told by the name of its folder: the same package always has the same name, and names sort by generation. */
export interface PackageName {
  readonly key: ItemId;
  readonly generation: number;
  readonly action: Action;
}

const DIGITS = 10;
const NAME = /^(?<key>[0-9a-f]{64})\.(?<generation>\d{10})\.(?<action>publish|replace|withdraw)$/;

export const packageName = ({ key, generation, action }: PackageName): string =>
  `${key}.${String(generation).padStart(DIGITS, '0')}.${action}`;

/** Undefined for what is no package of ours. */
export const parsePackageName = (name: string): PackageName | undefined => {
  const { key, generation, action: word } = NAME.exec(name)?.groups ?? {};
  const action = ACTIONS.find((each) => each === word);
  return key === undefined || generation === undefined || action === undefined
    ? undefined
    : { key, generation: Number(generation), action };
};
