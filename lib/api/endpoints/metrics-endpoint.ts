import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { fileAnswer } from '../json-answer.ts';
import { Nothing } from '../schemas/text.ts';

/** Figures of the running server, in the text format of Prometheus. */
export type ReadMetrics = () => Promise<string>;

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/** By token and not by address: behind a reverse proxy everybody comes from the same machine. */
export const metricsEndpoint = (readMetrics: ReadMetrics): Endpoint =>
  endpoint({
    method: 'get',
    path: '/metrics',
    operationId: 'readMetrics',
    tag: 'operations',
    summary: 'Backlog, attempts, what waits for a person, times of commits and requests, for Prometheus',
    access: ['operator', 'auditor'],
    params: Nothing,
    query: Nothing,
    body: noBody,
    answers: { 200: fileAnswer('The metrics', ['text/plain']) },
    async handle({ context }) {
      const text = await readMetrics();
      return context.body(text, 200, { 'Content-Type': TEXT_FORMAT, 'Cache-Control': 'no-store' });
    },
  });
