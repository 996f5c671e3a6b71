/** Beside the style of all plain pages: a table that becomes one block an entry where it is narrow. */
export const WAITING_STYLE = `main.wide { max-width: 72rem; }
form label { display: block; }
form input { font: inherit; width: min(28rem, 100%); box-sizing: border-box; padding: .35rem .5rem; }
button { font: inherit; padding: .35rem 1rem; }
form input + button { margin-top: .5rem; }
#problem { border: 1px solid currentColor; border-radius: .2rem; padding: .3rem .6rem; }
.choices strong { text-decoration: underline; }
table.waiting { max-width: none; }
table.waiting td { vertical-align: top; overflow-wrap: anywhere; }
table.waiting td:nth-child(1) { width: 34%; }
table.waiting td:nth-child(2), table.waiting td:nth-child(4) { white-space: nowrap; }
table.waiting time { color: inherit; font-size: inherit; font-variant-numeric: tabular-nums; }
.overdue { color: #b3261e; }
@media (prefers-color-scheme: dark) { .overdue { color: #f2b8b5; } }
@media (max-width: 44rem) {
  table.waiting thead { display: none; }
  table.waiting, table.waiting tbody, table.waiting tr, table.waiting td { display: block; width: auto; }
  table.waiting tr { border-bottom: 1px solid #8886; padding: .5rem 0; }
  table.waiting td, table.waiting td:nth-child(1) { border: 0; padding: .1rem 0; width: auto; }
  form input + button { width: 100%; }
}
`;

/** The token stays in this tab; what is shown is always a fresh answer to the address in the bar. */
export const WAITING_SCRIPT = `const KEY = 'gongkai-token';
const form = document.getElementById('enter');
const leave = document.getElementById('leave');
const problem = document.getElementById('problem');

const tell = (sentence) => {
  problem.textContent = sentence ?? '';
  problem.hidden = sentence === undefined;
};
const clear = () => {
  sessionStorage.removeItem(KEY);
  form.hidden = false;
  leave.hidden = true;
  document.getElementById('live').replaceChildren();
};
const show = async () => {
  const token = sessionStorage.getItem(KEY);
  if (token === null) return clear();
  const answer = await fetch('/v1/waiting' + location.search, {
    headers: { Accept: 'text/html', Authorization: 'Bearer ' + token },
  });
  if (!answer.ok) {
    const { errors, title } = await answer.json();
    if (answer.status === 401 || answer.status === 403) clear();
    return tell(errors?.[0]?.message?.zh ?? title?.zh ?? title ?? '暂时无法读取，请稍后再试。');
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
  document.getElementById('live').replaceWith(fresh);
  form.hidden = true;
  leave.hidden = false;
  tell();
};
const refresh = () => show().catch(() => tell('暂时无法连接系统，请稍后再试。'));

form.addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, document.getElementById('token').value.trim());
  form.reset();
  refresh();
});
leave.addEventListener('click', () => { clear(); tell(); });
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('#live a');
  if (!link || link.target !== '' || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  scrollTo(0, 0);
  refresh();
});
addEventListener('popstate', refresh);
setInterval(() => { if (!document.hidden && sessionStorage.getItem(KEY) !== null) refresh(); }, 60_000);
refresh();
`;
