import { hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, ORIGINS } from '../../lib/domain/item.ts';
import { startOfDay } from '../../lib/domain/shanghai-time.ts';
import { returnDocuments } from '../../lib/returns/return-documents.ts';
import { sealReturns } from '../../lib/usecases/seal-returns.ts';
import { verifyFolder } from '../../local/verify/verify-folder.ts';
import { idOf } from '../contract/rows.ts';
import { openPublishedLedger, type WantedItem } from '../examples/published-ledger.ts';
import { ed25519Key, returnFiles, writeFolder } from '../examples/return-folder.ts';

const DAY = 86_400_000;
const FIRST = startOfDay('2025-10-01');

const findingsOf = async (files: ReadonlyMap<string, Uint8Array>): Promise<readonly string[]> => {
  const folder = await writeFolder(files);
  const findings: string[] = [];
  try {
    await verifyFolder({ folder, tell: (where, what) => void findings.push(`${where}：${what}`) });
  } finally {
    await rm(folder, { recursive: true });
  }
  return findings;
};

// Over both ends of 2026, so that earlier, later and never occur.
const publicAt = fc.integer({ min: 0, max: 550 * 24 }).map((hours) => FIRST + (hours * DAY) / 24);
const copy = fc.record({
  publicAt,
  withdrawal: fc.constantFrom(null, null, null, 'withdrawn' as const, 'error' as const),
  imported: fc.boolean(),
  practice: fc.boolean(),
});
const copies = fc.tuple(fc.option(copy), fc.option(copy), fc.option(copy)).map((each) =>
  ['portal', 'municipal', 'wechat'].flatMap((channel, index) => {
    const wanted = each[index];
    return wanted ? [{ channel, ...wanted }] : [];
  }),
);
const items = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      origin: fc.constantFrom(...ORIGINS),
      dueOn: fc.constantFrom(null, '2026-03-31', '2026-12-31'),
      title: fc.constantFrom('通知', '=1+1', '“引号”"与\r\n换行', '＋加号,逗号'),
      copies,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((each): readonly WantedItem[] => each.map((item, index) => ({ name: `第${index}件`, ...item })));

describe('the recount of a folder', () => {
  it('comes to the figures of the return, whatever is in the ledger', async () => {
    const wanted = fc.record({
      items,
      merges: fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })), { maxLength: 4 }),
      countReposts: fc.boolean(),
      state: fc.constantFrom('draft' as const, 'filed' as const),
    });
    await fc.assert(
      fc.asyncProperty(wanted, async ({ items: published, merges, countReposts, state }) => {
        const pairs = merges.flatMap(([a, b]): (readonly [string, string])[] => {
          const [one, other] = [published[a], published[b]];
          return one && other && one !== other ? [[one.name, other.name]] : [];
        });
        const { ledger } = await openPublishedLedger(published, pairs);
        const files = await returnFiles({ ledger, year: 2026, state, countReposts });

        expect(await findingsOf(files)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

const PUBLISHED: readonly WantedItem[] = Array.from({ length: 6 }, (_, index) => ({
  name: `第${index}件`,
  copies: [
    { channel: 'portal', publicAt: startOfDay('2026-05-06') + index * DAY },
    { channel: 'municipal', publicAt: startOfDay('2026-05-07') + index * DAY, imported: index % 2 === 0 },
  ],
}));

/** The files of a folder after the item was sealed. */
const sealedFiles = async (
  engine: Awaited<ReturnType<typeof openPublishedLedger>>,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  for (const [name, bytes] of files) await engine.objectStore.put(`returns/2026/1/${name}`, bytes);
  const snapshot = await engine.ledger.read(idOf('第1件'));
  if (snapshot === undefined) throw new Error('not there');
  await engine.returns.put({
    year: 2026,
    revision: 1,
    state: 'draft',
    builtAt: 0,
    builtBy: 'token:t1',
    task: { kind: 'draft' },
    files: [...files].map(([name, bytes]) => ({
      name,
      key: `returns/2026/1/${name}`,
      sha256: hash('sha256', bytes),
      size: bytes.length,
      before: [],
    })),
    basis: null,
    manifestSha256: null,
    amendment: null,
    refusal: null,
    supersededBy: null,
  });
  await sealReturns(engine, snapshot, startOfDay('2027-02-03'));
  const sealed = new Map<string, Uint8Array>();
  for await (const key of engine.objectStore.list('returns/2026/1/')) {
    const stored = await engine.objectStore.get(key);
    if (stored !== undefined) sealed.set(key.slice('returns/2026/1/'.length), stored.bytes);
  }
  return sealed;
};

describe('any changed byte of any file', () => {
  it.each([false, true])(
    'is found (in a folder with a sealed item: %s)',
    async (sealing) => {
      const engine = await openPublishedLedger(PUBLISHED);
      const built = await returnFiles({
        ledger: engine.ledger,
        year: 2026,
        rendered: returnDocuments.rendered,
        signingKey: ed25519Key(),
      });
      const files = sealing ? await sealedFiles(engine, built) : built;
      expect(await findingsOf(files)).toEqual([]);
      expect(files.has('sealed.json')).toBe(sealing);

      const place = fc.record({
        name: fc.constantFrom(...files.keys()),
        at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        mask: fc.integer({ min: 1, max: 255 }),
      });
      await fc.assert(
        fc.asyncProperty(place, async ({ name, at, mask }) => {
          const bytes = Uint8Array.from(files.get(name) ?? []);
          const index = Math.floor(at * bytes.length);
          bytes[index] = (bytes[index] ?? 0) ^ mask;

          expect((await findingsOf(new Map([...files, [name, bytes]]))).length).toBeGreaterThan(0);
        }),
        { numRuns: 100 },
      );
    },
    120_000,
  );
});
