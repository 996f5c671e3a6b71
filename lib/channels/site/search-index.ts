import { dayOf } from '../../domain/shanghai-time.ts';
import type { ArticleRecord } from './article-record.ts';

/** What the search page's script reads: one row an article, newest first, in the order of `fields`. */
export const searchIndex = (articles: readonly ArticleRecord[]): string =>
  JSON.stringify({
    fields: ['key', 'title', 'documentNumber', 'topic', 'publishedOn', 'formedOn'],
    articles: articles.map(({ key, title, documentNumber, topic, publicAt, formedOn }) => [
      key,
      title,
      documentNumber,
      topic,
      dayOf(publicAt),
      formedOn,
    ]),
  });
