import { readFile } from 'node:fs/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { itemKey } from '../../../lib/engines/aws/keys.ts';
import { handOverBatch } from '../../aws-services/drain-queue.ts';
import { CHANNELS, type FunctionsUnderTest, startFunctions, TABLE_NAME } from './functions-under-test.ts';

let functions: FunctionsUnderTest;
beforeEach(async () => {
  functions = await startFunctions();
}, 60_000);
afterEach(() => functions.stop());

const REGIONS = [
  { channels: ['portal'], items: 47 },
  { channels: ['provincial'], items: 7 },
  { channels: ['municipal'], items: 31 },
  { channels: ['municipal', 'portal'], items: 31 },
] as const;

const submission = (name: string, channels: readonly string[]) => ({
  ...SUBMISSION_EXAMPLE,
  title: `关于${name}的通知`,
  documentNumber: null,
  body: { format: 'html', content: `<p>虚构市${name}。</p>` },
  attachments: [],
  relations: [],
  columns: {},
  channels,
});

const post = async (name: string, channels: readonly string[]) => {
  const answer = await functions.call('/v1/items', { body: JSON.stringify(submission(name, channels)) });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};

const json = async (path: string, body?: unknown) => {
  const answer = await functions.call(path, body === undefined ? {} : { body: JSON.stringify(body) });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};

/** Each of the tasks, so many at a time. */
const atOnce = async <Result>(
  size: number,
  tasks: readonly (() => Promise<Result>)[],
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const rest = tasks.values();
  const work = async (): Promise<void> => {
    for (const task of rest) results.push(await task());
  };
  await Promise.all(Array.from({ length: size }, work));
  return results;
};

const thisYear = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

describe('the function that reads public copies back', () => {
  it('reads a sample that was asked for, and tells how each copy stands', async () => {
    const { body } = await post('办公时间', ['provincial', 'municipal']);
    await functions.drain();

    const asked = await functions.call('/v1/channels/provincial/confirmation', { body: '{"sample":5}' });
    expect(asked.status).toBe(202);
    expect(JSON.parse(await asked.text())).toMatchObject({ asked: 1, items: [body.id] });
    await functions.confirm();

    const item = JSON.parse(await (await functions.call(`/v1/items/${body.id}`)).text());
    expect(item.deliveries).toMatchObject([
      { channel: 'provincial', state: 'confirmed', confirmation: { result: 'same' } },
      { channel: 'municipal', state: 'published', confirmation: null },
    ]);
  });
});

describe('the function that reminds', () => {
  it('comes to an end, and pauses are ordered and lifted beside it', async () => {
    await expect(functions.remind()).resolves.toBeUndefined();
    const paused = await functions.call('/v1/channels/municipal/pause', { body: '{"reason":"停机维护"}' });
    expect(JSON.parse(await paused.text())).toMatchObject({ paused: { reason: '停机维护' } });
    const resumed = await functions.call('/v1/channels/municipal/resume', { body: '{"reason":"维护结束"}' });
    expect(JSON.parse(await resumed.text())).toMatchObject({ paused: null });
    const waiting = JSON.parse(await (await functions.call('/v1/waiting')).text());
    expect(waiting).toMatchObject({ waiting: [], totalsAreAtLeast: false });
  });
});

describe('the functions, from a post to the count', () => {
  it('bring 116 items to their channels once each, however often and at once they are posted', async () => {
    const items = REGIONS.flatMap(({ channels, items: count }) =>
      Array.from({ length: count }, (_, index) => ({ name: `${channels.join()}第${index}号`, channels })),
    );
    const twice = items.flatMap((item, index) => (index % 10 === 0 ? [item, item] : [item]));

    const posted = await atOnce(
      32,
      twice.map(
        ({ name, channels }) =>
          () =>
            post(name, channels),
      ),
    );
    await functions.drain();

    const statuses = posted.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(116);
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);

    const rows = await functions.rows();
    const published = rows.filter(
      ({ sk, state }) => String(sk).startsWith('DELIVERY#') && state === 'published',
    );
    expect(rows.filter(({ sk }) => sk === 'ITEM')).toHaveLength(116);
    expect(
      CHANNELS.map((channel) => published.filter(({ sk }) => sk === `DELIVERY#${channel}`).length),
    ).toEqual([78, 7, 62]);

    for (const [network, expected] of [
      ['provincial', 7],
      ['municipal', 62],
    ] as const) {
      const { items: held } = JSON.parse(await (await functions.call(`/practice/${network}/items`)).text());
      expect(held).toHaveLength(expected);
      expect(new Set(held.map((item: { published: number }) => item.published))).toEqual(new Set([1]));
    }

    const count = JSON.parse(await (await functions.call(`/v1/counts/${thisYear}`)).text());
    expect(count).toMatchObject({
      total: 116,
      channels: { portal: 78, provincial: 7, municipal: 62 },
      regions: REGIONS,
      formRows: { website: 116 },
    });
    const page = await functions.call('/portal/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('关于');
  });

  it('count the 147 publications of 2017 as 116 items, and the same file again changes nothing', async () => {
    const body = Uint8Array.from(await readFile('test/fixtures/2017/publications-utf8-bom.csv'));
    const send = async () => {
      const answer = await functions.call('/v1/imports', { body, type: 'text/csv' });
      return { status: answer.status, body: JSON.parse(await answer.text()) };
    };

    const first = await send();
    const again = await send();
    const count = JSON.parse(await (await functions.call('/v1/counts/2017')).text());

    expect(first.body).toMatchObject({ rows: 147, items: 116, merged: 31, rejected: [] });
    expect(again.body).toEqual(first.body);
    expect(count).toMatchObject({
      total: 116,
      channels: { portal: 78, provincial: 7, municipal: 62 },
      regions: REGIONS,
      importedDeliveries: 147,
    });
  });
});

