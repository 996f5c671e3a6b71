import { parentPort, workerData } from 'node:worker_threads';
import { createPublicationCount } from './count-publications.ts';
import { openReader } from './open-database.ts';
import type { CountAnswer, CountQuestion } from './publication-reader.ts';

// A thread of its own, with a connection that can only read: a count of a million deliveries holds nobody up.
const count = createPublicationCount(openReader(String(workerData)));

const answerTo = (question: CountQuestion): CountAnswer => {
  const { id } = question;
  switch (question.ask) {
    case 'count':
      return { id, gives: 'count', count: count.countYear(question.request) };
    case 'page': {
      const { throughYear, afterId, limit } = question;
      return { id, gives: 'page', page: count.page(throughYear, afterId, limit) };
    }
    case 'evidence': {
      const { year, afterId, limit } = question;
      return { id, gives: 'evidence', page: count.evidence(year, afterId, limit) };
    }
  }
};

const answer = (question: CountQuestion): CountAnswer => {
  try {
    return answerTo(question);
  } catch (error) {
    return { id: question.id, gives: 'error', message: String(error) };
  }
};

parentPort?.on('message', (question: CountQuestion) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer(question));
});
