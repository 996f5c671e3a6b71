import type { Approval, Submission } from '../../lib/domain/item.ts';

export const deputyLeader: Approval = {
  role: 'deputy-leader',
  name: '丙某',
  approvedAt: '2026-11-03T10:00:00+08:00',
  evidence: [],
};

export const leader: Approval = { ...deputyLeader, role: 'leader', name: '丁某' };

/** A moment on the day of the approval, after it. */
export const NOTICE_POSTED_AT = Date.parse('2026-11-03T12:00:00+08:00');

/** An ordinary notice of an invented city, which breaks no rule at {@link NOTICE_POSTED_AT}. */
export const officeNotice: Submission = {
  title: '关于调整大厅办公时间的通知',
  documentNumber: '虚政服发〔2026〕3号',
  occurrence: null,
  body: { format: 'text', content: '各窗口：\n\t自下周起，大厅周六上午照常办公。' },
  issuer: '虚构市政务服务中心',
  unit: '信息中心',
  formedOn: '2026-11-02',
  topic: '综合政务/政务公开',
  genre: '通知',
  kind: 'document',
  origin: 'own',
  area: '互联网+政务服务',
  importance: 'ordinary',
  author: { name: '甲某', unit: '信息中心' },
  review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2026-11-03' },
  approvals: [deputyLeader],
  attachments: [
    { name: '附件1.docx', sha256: 'a'.repeat(64), mediaType: 'application/msword', size: 12_345 },
    { name: '附件2.pdf', sha256: 'b'.repeat(64), mediaType: 'application/pdf', size: 12_345 },
  ],
  relations: [{ type: 'explains', item: 'c'.repeat(64) }],
  consulted: [{ agency: '虚构市某局', agreedAt: '2026-11-01' }],
  channels: ['portal', 'municipal'],
  columns: { portal: '通知公告' },
  publishAt: null,
  acknowledge: [],
};
