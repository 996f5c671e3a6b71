import { createHash } from 'node:crypto';
import type { Copy } from '../../../lib/ports/channel.ts';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** A made-up notice as a channel gets it. */
export const exampleCopy = (changes: Partial<Copy> = {}): Copy => ({
  itemId: sha256('关于调整大厅办公时间的通知'),
  channel: 'provincial',
  number: '2026-0078',
  generation: 1,
  edition: 1,
  contentHash: sha256('关于调整大厅办公时间的通知'),
  copyHash: sha256('copy'),
  title: '关于调整大厅办公时间的通知',
  documentNumber: '虚政服发〔2026〕3号',
  issuer: '虚构市政务服务中心',
  unit: '信息中心',
  formedOn: '2026-11-02',
  topic: '综合政务/政务公开',
  genre: '通知',
  kind: 'document',
  area: '互联网+政务服务',
  column: '通知公告',
  html: '<p>自2026年11月9日起，大厅办公时间调整为上午8:30至12:00。</p>',
  text: '自2026年11月9日起，大厅办公时间调整为上午8:30至12:00。',
  attachments: [],
  firstPublicAt: null,
  sealed: false,
  ...changes,
});
