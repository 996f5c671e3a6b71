import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** An item as the API takes it; what is left out has a default. */
export interface DemoItem {
  readonly title: string;
  readonly channels: readonly string[];
  readonly [member: string]: unknown;
}

export interface DemoAttachment {
  readonly name: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** The shape of the office's year: how many items went where. */
const SHAPE = [
  { channels: ['portal'], items: 47 },
  { channels: ['provincial'], items: 7 },
  { channels: ['municipal'], items: 31 },
  { channels: ['portal', 'municipal'], items: 31 },
] as const;

const OFFICE = '虚构市政务服务中心管理办公室';
const SUBJECTS = [
  '办公时间',
  '窗口调整',
  '一次办好',
  '材料精简',
  '预约服务',
  '部门预算',
  '部门决算',
  '热线值守',
];

const approved = (day: string) => ({
  author: { name: '甲某（虚构）', unit: '信息中心' },
  review: { reviewer: '乙某（虚构）', conclusion: 'public', reviewedAt: day },
  approvals: [{ role: 'deputy-leader', name: '丙某（虚构）', approvedAt: day }],
});

const bodyOf = (subject: string, number: number): string =>
  [
    `<p>各窗口、各科室：</p>`,
    `<p>（演示数据，内容虚构。）为方便群众和企业办事，现就${subject}有关事项通知如下，请遵照执行。</p>`,
    `<p>一、自通知之日起，第${number}项事项按新的流程办理，申请材料由${number + 3}份减为${(number % 3) + 1}份。</p>`,
    `<p>二、办理时限如下表：</p>`,
    `<table><tr><th>环节</th><th>原时限（工作日）</th><th>现时限（工作日）</th></tr>`,
    `<tr><td>受理</td><td>${(number % 5) + 2}</td><td>1</td></tr>`,
    `<tr><td>办结</td><td>${(number % 9) + 10}</td><td>${(number % 5) + 3}</td></tr></table>`,
    `<p>三、执行中遇到的问题，请及时报信息中心。</p>`,
  ].join('\n');

const syntheticItem = (number: number, channels: readonly string[], day: string): DemoItem => {
  const subject = SUBJECTS[number % SUBJECTS.length] ?? '办公时间';
  const budget = subject.startsWith('部门');
  return {
    title: `（虚构）关于${subject}有关事项的通知（第${number}期）`,
    body: { format: 'html', content: bodyOf(subject, number) },
    issuer: OFFICE,
    unit: '信息中心',
    formedOn: day,
    genre: '通知',
    topic: budget ? '财政、金融、审计' : '综合政务',
    area: budget ? '部门预决算' : '互联网+政务服务',
    ...approved(day),
    channels,
  };
};

const here = (name: string): URL => new URL(name, import.meta.url);

/** The two files that the real report carried, by name; their bytes are made up and say so. */
export const readDemoAttachments = async (): Promise<readonly DemoAttachment[]> => {
  const files = [
    {
      file: 'attachments/statistics.docx',
      name: '市政务服务中心2017年度政府信息公开工作情况统计表.docx',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    },
    {
      file: 'attachments/reply.doc',
      name: '便签--对市十八届人大一次会议第74号建议的答复.doc',
      mediaType: 'application/msword',
    },
  ];
  return Promise.all(
    files.map(async ({ file, name, mediaType }) => {
      const bytes = await readFile(here(file));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { name, sha256, mediaType, size: bytes.length, bytes };
    }),
  );
};

/** The text of the real report without its head and its list of files: title, and the body as the public read it. */
export const readReport = async (): Promise<{ readonly title: string; readonly body: string }> => {
  const lines = (await readFile(here('annual-report-2017.txt'), 'utf8')).split('\n');
  const [title = ''] = lines;
  const end = lines.findLastIndex((line) => line.trim() === '2018年1月19日');
  return { title: title.trim(), body: lines.slice(2, end + 1).join('\n') };
};

/** 116 items in the shape of 2017, the real report among them; `day` (yyyy-MM-dd) is when they were formed and approved. */
export const demoItems = async (day: string, attachments: readonly DemoAttachment[]): Promise<DemoItem[]> => {
  const report = await readReport();
  const items: DemoItem[] = [];
  for (const { channels, items: count } of SHAPE) {
    for (let i = 0; i < count; i += 1) items.push(syntheticItem(items.length + 1, channels, day));
  }
  // The report was on the portal, in the column for annual reports, with two attachments, one of them a note (便签).
  items[0] = {
    title: report.title,
    body: { format: 'text', content: report.body },
    issuer: OFFICE,
    formedOn: day,
    kind: 'annual-report',
    importance: 'important',
    ...approved(day),
    approvals: [{ role: 'leader', name: '丁某（虚构）', approvedAt: day }],
    attachments: attachments.map(({ name, sha256, mediaType, size }) => ({ name, sha256, mediaType, size })),
    channels: ['portal'],
    columns: { portal: '政府信息公开年报' },
    acknowledge: ['draft-file-name'],
  };
  return items;
};