describe('a correction through the functions', () => {
  it('reaches the channels of the new plan, takes the copy down elsewhere, and is found by either content', async () => {
    const { body: posted } = await post('办公时间', ['portal', 'provincial']);
    await functions.drain();
    const { review, approvals } = SUBMISSION_EXAMPLE;
    const words = { format: 'html', content: '<p>虚构市办公时间，更正。</p>' };
    const correction = {
      body: words,
      review,
      approvals,
      channels: ['provincial', 'municipal'],
      reason: '更正',
    };

    const [one, other] = await Promise.all([
      json(`/v1/items/${posted.id}/editions`, correction),
      json(`/v1/items/${posted.id}/editions`, {
        ...correction,
        body: { ...words, content: '<p>另稿。</p>' },
      }),
    ]);
    expect(new Set([one.status, other.status])).toEqual(new Set([201, 409]));
    const won = one.status === 201 ? words : { ...words, content: '<p>另稿。</p>' };
    await functions.drain();

    const { body: item } = await json(`/v1/items/${posted.id}`);
    expect(item).toMatchObject({ edition: 2, generation: 2, owed: [], item: { body: won } });
    expect(item.editions.map(({ edition }: { edition: number }) => edition)).toEqual([1, 2]);
    expect(
      item.deliveries.map(({ channel, state }: { channel: string; state: string }) => [channel, state]),
    ).toEqual([
      ['provincial', 'published'],
      ['municipal', 'published'],
      ['portal', 'withdrawn'],
    ]);
    const first = await json('/v1/items', submission('办公时间', ['provincial']));
    const second = await json('/v1/items', { ...submission('办公时间', ['provincial']), body: won });
    expect([first, second].map(({ status, body }) => [status, body.id])).toEqual([
      [200, posted.id],
      [200, posted.id],
    ]);
  });
});

describe('the function deliver', () => {
  it('keeps a message that cannot be read, with its bytes, and gives nothing back', async () => {
    const { services, queueUrls } = functions;
    const QueueUrl = queueUrls['portal'] ?? '';
    await post('甲', ['portal']);
    await services.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{ "broken"' }));

    await functions.drain();
    const { messages } = JSON.parse(await (await functions.call('/v1/unreadable')).text());
    const left = await handOverBatch(services.sqs, QueueUrl, () =>
      Promise.resolve({ batchItemFailures: [] }),
    );

    expect(messages).toEqual([expect.objectContaining({ body: '{ "broken"', problem: 'not JSON' })]);
    expect(left).toBe(0);
  });

  it('gives back the one record that a fault of our own breaks, and delivers the others', async () => {
    const { services, queueUrls } = functions;
    const good = await post('甲', ['portal']);
    const broken = await post('乙', ['portal']);
    const documents = DynamoDBDocumentClient.from(services.dynamo);
    const row = (await functions.rows()).find(
      ({ pk, sk }) => pk === itemKey(broken.body.id).pk && sk === 'ITEM',
    );
    await documents.send(
      new PutCommand({ TableName: TABLE_NAME, Item: { ...row, generation: 'no number' } }),
    );

    const givenBack: string[] = [];
    await handOverBatch(services.sqs, queueUrls['portal'] ?? '', async (event) => {
      const response = await functions.deliver('portal', event);
      const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      givenBack.push(
        ...event.Records.filter(({ messageId }) => failed.has(messageId)).map(({ body: text }) => text),
      );
      return response;
    });

    const states = (await functions.rows()).filter(({ sk }) => sk === 'DELIVERY#portal');
    expect(givenBack).toHaveLength(1);
    expect(givenBack[0]).toContain(broken.body.id);
    expect(states).toEqual([expect.objectContaining({ pk: itemKey(good.body.id).pk, state: 'published' })]);
  });
});

describe('the function report', () => {
  it('builds a draft of the year that is over, zeros where nothing was published', async () => {
    await functions.report();

    const answer = await functions.call(`/v1/returns/${thisYear - 1}`);

    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('report.html');
  });
});
