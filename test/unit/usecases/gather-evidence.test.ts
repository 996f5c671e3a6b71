import { hash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { csvCells } from '../../../lib/domain/evidence/csv-lines.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';
import { returnDocuments } from '../../../lib/returns/return-documents.ts';
import { type EvidenceRequest, gatherEvidence } from '../../../lib/usecases/gather-evidence.ts';
import { openPublishedLedger, type WantedItem } from '../../examples/published-ledger.ts';

const CHANNELS: EvidenceRequest['channels'] = [
  { id: 'portal', name: '门户网站', formRow: 'website', practice: false },
  { id: 'municipal', name: '市级信息公开平台', formRow: 'website', practice: false },
];
const at = (day: string, more = 0): number => startOfDay(day) + more;

const gather = async (
  items: readonly WantedItem[],
  { merges = [], ...more }: Partial<EvidenceRequest> & { readonly merges?: readonly [string, string][] } = {},
) => {
  const { ledger } = await openPublishedLedger(items, merges);
  const stream = gatherEvidence(
    {
      ledger,
      policies: { countReposts: true },
      documents: returnDocuments,
      workingDays: createWorkingDays({ verifiedThrough: 2026, years: new Map() }),
    },
    { year: 2026, channels: CHANNELS, excludePractice: false, ...more },
  );
  const bytes = await buffer(stream.chunks);
  const [head = '', ...lines] = bytes.toString().slice(1, -2).split('\r\n');
  const rows = lines.map((line) => {
    const cells = csvCells(line);
    return Object.fromEntries(csvCells(head).map((heading, index) => [heading, cells[index] ?? '']));
  });
  return { bytes, rows, gathered: stream.gathered(), stream };
};

/** Without short numbers, which follow the order of acceptance. */
const numberless = (text: string) => text.replaceAll(/"2026-\d{4}"/g, '');

const onPortal = (name: string, day: string) => ({
  name,
  copies: [{ channel: 'portal', publicAt: at(day) }],
});

describe('evidence that is gathered', () => {
  it('is hashed and measured on the way', async () => {
    const { bytes, gathered } = await gather([
      { name: '甲', copies: [{ channel: 'portal', publicAt: at('2026-05-06') }] },
    ]);
    expect(gathered).toMatchObject({ lines: 1, size: bytes.length, sha256: hash('sha256', bytes) });
  });

  it('is the same whoever gathers it, and when', async () => {
    const items = ['甲', '乙'].map((name) => ({
      name,
      copies: [{ channel: 'portal', publicAt: at('2026-05-06') }],
    }));
    const [one, other] = [await gather(items), await gather(items.toReversed())];
    expect(numberless(one.bytes.toString())).toBe(numberless(other.bytes.toString()));
  });

  it('tells of an item on each channel of the year, and when it could first be read anywhere', async () => {
    const { rows } = await gather([
      {
        name: '甲',
        copies: [
          { channel: 'municipal', publicAt: at('2026-01-01') },
          { channel: 'portal', publicAt: at('2026-01-01', -1000) },
          { channel: 'wechat', publicAt: at('2027-01-01') },
        ],
      },
    ]);
    expect(rows).toEqual([
      expect.objectContaining({
        渠道代码: 'municipal',
        公开时间: '2026-01-01T00:00:00+08:00',
        首次公开时间: '2025-12-31T23:59:59+08:00',
        本年计数: '上年已公开，不计入',
      }),
    ]);
  });

  it('leaves what went out in error aside when it asks for the first time', async () => {
    const { rows } = await gather([
      {
        name: '甲',
        copies: [
          { channel: 'portal', publicAt: at('2025-03-01'), withdrawal: 'error' },
          { channel: 'municipal', publicAt: at('2026-03-02') },
        ],
      },
    ]);
    expect(rows).toEqual([
      expect.objectContaining({ 首次公开时间: '2026-03-02T00:00:00+08:00', 本年计数: '计入' }),
    ]);
  });

  it('shows merged items under the one that they are, with one kind and one first time', async () => {
    const { rows } = await gather(
      [
        { name: '甲', kind: 'brief', copies: [{ channel: 'portal', publicAt: at('2026-03-02') }] },
        { name: '乙', kind: 'other', copies: [{ channel: 'municipal', publicAt: at('2026-03-05') }] },
      ],
      { merges: [['甲', '乙']] },
    );
    expect(rows.map((row) => [row['类别'], row['首次公开时间']])).toEqual([
      ['简报', '2026-03-02T00:00:00+08:00'],
      ['简报', '2026-03-02T00:00:00+08:00'],
    ]);
    expect(new Set(rows.map((row) => row['合并计入'] || row['信息标识'])).size).toBe(1);
  });

  it('leaves what practice channels show out of a filed return', async () => {
    const items: readonly WantedItem[] = [
      {
        name: '甲',
        copies: [
          { channel: 'portal', publicAt: at('2026-03-02'), practice: true },
          { channel: 'municipal', publicAt: at('2026-03-05'), practice: true, imported: true },
        ],
      },
    ];
    expect((await gather(items)).rows).toHaveLength(2);
    expect((await gather(items, { excludePractice: true })).rows).toEqual([
      expect.objectContaining({ 渠道代码: 'municipal', 首次公开时间: '2026-03-05T00:00:00+08:00' }),
    ]);
  });

  it('counts the months in which items first appeared on each channel, configured ones without any too', async () => {
    const { gathered } = await gather([
      {
        name: '甲',
        copies: [
          { channel: 'portal', publicAt: at('2026-03-31') },
          { channel: 'wechat', publicAt: at('2026-12-31', 86_399_000) },
        ],
      },
      { name: '乙', copies: [{ channel: 'portal', publicAt: at('2026-03-01'), withdrawal: 'withdrawn' }] },
      { name: '丙', copies: [{ channel: 'portal', publicAt: at('2026-04-01'), withdrawal: 'error' }] },
    ]);
    expect(gathered.months).toEqual([
      { channel: 'portal', items: [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      { channel: 'municipal', items: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      { channel: 'wechat', items: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
    ]);
  });

  it('counts working days from formation to the first publication', async () => {
    // Formed on Monday, 2 November 2026.
    const { gathered } = await gather([
      onPortal('甲', '2026-11-02'),
      onPortal('乙', '2026-11-03'),
      onPortal('丙', '2026-11-09'),
      onPortal('丁', '2026-11-08'),
      onPortal('戊', '2026-10-30'),
    ]);
    expect(gathered.disclosureDays).toEqual([
      { workingDays: 0, items: 2 },
      { workingDays: 1, items: 1 },
      { workingDays: 4, items: 1 },
      { workingDays: 5, items: 1 },
    ]);
  });

  it('has nothing to say before it was read to its end', async () => {
    const { ledger } = await openPublishedLedger([]);
    const stream = gatherEvidence(
      {
        ledger,
        policies: { countReposts: true },
        documents: returnDocuments,
        workingDays: createWorkingDays({ verifiedThrough: 2026, years: new Map() }),
      },
      { year: 2026, channels: CHANNELS, excludePractice: false },
    );
    expect(() => stream.gathered()).toThrow('not read to its end');
    for await (const chunk of stream.chunks) expect(chunk.length).toBeGreaterThan(100);
    expect(stream.gathered().lines).toBe(0);
  });
});
