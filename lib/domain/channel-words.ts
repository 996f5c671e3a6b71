import type { EditionRow } from './ledger-rows.ts';
import { SEALED } from './sealing.ts';

/** Fewer characters in a row say nothing of their own. */
const SHORTEST_REPETITION = 8;

interface Source {
  readonly text: string;
  readonly name: string;
  /** Characters in a row from which on something is repeated; of what is shorter than that, all of it. */
  readonly shortest: number;
}

const sourcesOf = ({ content, text }: Pick<EditionRow, 'content' | 'text'>): readonly Source[] =>
  [
    { text: content.title, name: '（标题）' },
    { text: content.documentNumber ?? '', name: '（发文字号）' },
    ...content.attachments.map(({ name }) => ({ text: name, name: '（附件名称）' })),
    { text, name: '（正文）' },
  ].flatMap((source) => {
    // Channels' words come with single spaces.
    const line = source.text.replace(/\s+/gu, ' ').trim();
    const shortest = Math.min(SHORTEST_REPETITION, Array.from(line).length);
    return shortest === 0 ? [] : [{ ...source, text: line, shortest }];
  });

/** How many of the characters from there on stand in the source in a row; 0 for too few. */
const repeatedAt = (characters: readonly string[], at: number, { text, shortest }: Source): number => {
  let length = shortest;
  const repeats = (): boolean =>
    at + length <= characters.length && text.includes(characters.slice(at, at + length).join(''));
  while (repeats()) length += 1;
  return length === shortest ? 0 : length - 1;
};

/**
 * What a channel said, fit to be kept in a history or a log, which nothing is ever taken out of: platforms like to repeat
 * what they refuse, and one day it may have to be sealed. Of an edition that is sealed already nobody can tell what repeats it.
 */
export const channelWords = (said: string, edition: Pick<EditionRow, 'content' | 'text'>): string => {
  if (edition.content.title === SEALED) return SEALED;
  const sources = sourcesOf(edition);
  const characters = Array.from(said);
  let kept = '';
  for (let at = 0; at < characters.length; ) {
    const found = sources
      .map((source) => ({ source, length: repeatedAt(characters, at, source) }))
      .reduce((best, other) => (other.length > best.length ? other : best), { source: null, length: 0 } as {
        source: Source | null;
        length: number;
      });
    kept += found.source?.name ?? characters[at];
    at += Math.max(found.length, 1);
  }
  return kept;
};
