import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { ReturnListAnswer } from '../../../lib/api/schemas/return-answer.ts';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { workbookStream } from '../../../lib/api/workbook-stream.ts';
import type { ListQuery } from '../../../lib/usecases/list-items.ts';
import { apiUnderTest, CONFLICT, ITEM_ID, SUMMARY, sha256, VIEW } from './api-under-test.ts';

describe('posting an item', () => {
  it('answers 201 with the item and its address, and says who posted it', async () => {
    const posted: unknown[] = [];
    const api = await apiUnderTest({
      useCases: {
        acceptItem: async (...given) => {
          posted.push(given);
          return { outcome: 'accepted', view: VIEW };
        },
      },
    });
    const answer = await api.send('POST', '/v1/items', SUBMISSION_EXAMPLE, 'submitter');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Location')).toBe(`/v1/items/${ITEM_ID}`);
    expect(await answer.json()).toEqual(VIEW);
    expect(posted).toEqual([[SUBMISSION_EXAMPLE, 'token:submitter']]);
  });

  it('answers 200 for content seen before, with what differs', async () => {
    const api = await apiUnderTest({
      useCases: { acceptItem: async () => ({ outcome: 'seen-before', view: VIEW, differs: ['/genre'] }) },
    });
    const answer = await api.send('POST', '/v1/items', SUBMISSION_EXAMPLE);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ...VIEW, differs: ['/genre'] });
  });

  it('keeps every character of hostile text', async () => {
    const title = `'; DROP TABLE items; --<script>\u202e𠀀😀&amp;`;
    const titles: string[] = [];
    const api = await apiUnderTest({
      useCases: {
        acceptItem: async (submission) => {
          titles.push(submission.title);
          return { outcome: 'accepted', view: VIEW };
        },
      },
    });
    await api.send('POST', '/v1/items', { ...SUBMISSION_EXAMPLE, title });
    expect(titles).toEqual([title]);
  });
});

