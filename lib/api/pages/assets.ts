import { WAITING_SCRIPT, WAITING_STYLE } from './waiting-assets.ts';

/** The files behind the plain pages, kept in code so that they travel with every bundle. No page loads anything else. */
export const ASSETS = {
  'page.css': {
    mediaType: 'text/css; charset=utf-8',
    text: `:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.7 "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.3; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
.total { margin: .5rem 0; }
.total strong { font-size: 3rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
h3 { font-size: 1rem; margin: .8rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; max-width: 40rem; }
th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid #8886; font-weight: normal; }
th.figure, td.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.channels { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
ul, ol { padding-left: 1.2rem; margin: .3rem 0; }
li { overflow-wrap: anywhere; }
time, .note { color: GrayText; font-size: .875rem; }
.practice { border: 1px solid currentColor; border-radius: .2rem; padding: 0 .3rem; font-size: .8rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; }
@media print { body { color: #000; background: #fff; } }
`,
  },
  'live.js': {
    mediaType: 'text/javascript; charset=utf-8',
    text: `const refresh = async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const shown = document.getElementById('live');
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
  if (fresh !== null && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
};
const again = () => setTimeout(() => refresh().catch(() => undefined).finally(again), 2000);
again();
`,
  },
  'waiting.css': { mediaType: 'text/css; charset=utf-8', text: WAITING_STYLE },
  'waiting.js': { mediaType: 'text/javascript; charset=utf-8', text: WAITING_SCRIPT },
  'icon.svg': {
    mediaType: 'image/svg+xml',
    text: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#b3261e"/><path d="M3 5h10M3 8h10M3 11h6" stroke="#fff" stroke-width="1.6"/></svg>',
  },
} as const satisfies Readonly<Record<string, { readonly mediaType: string; readonly text: string }>>;

type AssetName = keyof typeof ASSETS;

export const isAssetName = (name: string): name is AssetName => Object.hasOwn(ASSETS, name);
