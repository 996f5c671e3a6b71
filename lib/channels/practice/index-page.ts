import { html } from 'hono/html';
import { pubDate } from '../../domain/shanghai-time.ts';
import { practicePage } from './practice-page.ts';
import type { Held } from './practice-view.ts';

/** Copies listed, the newest first. */
const LISTED = 100;

const newest = ({ copies }: Held): number => copies.at(-1) ?? 0;

/** What the public would find on the practice network: the titles of its copies. */
export const indexPage = (network: string, all: Iterable<Held>) => {
  const there = [...all].filter(({ copies }) => copies.length > 0).toSorted((a, b) => newest(b) - newest(a));
  const shown = there.slice(0, LISTED);
  return practicePage({
    network,
    title: `演练渠道“${network}”`,
    content: html`<p class="facts">共有信息${there.length}条${there.length > shown.length ? `，列出最新的${shown.length}条` : ''}</p>
<main>${
      shown.length === 0
        ? html`<p>尚无信息。</p>`
        : html`<ul>${shown.map(
            ({ key, title, copies }) =>
              html`<li><a href="/practice/${network}/items/${key}.html">${title}</a> <time>${pubDate(copies[0] ?? 0)}</time></li>`,
          )}</ul>`
    }</main>`,
  });
};
