import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Submission } from '../../../lib/domain/item.ts';
import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import type { ReturnRecord } from '../../../lib/ports/registers.ts';
import { reportArticle } from '../../../lib/returns/report-article.ts';
import { createPublishReturn, type PublicationOrder } from '../../../lib/usecases/publish-return.ts';
import { createStoreAttachment, sealedFileKey } from '../../../lib/usecases/store-attachment.ts';
import { returnRecordOf } from '../../examples/return-record.ts';

const FILES: Readonly<Record<string, string>> = {
  'report.html':
    '<body><p class="mark">已报送</p><h1>年报</h1><h2>一、概述</h2><p>共116条。</p><h2 class="new-page">附录</h2><p>清单</p></body>',
  'data.json': '{"office":{"name":"虚构市政务服务中心"}}',
  'statistics.docx': 'docx',
  'statistics.xlsx': 'xlsx',
};

const ORDER: PublicationOrder = {
  author: { name: '甲某', unit: null },
  review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2027-01-19' },
  approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: '2027-01-19', evidence: [] }],
  channels: ['portal'],
  columns: {},
  acknowledge: [],
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

let engine: Engine;
beforeEach(async () => {
  engine = await openEmbeddedEngine({ dataDir: ':memory:', clock: { now: () => 0 } });
});

const filedRecord = async (amendment: ReturnRecord['amendment'] = null): Promise<ReturnRecord> => {
  const files = Object.entries(FILES).map(([name, text]) => ({
    name,
    key: `returns/2026/2/${name}`,
    sha256: hashOf(text),
    size: Buffer.byteLength(text),
    before: [],
  }));
  for (const { key, name } of files) await engine.objectStore.put(key, Buffer.from(FILES[name] ?? ''));
  const builtAt = Date.parse('2027-01-19T10:00:00+08:00');
  return returnRecordOf({ year: 2026, revision: 2, state: 'filed', builtAt, files, amendment });
};

/** Takes in all but the first `failing` submissions. */
const open = (failing = 0) => {
  const { objectStore } = engine;
  const submissions: Submission[] = [];
  const publish = createPublishReturn({
    objectStore,
    articleOf: reportArticle,
    storeAttachment: createStoreAttachment({ objectStore }),
    acceptItem: async (submission) => {
      submissions.push(submission);
      if (submissions.length <= failing) throw new Error('killed');
      return { outcome: 'invalid', violations: [] };
    },
  });
  return { publish, submissions };
};

describe('the report as an item', () => {
  it('is what the public reads of it, with its tables', async () => {
    const { publish, submissions } = open();
    await publish(await filedRecord(), ORDER, 'token:operator');
    expect(submissions).toMatchObject([
      {
        title: '虚构市政务服务中心2026年政府信息公开工作年度报告',
        body: { format: 'html', content: '<h2>一、概述</h2><p>共116条。</p>' },
        kind: 'annual-report',
        formedOn: '2027-01-19',
        issuer: '虚构市政务服务中心',
        attachments: [
          { name: '2026年政府信息公开情况统计表.docx', sha256: hashOf('docx') },
          { name: '2026年政府信息公开情况统计表.xlsx', sha256: hashOf('xlsx') },
        ],
      },
    ]);
    const stored = await engine.objectStore.get(`attachments/${hashOf('docx')}`);
    expect(Buffer.from(stored!.bytes).toString()).toBe('docx');
  });

  it('is word for word the same after a crash, so that it is one item', async () => {
    const { publish, submissions } = open(1);
    const record = await filedRecord();
    await expect(publish(record, ORDER, 'token:operator')).rejects.toThrow('killed');
    await publish(record, ORDER, 'token:operator');
    expect(submissions[1]).toEqual(submissions[0]);
  });

  it('says which amendment it is', async () => {
    const { publish, submissions } = open();
    const record = await filedRecord({ number: 2, amends: 1, reason: '更正' });
    await publish(record, ORDER, 'token:operator');
    expect(submissions[0]?.title).toBe('虚构市政务服务中心2026年政府信息公开工作年度报告（第2次更正）');
  });

  it('is refused when its tables were sealed with the item that showed them', async () => {
    const { publish, submissions } = open();
    await engine.objectStore.put(sealedFileKey(hashOf('xlsx')), new Uint8Array());
    expect(await publish(await filedRecord(), ORDER, 'token:operator')).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'file-sealed' }],
    });
    expect(submissions).toEqual([]);
  });
});