describe('listing items', () => {
  it('hands the query on and answers a page', async () => {
    const queries: ListQuery[] = [];
    const api = await apiUnderTest({
      useCases: {
        listItems: async (query) => {
          queries.push(query);
          return { outcome: 'listed', items: [], nextCursor: 'next' };
        },
      },
    });
    const answer = await api.call(
      '/v1/items?q=%E5%A4%A7%E5%8E%85&channel=portal&state=published&year=2017&region=portal%2Bmunicipal&figure=late&cursor=abc&limit=7',
    );
    expect(await answer.json()).toEqual({ items: [], nextCursor: 'next' });
    await api.call('/v1/items');
    expect(queries).toEqual([
      {
        text: '大厅',
        channel: 'portal',
        state: 'published',
        year: 2017,
        region: ['portal', 'municipal'],
        figure: 'late',
        cursor: 'abc',
        limit: 7,
      },
      { limit: 50 },
    ]);
  });

  it.each(['portal%2Bmunicipal', 'portal+municipal', 'portal%20municipal'])(
    'reads the region %s as two channels',
    async (region) => {
      const queries: ListQuery[] = [];
      const api = await apiUnderTest({
        useCases: {
          listItems: async (query) => {
            queries.push(query);
            return { outcome: 'listed', items: [], nextCursor: null };
          },
        },
      });
      await api.call(`/v1/items?year=2017&region=${region}`);
      expect(queries).toEqual([{ year: 2017, region: ['portal', 'municipal'], limit: 50 }]);
    },
  );

  it('answers 422 for a cursor that the ledger does not know, in either form', async () => {
    const violations = [
      { code: 'cursor-invalid', pointer: '/cursor', message: { zh: '无效。', en: 'Not valid.' } },
    ];
    const api = await apiUnderTest({
      useCases: { listItems: async () => ({ outcome: 'invalid', violations }) },
    });
    for (const Accept of ['application/json', 'text/csv', XLSX]) {
      const answer = await api.call('/v1/items?cursor=other', { headers: { Accept } });
      expect(answer.status).toBe(422);
    }
  });
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const paged = (asked: ListQuery[], pages: number) => async (query: ListQuery) => {
  asked.push(query);
  const page = Number(query.cursor ?? 0);
  const items = Array.from({ length: Math.min(query.limit, 2) }, () => SUMMARY);
  return { outcome: 'listed', items, nextCursor: page + 1 < pages ? String(page + 1) : null } as const;
};

const csvOf = async (answer: Response) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.bytes());

describe('exporting items', () => {
  it('writes a file that a spreadsheet opens and runs nothing of', async () => {
    const api = await apiUnderTest({ useCases: { listItems: paged([], 1) } });
    const answer = await api.call('/v1/items', { headers: { Accept: 'text/csv' } });
    const csv = await csvOf(answer);
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="items.csv"');
    expect(csv.startsWith('\uFEFF"编号","标题"')).toBe(true);
    expect(csv).toContain(`"2026-0078","'=cmd()|关于""大厅""的通知",,"有效"`);
    expect(csv).toContain('"portal","2026-11-03T10:00:05+08:00","/portal/articles/1"');
  });

  it('goes on to the last page', async () => {
    const asked: ListQuery[] = [];
    const api = await apiUnderTest({ useCases: { listItems: paged(asked, 3) } });
    const csv = await csvOf(await api.call('/v1/items?channel=portal', { headers: { Accept: 'text/csv' } }));
    expect(csv.trimEnd().split('\r\n').length).toBe(1 + 3 * 2);
    expect(asked.map(({ cursor, channel }) => [cursor, channel])).toEqual([
      [undefined, 'portal'],
      ['1', 'portal'],
      ['2', 'portal'],
    ]);
  });

  it('ends at the limit where one is given', async () => {
    const api = await apiUnderTest({ useCases: { listItems: paged([], 9) } });
    const csv = await csvOf(await api.call('/v1/items?limit=3', { headers: { Accept: 'text/csv' } }));
    expect(csv.trimEnd().split('\r\n').length).toBe(1 + 3);
  });
});

const sheetOf = async (answer: Response) => readSheet(await answer.arrayBuffer());

describe('exporting items as a workbook', () => {
  it('is what spreadsheets read, page after page, every cell a text', async () => {
    const asked: ListQuery[] = [];
    const api = await apiUnderTest({ useCases: { listItems: paged(asked, 3) } });
    const answer = await api.call('/v1/items', { headers: { Accept: XLSX } });
    expect(answer.headers.get('Content-Type')).toBe(XLSX);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="items.xlsx"');
    const rows = await sheetOf(answer);
    expect(rows).toHaveLength(1 + 3 * 2);
    expect(rows[0]?.slice(0, 3)).toEqual(['编号', '标题', '发文字号']);
    expect(rows[6]?.slice(0, 2)).toEqual(['2026-0078', '=cmd()|关于"大厅"的通知']);
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '1', '2']);
  });

  it('says so in its last row where a sheet cannot hold them all', async () => {
    const pages = (async function* () {
      yield Array.from({ length: 3 }, () => ['甲']);
      yield Array.from({ length: 3 }, () => ['乙']);
      yield [['丙']];
    })();
    const sheet = { name: '台账', columns: [{ heading: '标题', width: 9 }], mostRows: 6 };
    const file = new Response(ReadableStream.from(workbookStream(sheet, pages)));
    const rows = await sheetOf(file);
    expect(rows.map(([cell]) => cell)).toEqual([
      '标题',
      '甲',
      '甲',
      '甲',
      '乙',
      expect.stringContaining('其余各行'),
    ]);
  });
});

describe('the files of a channel', () => {
  it('an upload tells how many items it holds and where the next one is', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/channels/municipal/upload?since=2026-11-03');
    expect(answer.headers.get('Content-Type')).toBe(XLSX);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="municipal-upload.xlsx"');
    expect(answer.headers.get('X-Rows')).toBe('1');
    expect(answer.headers.get('Link')).toBe(
      '</v1/channels/municipal/upload?since=2026-11-03&cursor=next>; rel="next"',
    );
  });

  it('an upload since no day is 422', async () => {
    const answer = await (await apiUnderTest()).call('/v1/channels/municipal/upload?since=昨天');
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'date-form', pointer: '/since' }] });
  });
});

