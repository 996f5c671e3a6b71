import * as z from 'zod';
import type { Attachment, Authorisation, ChannelId, Submission } from '../domain/item.ts';
import { dayOf } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ReturnRecord } from '../ports/registers.ts';
import type { AcceptItem, AcceptOutcome } from './accept-item.ts';
import type { StoreAttachment } from './store-attachment.ts';

/** Who answers for the report as a piece of information, and where it goes. */
export interface PublicationOrder extends Authorisation {
  readonly channels: readonly ChannelId[];
  readonly columns: Readonly<Record<ChannelId, string>>;
  /** Codes of warnings about the report's text. */
  readonly acknowledge: readonly string[];
}

/**
 * Publishes a filed return as an item of its own, its tables attached. The same return is the same item, however often it is
 * asked for; what is refused is refused as any item would be, and the return stays filed.
 */
export type PublishReturn = (
  record: ReturnRecord,
  order: PublicationOrder,
  by: string,
) => Promise<AcceptOutcome>;

const Data = z.object({ office: z.object({ name: z.string() }) });

/** Files of a return that go along, as the public sees them. */
const ATTACHED = [
  { file: 'statistics.docx', name: '政府信息公开情况统计表.docx' },
  { file: 'statistics.xlsx', name: '政府信息公开情况统计表.xlsx' },
] as const;

export const createPublishReturn = ({
  objectStore,
  articleOf,
  acceptItem,
  storeAttachment,
}: {
  readonly objectStore: ObjectStore;
  /** Of `report.html`, as it was written, what is published as the report itself: HTML without a page around it. */
  readonly articleOf: (page: string) => string;
  readonly acceptItem: AcceptItem;
  readonly storeAttachment: StoreAttachment;
}): PublishReturn => {
  const read = async ({ year, revision, files }: ReturnRecord, name: string) => {
    const file = files.find((candidate) => candidate.name === name);
    const stored = file && (await objectStore.get(file.key));
    if (file === undefined || stored === undefined) {
      throw new Error(`return ${year}/${revision} has lost ${name}`);
    }
    return { ...stored, sha256: file.sha256 };
  };

  /** Violations where a file was sealed with the item that showed it before. */
  const attach = async (record: ReturnRecord) => {
    const attachments: Attachment[] = [];
    const violations: Violation[] = [];
    for (const { file, name } of ATTACHED) {
      const { bytes, sha256, mediaType } = await read(record, file);
      const size = bytes.length;
      const stored = await storeAttachment({ sha256, chunks: inOne(bytes), mediaType, limit: size });
      if (stored.outcome === 'conflict') violations.push(stored.violation);
      else if (stored.outcome !== 'stored' && stored.outcome !== 'exists')
        throw new Error(`${file} of return ${record.year}/${record.revision} is not what its record says`);
      attachments.push({ name: `${record.year}年${name}`, sha256, mediaType, size });
    }
    return { attachments, violations };
  };

  return async (record, { author, review, approvals, channels, columns, acknowledge }, by) => {
    const { year, amendment, builtAt } = record;
    const [page, data] = await Promise.all([read(record, 'report.html'), read(record, 'data.json')]);
    const { office } = Data.parse(JSON.parse(textOf(data.bytes)));
    const { attachments, violations } = await attach(record);
    if (violations.length > 0) return { outcome: 'invalid', violations };
    const mark = amendment === null ? '' : `（第${amendment.number}次更正）`;
    const submission: Submission = {
      title: `${office.name}${year}年政府信息公开工作年度报告${mark}`,
      body: { format: 'html', content: articleOf(textOf(page.bytes)) },
      attachments,
      occurrence: null,
      documentNumber: null,
      issuer: office.name,
      unit: null,
      formedOn: dayOf(builtAt),
      topic: null,
      genre: '报告',
      kind: 'annual-report',
      origin: 'own',
      area: null,
      importance: 'ordinary',
      relations: [],
      consulted: [],
      columns,
      publishAt: null,
      author,
      review,
      approvals,
      channels,
      acknowledge,
    };
    return acceptItem(submission, by);
  };
};

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
