import { z } from '@hono/zod-openapi';
import type { Summarise } from '../../usecases/summarise.ts';
import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { fileAnswer, jsonAnswer } from '../json-answer.ts';
import { ASSETS, isAssetName } from '../pages/assets.ts';
import { type HomeLink, homePage } from '../pages/home-page.ts';
import { problemOf, refuse } from '../problem.ts';
import { line, Nothing, optional, Year } from '../schemas/text.ts';

const TAG = 'open';
const HealthAnswer = z.object({ status: z.literal('ok') }).openapi('Health');

interface OpenDependencies {
  /** As the page's heading names the office. */
  readonly office: string;
  readonly summarise: Summarise;
  /** Sites and practice networks; the description of the API comes after them. */
  readonly links: readonly HomeLink[];
}

/** What anybody may see without a token: counts, titles of what is public, and that the server is up. */
export const openEndpoints = ({ office, summarise, links }: OpenDependencies): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/',
    operationId: 'readHomePage',
    tag: TAG,
    summary: "This year's count with its regions and the latest titles, as a page",
    access: 'open',
    params: Nothing,
    query: z.strictObject({ year: optional(Year) }),
    body: noBody,
    answers: { 200: fileAnswer('The page', ['text/html']) },
    async handle({ query: { year }, context }) {
      const summary = await summarise(year);
      context.header('Cache-Control', 'no-store');
      return context.html(homePage({ office, summary, links: [...links, WAITING, DESCRIPTION] }));
    },
  }),
  endpoint({
    method: 'get',
    path: '/assets/{file}',
    operationId: 'readAsset',
    tag: TAG,
    summary: 'A style sheet, script or icon of the plain pages',
    access: 'open',
    params: z.strictObject({ file: line(100) }),
    query: Nothing,
    body: noBody,
    answers: { 200: fileAnswer('The file', ['text/css', 'text/javascript', 'image/svg+xml']) },
    refusals: [404],
    handle({ params: { file }, context }) {
      if (!isAssetName(file)) return refuse(context, problemOf('not-found'));
      const { text, mediaType } = ASSETS[file];
      return context.body(text, 200, { 'Content-Type': mediaType, 'Cache-Control': 'public, max-age=300' });
    },
  }),
  endpoint({
    method: 'get',
    path: '/healthz',
    operationId: 'readHealth',
    tag: TAG,
    summary: 'Is the server up?',
    access: 'open',
    params: Nothing,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('It is', HealthAnswer) },
    handle({ context }) {
      return context.json({ status: 'ok' });
    },
  }),
];

const WAITING: HomeLink = { href: '/waiting', text: '待办事项（工作人员）' };
const DESCRIPTION: HomeLink = { href: '/openapi.json', text: '接口说明（OpenAPI）' };
