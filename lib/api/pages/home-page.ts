import { html } from 'hono/html';
import type { ChannelId } from '../../domain/item.ts';
import type { Summary } from '../../usecases/summarise.ts';

export interface HomeLink {
  readonly href: string;
  readonly text: string;
}

interface HomePage {
  readonly office: string;
  readonly summary: Summary;
  readonly links: readonly HomeLink[];
}

/**
 * The open page: one year's count with its disjoint regions, and the latest titles of each channel. The script fetches
 * this same page again and puts its `#live` part in place, so there is one rendering, and it reads without a script too.
 */
export const homePage = ({ office, summary, links }: HomePage) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${summary.year}年主动公开情况：${office}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/page.css">
<script type="module" src="/assets/live.js"></script>
</head>
<body>
<main>
<h1>${office}${summary.year}年主动公开情况</h1>
<div id="live">
${figures(summary)}
${latestTitles(summary)}
</div>
<nav aria-label="更多">
<h2>更多</h2>
<ul>${links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>
</nav>
</main>
</body>
</html>`;

const figures = ({ count, latest }: Summary) => {
  const nameOf = namer(latest);
  return html`<p class="total">主动公开政府信息 <strong>${count.total}</strong> 条</p>
<p class="note">相同的信息通过不同的渠道和方式发布计为1条。${
    count.firstPublishedEarlier > 0 ? html`另有${count.firstPublishedEarlier}条为上年已公开。` : ''
  }${count.withdrawn > 0 ? html`其中已撤下${count.withdrawn}条。` : ''}</p>
${
  count.practiceDeliveries > 0
    ? html`<p class="note"><span class="practice">演练</span> 含演练渠道的发布记录${count.practiceDeliveries}条次，不是真实发布。</p>`
    : ''
}
${count.unknown.map(({ message }) => html`<p class="note">不详：${message.zh}</p>`)}
<h2>各渠道组合</h2>
<table>
<thead><tr><th scope="col">公开渠道</th><th scope="col" class="figure">条数</th></tr></thead>
<tbody>${
    count.regions.length === 0
      ? html`<tr><td colspan="2">尚无公开的信息</td></tr>`
      : count.regions.map(
          ({ channels: region, items }) =>
            html`<tr><td>${regionName(region.map(nameOf))}</td><td class="figure">${items}</td></tr>`,
        )
  }</tbody>
</table>
<h2>各渠道合计</h2>
<table>
<thead><tr><th scope="col">渠道</th><th scope="col" class="figure">条数（有重复，不能相加）</th></tr></thead>
<tbody>${Object.entries(count.channels).map(
    ([channel, items]) =>
      html`<tr><td>${nameOf(channel)}</td><td class="figure">${isUnknown(count, channel) ? '不详' : items}</td></tr>`,
  )}</tbody>
</table>`;
};

const isUnknown = ({ unknown }: Summary['count'], channel: ChannelId): boolean =>
  unknown.some((days) => days.channel === channel && days.nothingKnown);

/** Only the newest items are looked at for titles; a channel that waits for its clerk may have public ones behind them. */
const noTitles = ({ count }: Summary, channel: ChannelId): string =>
  (count.channels[channel] ?? 0) > 0 ? '最近受理的信息尚未在此公开' : '尚无公开的信息';

const latestTitles = (summary: Summary) => html`<h2>最新公开</h2>
<div class="channels">${summary.latest.map(
  ({ channel, name, practice, titles }) => html`<section>
<h3>${name}${practice ? html` <span class="practice">演练</span>` : ''}</h3>
${
  titles.length === 0
    ? html`<p class="note">${noTitles(summary, channel)}</p>`
    : html`<ul>${titles.map(
        ({ title, url, publicAt }) =>
          html`<li>${isLinkable(url) ? html`<a href="${url}">${title}</a>` : title} <time>${publicAt.slice(0, 10)}</time></li>`,
      )}</ul>`
}
</section>`,
)}</div>`;

const namer =
  (latest: Summary['latest']) =>
  (channel: ChannelId): string =>
    latest.find((known) => known.channel === channel)?.name ?? channel;

const regionName = (names: readonly string[]): string =>
  names.length === 1 ? `仅${names.join('')}` : names.join('＋');

/** An address of this server or a web address; a receipt could hold anything that a channel answered. */
const isLinkable = (url: string | null): url is string =>
  url !== null && (/^\/(?!\/)/.test(url) || /^https?:\/\//i.test(url));
