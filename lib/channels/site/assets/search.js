// @ts-check
// The search page's script: fetches the index once and filters it in the browser.

/**
 * @typedef {{ key: string, title: string, documentNumber: string | null, topic: string | null, publishedOn: string, formedOn: string }} Article
 * @typedef {{ title: string, number: string, year: string, topic: string }} Query
 */

const FIELDS = /** @type {const} */ (['title', 'number', 'year', 'topic']);
const MOST_SHOWN = 200;

/** Full and half width, kinds of brackets and spaces do not matter to somebody who searches. @param {string} text */
const comparable = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〔【[]/g, '(')
    .replace(/[〕】\]]/g, ')')
    .replace(/\s+/g, '');

/**
 * Reads the rows of `search-index.json`.
 * @param {{ articles: [string, string, string | null, string | null, string, string][] }} index
 * @returns {Article[]}
 */
export const articlesOf = ({ articles }) =>
  articles.map(([key, title, documentNumber, topic, publishedOn, formedOn]) => ({
    key,
    title,
    documentNumber,
    topic,
    publishedOn,
    formedOn,
  }));

/**
 * The articles that meet every condition given; an empty one is none. Title: every word is in it. Number: part of it.
 * Year: formed or published in it. Topic: the class or one of its subclasses.
 * @param {readonly Article[]} articles
 * @param {Query} query
 */
export const searchArticles = (articles, { title, number, year, topic }) => {
  const words = title.split(/\s+/).map(comparable).filter((word) => word !== '');
  const wanted = comparable(number);
  return articles.filter(
    (article) =>
      words.every((word) => comparable(article.title).includes(word)) &&
      (wanted === '' || comparable(article.documentNumber ?? '').includes(wanted)) &&
      (year === '' || article.publishedOn.startsWith(`${year}-`) || article.formedOn.startsWith(`${year}-`)) &&
      (topic === '' || article.topic === topic || (article.topic ?? '').startsWith(`${topic}/`)),
  );
};

/** @param {HTMLFormElement} form @returns {Query} */
const queryOf = (form) => {
  const data = new FormData(form);
  /** @param {string} name */
  const value = (name) => {
    const given = data.get(name);
    return typeof given === 'string' ? given.trim() : '';
  };
  return { title: value('title'), number: value('number'), year: value('year'), topic: value('topic') };
};

/** @param {Document} page */
const start = (page) => {
  const form = page.querySelector('form#search');
  const outcome = page.querySelector('#outcome');
  const results = page.querySelector('#results');
  if (!(form instanceof HTMLFormElement) || outcome === null || results === null) return;

  /** @type {Promise<Article[]> | null} */
  let loading = null;
  const load = () => {
    loading ??= fetch(form.dataset.index ?? '').then(async (answer) => {
      if (!answer.ok) throw new Error(`the index answered ${answer.status}`);
      return articlesOf(await answer.json());
    });
    return loading;
  };

  /** @param {Article} article */
  const line = (article) => {
    const link = page.createElement('a');
    link.href = `${form.dataset.articles}${article.key}.html`;
    link.textContent = article.title;
    const time = page.createElement('time');
    time.dateTime = article.publishedOn;
    time.textContent = article.publishedOn;
    const item = page.createElement('li');
    if (article.documentNumber === null) item.append(link, time);
    else {
      const number = page.createElement('span');
      number.className = 'number';
      number.textContent = article.documentNumber;
      item.append(link, number, time);
    }
    return item;
  };

  const run = async () => {
    const query = queryOf(form);
    if (FIELDS.every((name) => query[name] === '')) {
      results.replaceChildren();
      outcome.textContent = '请至少填写一项条件。';
      return;
    }
    outcome.textContent = '正在检索……';
    try {
      const found = searchArticles(await load(), query);
      results.replaceChildren(...found.slice(0, MOST_SHOWN).map(line));
      const rest = found.length > MOST_SHOWN ? `，以下为最新的 ${MOST_SHOWN} 条` : '';
      outcome.textContent = found.length === 0 ? '没有符合条件的信息。' : `找到 ${found.length} 条${rest}。`;
    } catch {
      loading = null;
      outcome.textContent = '检索暂不可用，请稍后再试。';
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = Object.entries(queryOf(form)).filter(([, value]) => value !== '');
    history.replaceState(null, '', `?${new URLSearchParams(given).toString()}`);
    void run();
  });

  const asked = new URLSearchParams(location.search);
  for (const name of FIELDS) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = asked.get(name) ?? '';
  }
  if (FIELDS.some((name) => (asked.get(name) ?? '') !== '')) void run();
};

if (typeof document !== 'undefined') start(document);