describe('a copy sheet', () => {
  it('as a page escapes everything but the body, which is safe', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/items/1/deliveries/municipal/copy', {
      headers: { Accept: 'text/html' },
    });
    const page = await answer.text();
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(page).toContain('关于&lt;调整&gt;的通知');
    expect(page).toContain('<article class="copy"><p>正文</p></article>');
    expect(page).toContain('正文 &lt;b&gt;');
  });

  it('stands alone when it is saved, so that it can be opened and printed without a token', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/items/1/deliveries/municipal/copy', {
      headers: { Accept: 'text/html' },
    });
    const page = await answer.text();
    expect(page).toContain('<style>');
    expect(page).not.toMatch(/ (?:src|href)="/);
    expect(page).toContain('发布之后，请登记回执');
    expect(answer.headers.get('Content-Security-Policy')).toContain("style-src 'unsafe-inline'");
  });

  it('of a channel that the item is not planned for is not found', async () => {
    const api = await apiUnderTest({ useCases: { readCopySheet: async () => undefined } });
    expect((await api.call('/v1/items/1/deliveries/municipal/copy')).status).toBe(404);
  });
});

describe('what a person reports', () => {
  it('reaches the use case with its defaults', async () => {
    const reported: unknown[] = [];
    const api = await apiUnderTest({
      useCases: {
        recordReceipt: async (...given) => {
          reported.push(given);
          return { outcome: 'recorded', view: VIEW };
        },
      },
    });
    await api.send('POST', '/v1/items/2026-0078/deliveries/municipal/receipt', {
      place: '公告栏',
      edition: 2,
    });
    const receipt = { url: null, place: '公告栏', evidence: [], remoteId: null, publicAt: null, edition: 2 };
    expect(reported).toEqual([['2026-0078', 'municipal', receipt, 'token:admin']]);
  });

  it.each([
    { outcome: { outcome: 'not-found' } as const, status: 404 },
    { outcome: CONFLICT, status: 409 },
    { outcome: { outcome: 'invalid', violations: [CONFLICT.violation] } as const, status: 422 },
  ])('answers $status for $outcome.outcome', async ({ outcome, status }) => {
    const api = await apiUnderTest({
      useCases: { recordReceipt: async () => outcome, redrive: async () => outcome },
    });
    const receipt = await api.send('POST', '/v1/items/1/deliveries/municipal/receipt', { edition: 1 });
    const redrive = await api.send('POST', '/v1/items/1/deliveries/municipal/redrive', { reason: 'a' });
    expect([receipt.status, redrive.status]).toEqual([status, status]);
  });
});

describe('attachments', () => {
  const bytes = '<script>alert(1)</script>';
  const path = `/v1/attachments/${sha256(bytes)}`;

  it('are stored once under their hash and come back byte for byte, to be saved and never run', async () => {
    const api = await apiUnderTest();
    const put = () =>
      api.call(path, { method: 'PUT', body: bytes, headers: { 'Content-Type': 'text/html' } });
    expect([(await put()).status, (await put()).status]).toEqual([201, 200]);
    const answer = await api.call(path);
    expect(await answer.text()).toBe(bytes);
    expect(answer.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="${sha256(bytes)}"`);
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('that nobody uploaded are not found', async () => {
    expect((await (await apiUnderTest()).call(path)).status).toBe(404);
  });
});

describe('returns', () => {
  it('show their page alone, running and loading nothing', async () => {
    const answer = await (await apiUnderTest()).call('/v1/returns/2017/1/report.html');
    expect(await answer.text()).toBe('<h1>年报</h1>');
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
  });

  it.each(['data.json', '..%2F..%2Fledger.db', 'report.html%2F..', 'report.exe'])(
    'have no file %s here',
    async (file) => {
      const answer = await (await apiUnderTest()).call(`/v1/returns/2017/1/${file}`);
      expect(answer.status).toBe(404);
    },
  );

  it('say of a file that no answer can carry where it is to be had', async () => {
    const api = await apiUnderTest({ answerBytes: 10 });
    const answer = await api.call('/v1/returns/2017/1/report.html');
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'file-too-large' }]);
  });

  it('list the address of each file, never its place in the store', async () => {
    const answer = await (await apiUnderTest()).call('/v1/returns/2017');
    const { returns } = ReturnListAnswer.parse(await answer.json());
    expect(returns[0]?.files).toEqual([
      { name: 'report.html', url: '/v1/returns/2017/1/report.html', sha256: ITEM_ID, size: 20 },
    ]);
  });
});
