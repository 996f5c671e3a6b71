import { addDays, dayOf } from '../../lib/domain/shanghai-time.ts';

/** The channels of every item. */
export const CHANNELS = ['portal', 'provincial', 'municipal'] as const;

const WORDS =
  '政务服务 办事大厅 窗口 预算 住房 交通 学校 气候 港口 市场 图书馆 桥梁 能源 卫生 审批 许可 规划 区域 更新 草案 办理 时限 材料 群众 企业 登记 公开 监督 预约 上午'.split(
    ' ',
  );

const PARAGRAPHS = 5;
const PARAGRAPH_CHARACTERS = 78;

/** Always the same words for the same seed: a linear congruential generator, with the constants of Numerical Recipes. */
const wordsFrom = (seed: number): (() => string) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat soon.
    return WORDS[(state >>> 16) % WORDS.length] ?? '';
  };
};

const paragraph = (word: () => string): string => {
  let text = '';
  while (text.length < PARAGRAPH_CHARACTERS) text += `${word()}${word()}，`;
  return `<p>${text.slice(0, -1)}。</p>`;
};

/** An invented notice of about 2 KB with every required field, approved the day before. */
const notice = (series: number, index: number, now: number) => {
  const word = wordsFrom(series * 1_000_003 + index);
  const approvedOn = addDays(dayOf(now), -1);
  return {
    title: `关于${word()}${word()}安排的通知（${series}之${index}）`,
    documentNumber: `虚政服发〔${approvedOn.slice(0, 4)}〕${series}-${index}号`,
    body: {
      format: 'html',
      content: `<h2>一、${word()}${word()}</h2>${Array.from({ length: PARAGRAPHS }, () => paragraph(word)).join('')}`,
    },
    issuer: '虚构市政务服务中心',
    unit: '信息中心',
    formedOn: addDays(approvedOn, -1),
    topic: '综合政务/政务公开',
    genre: '通知',
    kind: 'document',
    origin: 'own',
    area: '互联网+政务服务',
    importance: 'ordinary',
    author: { name: '甲某', unit: '信息中心' },
    review: { reviewer: '乙某', conclusion: 'public', reviewedAt: approvedOn },
    approvals: [
      {
        role: 'deputy-leader',
        name: '丙某',
        approvedAt: `${approvedOn}T10:00:00+08:00`,
        evidence: [],
      },
    ],
    channels: CHANNELS,
    columns: { portal: '通知公告' },
  };
};

/** The JSON of so many items as posted; after every tenth one of the last ten once more, its members in another order. */
export const postedItems = (series: number, items: number, now: number): readonly string[] =>
  Array.from({ length: items }, (_, index) => {
    const item = JSON.stringify(notice(series, index, now));
    if (index % 10 !== 9) return [item];
    const again = Object.fromEntries(Object.entries(notice(series, index - 5, now)).toReversed());
    return [item, JSON.stringify(again)];
  }).flat();
