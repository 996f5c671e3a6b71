import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import { canonicalContent, contentHash } from '../../../lib/domain/content/content-hash.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import type { BodyFormat } from '../../../lib/domain/item.ts';

interface Vector {
  readonly name: string;
  readonly canonical: string;
  readonly format: BodyFormat;
  readonly content: string;
  readonly title?: string;
  readonly attachments?: readonly string[];
  readonly occurrence?: string;
}

const FOLDER = new URL('../../fixtures/content/golden/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const filesEndingIn = (end: string): readonly string[] =>
  readdirSync(FOLDER).filter((name) => name.endsWith(end));

const TOPICS = ['characters', 'contents', 'lines-and-lists', 'pictures', 'tables', 'white-space'];
const vectors = TOPICS.flatMap((topic) => JSON.parse(read(`${topic}.json`)) as readonly Vector[]);
const sums = new Map(
  read('SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(66), line.slice(0, 64)] as const),
);

const hashedOf = ({ format, content, title, attachments, occurrence }: Vector) => ({
  title: title ?? '虚构通知',
  bodyText: canonicalText(parseBody({ format, content })),
  attachmentHashes: attachments ?? [],
  occurrence: occurrence ?? null,
});

describe('the golden vectors', () => {
  it('are all read', () => {
    expect(filesEndingIn('.json')).toEqual(TOPICS.map((topic) => `${topic}.json`));
    expect(vectors.length).toBeGreaterThanOrEqual(190);
    expect([...sums.keys()]).toEqual(filesEndingIn('.canonical').toSorted());
    expect(new Set(vectors.map(({ canonical }) => `${canonical}.canonical`))).toEqual(new Set(sums.keys()));
  });

  it('tell every canonical file from every other', () => {
    expect(new Set(sums.values()).size).toBe(sums.size);
  });

  it.each([...sums])('%s has the hash that sha256sum printed', (file, sum) => {
    const bytes = readFileSync(new URL(file, FOLDER));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
  });
});

describe.each(vectors)('$name', (vector) => {
  it(`comes to ${vector.canonical}`, () => {
    expect(canonicalContent(hashedOf(vector))).toBe(read(`${vector.canonical}.canonical`));
    expect(contentHash(hashedOf(vector))).toBe(sums.get(`${vector.canonical}.canonical`));
  });
});
