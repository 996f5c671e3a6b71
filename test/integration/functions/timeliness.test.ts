import { afterEach, beforeEach, expect, it } from 'vitest';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { type FunctionsUnderTest, startFunctions } from './functions-under-test.ts';

let functions: FunctionsUnderTest;
beforeEach(async () => {
  functions = await startFunctions();
}, 60_000);
afterEach(() => functions.stop());

const json = async (path: string, body?: unknown) =>
  JSON.parse(
    await (await functions.call(path, body === undefined ? {} : { body: JSON.stringify(body) })).text(),
  );

/** Every page. */
const late = async () => {
  const items: { readonly item: { readonly id: string } }[] = [];
  let cursor: string | null = null;
  do {
    const page = await json(
      `/v1/timeliness?state=late${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
};

it('lists what is late through the function of the API, before and after it is public', async () => {
  const { id } = await json('/v1/items', {
    ...SUBMISSION_EXAMPLE,
    formedOn: '2026-01-05',
    attachments: [],
    relations: [],
    columns: {},
    channels: ['municipal'],
  });

  expect(await late()).toMatchObject([
    { item: { id }, dueOn: '2026-02-02', firstPublicOn: null, missing: [{ channel: 'municipal' }] },
  ]);

  await functions.drain();
  expect(await late()).toMatchObject([{ item: { id }, firstPublicOn: expect.any(String), missing: [] }]);
}, 60_000);
