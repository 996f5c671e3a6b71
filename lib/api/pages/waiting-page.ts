import { html } from 'hono/html';
import { WAITING_REASONS, type WaitingReason } from '../../domain/waiting.ts';
import type { WaitingList, WaitingTotal, WaitingView } from '../../usecases/list-waiting.ts';

interface Filter {
  readonly reason?: WaitingReason;
  readonly channel?: string;
}

const REASONS: Readonly<Record<WaitingReason, { readonly name: string; readonly advice: string }>> = {
  parked: { name: '待人工处理', advice: '推送未成功且不再自动重试。查明原因后重新推送。' },
  unknown: {
    name: '结果未知',
    advice: '请到渠道上查看：没有这条信息的，重新推送；已有的，登记回执。',
  },
  altered: { name: '内容不一致', advice: '公开页面的内容与发布稿不同。请核对页面，再重新推送。' },
  missing: { name: '页面缺失', advice: '公开页面打不开或者已不在。请核对，再重新推送。' },
  reappeared: { name: '撤下后又出现', advice: '已撤下的信息在渠道上又能看到。请到渠道后台再次撤下。' },
  'approval-missing': {
    name: '撤下待补审批',
    advice: '信息已经撤下，审批手续尚缺。请补交审批（再次提交撤下，附 approvals）。',
  },
  'handed-over': { name: '已报送', advice: '发布稿已交渠道，尚未公开。公开之后请登记回执。' },
};

/**
 * The page for whoever has to do something: it holds nothing until a token is entered, which the script keeps for this tab
 * alone and sends with each question.
 */
export const waitingPage = (office: string) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>待办事项：${office}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/page.css">
<link rel="stylesheet" href="/assets/waiting.css">
<script type="module" src="/assets/waiting.js"></script>
</head>
<body>
<main class="wide">
<h1>待办事项</h1>
<p class="note">${office}。以下各项系统不会再自动处理，须由工作人员办理。</p>
<form id="enter">
<label for="token">访问令牌</label>
<input id="token" type="password" autocomplete="off" required minlength="20" spellcheck="false">
<button>查看</button>
<p class="note">令牌只保存在当前标签页，关闭后即清除。</p>
</form>
<p id="problem" role="alert" hidden></p>
<noscript><p>请启用浏览器的脚本功能，或者使用接口 GET /v1/waiting。</p></noscript>
<div id="live" aria-live="polite"></div>
<p id="leave" hidden><button type="button">退出</button></p>
</main>
</body>
</html>`;

/** The part of the page that the script puts in place; its links are addresses of the page. */
export const waitingTable = (list: WaitingList, filter: Filter) => html`<div id="live" aria-live="polite">
${totals(list, filter)}
${suspects(list)}
${list.waiting.length === 0 ? nothing(list, filter) : rows(list.waiting)}
${
  list.nextCursor === null
    ? ''
    : html`<p><a href="${address({ ...filter, cursor: list.nextCursor })}">下一页</a></p>`
}
</div>`;

const address = (query: Filter & { readonly cursor?: string }): string => {
  const parameters = new URLSearchParams(Object.entries(query)).toString();
  return parameters === '' ? '/waiting' : `/waiting?${parameters}`;
};

const sum = (counted: readonly WaitingTotal[]): number =>
  counted.reduce((total, { count }) => total + count, 0);

const totals = ({ totals: all, totalsAreAtLeast }: WaitingList, filter: Filter) => {
  const choice = (query: Filter, name: string, counted: readonly WaitingTotal[]) => {
    const current = query.reason === filter.reason && query.channel === filter.channel;
    const shown = `${name} ${sum(counted)}`;
    return html`<li>${current ? html`<strong aria-current="page">${shown}</strong>` : html`<a href="${address(query)}">${shown}</a>`}</li>`;
  };
  const reasons = WAITING_REASONS.map(
    (reason) => [reason, all.filter((total) => total.reason === reason)] as const,
  ).filter(([, counted]) => counted.length > 0);
  const channels = [...new Set(all.map(({ channel }) => channel))].map((channel) =>
    all.filter((total) => total.channel === channel),
  );
  return html`<nav aria-label="筛选">
