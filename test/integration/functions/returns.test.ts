import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { yearOf } from '../../../lib/domain/shanghai-time.ts';
import { type FunctionsUnderTest, startFunctions } from './functions-under-test.ts';

const PUBLICATIONS = readFileSync(new URL('../../fixtures/2017/publications-utf8-bom.csv', import.meta.url));

let functions: FunctionsUnderTest;

beforeAll(async () => {
  functions = await startFunctions();
  const imported = await functions.call('/v1/imports', {
    body: Uint8Array.from(PUBLICATIONS),
    type: 'text/csv',
  });
  if (!imported.ok) throw new Error(await imported.text());
}, 60_000);
afterAll(() => functions.stop());

/** Asks the API, while its queue is drained beside it as the service does. */
const carriedOut = async (path: string, body = ''): Promise<Response> => {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<'stopped'>();
  const drain = async (): Promise<void> => {
    const pause = new Promise<'again'>((resolve) => {
      setTimeout(() => resolve('again'), 20);
    });
    await functions.carryOutReturns();
    if ((await Promise.race([stopped, pause])) === 'again') await drain();
  };
  const draining = drain();
  try {
    return await functions.call(path, { method: 'POST', ...(body !== '' && { body }) });
  } finally {
    stop('stopped');
    await draining;
  }
};

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever the API answers
const bodyOf = async (answer: Response): Promise<any> => answer.json();

const listed = async (year: number) => (await bodyOf(await functions.call(`/v1/returns/${year}`))).returns;

describe('the functions, from a draft to its filing', () => {
  it('build in the function that builds, while the API waits: 116, every file as its record says', async () => {
    const answer = await carriedOut('/v1/returns/2017');
    expect(answer.status).toBe(201);
    const { revision, state, files } = await bodyOf(answer);
    expect(state).toBe('draft');
    for (const { url, sha256 } of files) {
      const bytes = Buffer.from(await (await functions.call(url)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    const data = await bodyOf(await functions.call(`/v1/returns/2017/${revision}/data.json`));
    expect(data.count).toMatchObject({ total: 116, channels: { portal: 78, provincial: 7, municipal: 62 } });
    expect((await carriedOut('/v1/returns/2017')).status).toBe(200);
  }, 60_000);

  it('file what a person has looked at, once', async () => {
    const { revision } = (await listed(2017))[0];
    const refused = await carriedOut('/v1/returns/2017/filing', JSON.stringify({ revision }));
    expect(refused.status).toBe(422);
    const { findings } = await bodyOf(refused);
    const acknowledge = [...new Set(findings.map(({ code }: { code: string }) => code))];
    const order = JSON.stringify({ revision, acknowledge });
    const filed = await carriedOut('/v1/returns/2017/filing', order);
    expect(filed.status).toBe(201);
    expect(await bodyOf(filed)).toMatchObject({ state: 'filed', filing: { draft: revision } });
    const again = await carriedOut('/v1/returns/2017/filing', order);
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'nothing-to-amend']);
    const states = (await listed(2017)).map(({ state }: { state: string }) => state);
    expect(states.filter((state: string) => state === 'filed')).toHaveLength(1);
  }, 60_000);

  it('answer 202 when it takes longer than a caller waits, show it meanwhile, and have it later', async () => {
    const asked = await functions.call('/v1/returns/2016', { method: 'POST' });
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([202, '10']);
    const { revision, state } = await bodyOf(asked);
    expect(state).toBe('building');
    expect(await listed(2016)).toMatchObject([{ revision, state: 'building', files: [] }]);

    await vi.waitFor(
      async () => {
        await functions.carryOutReturns();
        expect(await listed(2016)).toMatchObject([{ revision, state: 'draft' }]);
      },
      { timeout: 20_000 },
    );
    expect((await carriedOut('/v1/returns/2016')).status).toBe(200);
  }, 90_000);

  it('build the year that is over once, however often the schedule runs', async () => {
    const year = yearOf(Date.now()) - 1;
    await functions.report();
    await functions.report();
    expect(await listed(year)).toMatchObject([{ state: 'draft', builtBy: 'system' }]);
  }, 60_000);
});
