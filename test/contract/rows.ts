import { createHash } from 'node:crypto';
import { type History, type HistoryOwner, headOf } from '../../lib/domain/history.ts';
import type { ItemId, Sha256 } from '../../lib/domain/item.ts';
import type {
  CountFacts,
  DeliveryRow,
  EditionContent,
  EditionRow,
  ItemRow,
} from '../../lib/domain/ledger-rows.ts';
import { startOfDay } from '../../lib/domain/shanghai-time.ts';

/** Midday of 3 November 2026 in Asia/Shanghai: far from every border of a day, month or year. */
export const NOON = startOfDay('2026-11-03') + 12 * 3_600_000;

export const sha256 = (text: string): Sha256 => createHash('sha256').update(text).digest('hex');

/** The id of an invented item. */
export const idOf = (name: string): ItemId => sha256(`item ${name}`);

export const FACTS: CountFacts = {
  kind: 'document',
  origin: 'own',
  unit: '信息中心',
  area: '互联网+政务服务',
  dueOn: '2026-12-01',
  formRow: 'website',
  practice: false,
};

export const editionOf = (name: string, overrides: Partial<EditionRow> = {}): EditionRow => {
  const edition = overrides.edition ?? 1;
  const content: EditionContent = {
    title: `关于${name}的通知`,
    body: { format: 'html', content: `<p>虚构市${name}。</p>` },
    attachments: [{ name: '附件1.docx', sha256: sha256('a'), mediaType: 'application/msword', size: 3 }],
    occurrence: null,
    documentNumber: null,
    issuer: '虚构市政务服务中心',
    unit: '信息中心',
    formedOn: '2026-11-02',
    topic: '综合政务/政务公开',
    genre: '通知',
    kind: 'document',
    origin: 'own',
    area: '互联网+政务服务',
    importance: 'ordinary',
    relations: [{ type: 'explains', item: sha256('b') }],
    consulted: [{ agency: '虚构市某局', agreedAt: '2026-11-01' }],
    columns: { portal: '通知公告' },
    publishAt: null,
    author: { name: '甲某', unit: '信息中心' },
    review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2026-11-03' },
    approvals: [
      {
        role: 'deputy-leader',
        name: '丙某',
        approvedAt: '2026-11-03T10:00:00+08:00',
        evidence: [sha256('c')],
      },
    ],
  };
  return {
    itemId: idOf(name),
    edition,
    key: `${edition}#${sha256(`${name} edition ${edition}`)}`,
    previousKey: edition === 1 ? null : `${edition - 1}#${sha256(`${name} edition ${edition - 1}`)}`,
    contentHash: idOf(name),
    contentVersion: 1,
    copyHash: sha256(`${name} copy ${edition}`),
    content,
    html: `<p>虚构市${name}。</p>`,
    text: `虚构市${name}。`,
    warnings: [
      {
        code: 'half-width-punctuation',
        pointer: '/body/content',
        message: { zh: '半角标点', en: 'Half-width.' },
      },
    ],
    houseStyle: [
      { code: 'fonts-dropped', count: 2, message: { zh: '字体已统一', en: 'Fonts were dropped.' } },
    ],
    recordedAt: NOON,
    by: 'token:t1',
    reason: null,
    ...overrides,
  };
};

/** Whatever history a test gives a row, its head belongs to it. */
const chainedRow = <Row extends Omit<History, 'historyHead'>>(
  owner: HistoryOwner,
  row: Row,
): Row & History => ({ ...row, historyHead: headOf(owner, row.history) });

/** An accepted item that owes what it plans, at once. */
export const itemOf = (name: string, overrides: Partial<Omit<ItemRow, 'historyHead'>> = {}): ItemRow => {
  const { key, contentHash, content } = editionOf(name, { edition: overrides.edition ?? 1 });
  const plan = overrides.plan ?? ['portal', 'municipal'];
  const acceptedAt = overrides.acceptedAt ?? NOON;
  return chainedRow(
    { itemId: idOf(name), channel: null },
    {
      id: idOf(name),
      number: null,
      generation: 1,
      state: 'live',
      editionKey: key,
      edition: 1,
      contentHash,
      title: content.title,
      documentNumber: content.documentNumber,
      plan,
      owed: plan,
      dueAt: acceptedAt,
      acceptedAt,
      recordedAt: acceptedAt,
      dueOn: '2026-12-01',
      importedBy: null,
      voided: null,
      withdrawal: null,
      seal: null,
      history: [{ at: acceptedAt, by: 'token:t1', what: 'accepted', why: null }],
      ...overrides,
    },
  );
};

/** A delivery before its first attempt, which nobody holds. */
export const deliveryOf = (
  name: string,
  channel: string,
  overrides: Partial<Omit<DeliveryRow, 'historyHead'>> = {},
): DeliveryRow =>
  chainedRow(
    { itemId: idOf(name), channel },
    {
      itemId: idOf(name),
      channel,
      version: 1,
      state: 'none',
      generation: 0,
      edition: 0,
      attempts: 0,
      lookUps: 0,
      epoch: 1,
      lease: null,
      sentAt: null,
      nextAttemptAt: null,
      receipt: null,
      publicAt: null,
      basis: null,
      withdrawal: null,
      takingDown: false,
      importedBy: null,
      confirmation: null,
      confirmAt: null,
      reason: null,
      facts: FACTS,
      history: [],
      ...overrides,
    },
  );

/** The first attempt, under a lease of a minute. */
export const leasedDelivery = (
  name: string,
  channel: string,
  token: string,
  overrides: Partial<Omit<DeliveryRow, 'historyHead'>> = {},
): DeliveryRow =>
  deliveryOf(name, channel, {
    state: 'sending',
    generation: 1,
    edition: 1,
    attempts: 1,
    lease: { token, until: NOON + 60_000 },
    sentAt: NOON,
    history: [{ at: NOON, by: 'system', what: 'claimed', why: null }],
    ...overrides,
  });

/** Public since noon, as the channel answered. */
export const publishedDelivery = (
  name: string,
  channel: string,
  overrides: Partial<Omit<DeliveryRow, 'historyHead'>> = {},
): DeliveryRow =>
  deliveryOf(name, channel, {
    version: 2,
    state: 'published',
    generation: 1,
    edition: 1,
    attempts: 1,
    sentAt: NOON,
    receipt: { remoteId: `r-${name}`, url: `https://${channel}.example/${name}`, place: null, evidence: [] },
    publicAt: NOON,
    basis: 'channel',
    history: [
      { at: NOON, by: 'system', what: 'claimed', why: null },
      { at: NOON, by: 'system', what: 'published', why: null },
    ],
    ...overrides,
  });