<ul class="choices">
${choice({}, '全部', all)}
${reasons.map(([reason, counted]) => choice({ reason }, REASONS[reason].name, counted))}
</ul>
${
  channels.length < 2
    ? ''
    : html`<ul class="choices">${channels.map((counted) => {
        const [first] = counted;
        return first === undefined || first.channel === null
          ? ''
          : choice({ channel: first.channel }, first.channelName, counted);
      })}</ul>`
}
</nav>${totalsAreAtLeast ? html`<p class="note">数量较多，以上数字为下限。</p>` : ''}`;
};

const suspects = ({ openSuspects, openSuspectsAreAtLeast }: WaitingList) =>
  openSuspects === 0
    ? ''
    : html`<p class="note">另有${openSuspectsAreAtLeast ? '至少' : ''}${openSuspects}组信息疑似重复，请通过接口 /v1/suspects 确认是否同一条。</p>`;

const nothing = ({ nextCursor }: WaitingList, { reason, channel }: Filter) => {
  if (nextCursor !== null) return html`<p>本页各项均已办理。</p>`;
  return html`<p>${reason === undefined && channel === undefined ? '没有待办事项。' : '没有符合条件的待办事项。'}</p>`;
};

const told = (reason: WaitingReason, takeDown: boolean) => {
  if (!takeDown) return REASONS[reason];
  return reason === 'handed-over' ? TO_TAKE_DOWN : NOT_TAKEN_DOWN;
};

const rows = (waiting: readonly WaitingView[]) => html`<table class="waiting">
<thead><tr><th scope="col">信息</th><th scope="col">渠道</th><th scope="col">事由</th><th scope="col">等待自</th></tr></thead>
<tbody>${waiting.map(row)}</tbody>
</table>`;

const DEADLINES = {
  late: html`<strong class="overdue">逾期未公开</strong>`,
  soon: html`<strong>临期</strong>`,
} as const;

const NOT_TAKEN_DOWN = {
  name: '撤下未成功',
  advice: '请查明原因后重新推送，或者到渠道后台撤下之后登记。',
};
const TO_TAKE_DOWN = { name: '待撤下', advice: '请到渠道后台撤下这条信息，撤下之后登记。' };

const row = ({
  reason,
  channelName,
  takeDown,
  item,
  since,
  remindOn,
  overdue,
  why,
  url,
}: WaitingView) => html`<tr>
<td><b>${item.title}</b><br><span class="note">${item.number ?? '编号待定'}${item.edition > 1 ? `，第${item.edition}版` : ''}${item.dueOn === null ? '' : `，公开期限${item.dueOn}`}</span>${item.timeliness === null ? '' : html`<br>${DEADLINES[item.timeliness]}`}</td>
<td>${channelName}</td>
<td>${told(reason, takeDown).name}${why === null ? '' : html`<br>${why}`}<br><span class="note">${told(reason, takeDown).advice}</span>${
  isWebAddress(url) ? html`<br><a href="${url}" rel="noreferrer" target="_blank">打开页面</a>` : ''
}</td>
<td><time datetime="${since}">${since.slice(0, 16).replace('T', ' ')}</time>${
  overdue
    ? html`<br><strong class="overdue">${takeDown ? '久未撤下，请催办' : '久未公开，请催办'}</strong>`
    : remindOn === null
      ? ''
      : html`<br><span class="note">${remindOn}起催办</span>`
}</td>
</tr>`;

/** A receipt could hold anything that a channel answered. */
const isWebAddress = (url: string | null): url is string =>
  url !== null && (/^\/(?!\/)/.test(url) || /^https?:\/\//i.test(url));
