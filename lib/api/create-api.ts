import type { Context } from 'hono';
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import type { Limits } from '../configuration/limits.ts';
import { createAdmit } from './admit.ts';
import { answerFault } from './answer-fault.ts';
import { createCallerLimits } from './caller-limits.ts';
import type { ApiEnv, Endpoint } from './endpoint.ts';
import { attachmentEndpoints } from './endpoints/attachment-endpoints.ts';
import { channelEndpoints } from './endpoints/channel-endpoints.ts';
import { channelFileEndpoints } from './endpoints/channel-file-endpoints.ts';
import { confirmationEndpoints } from './endpoints/confirmation-endpoints.ts';
import { countEndpoints } from './endpoints/count-endpoints.ts';
import { deliveryEndpoints } from './endpoints/delivery-endpoints.ts';
import { descriptionEndpoint } from './endpoints/description-endpoint.ts';
import { historyEndpoints } from './endpoints/history-endpoints.ts';
import { importEndpoints } from './endpoints/import-endpoints.ts';
import { itemEndpoints } from './endpoints/item-endpoints.ts';
import { metricsEndpoint, type ReadMetrics } from './endpoints/metrics-endpoint.ts';
import { openEndpoints } from './endpoints/open-endpoints.ts';
import { returnEndpoints } from './endpoints/return-endpoints.ts';
import { returnInputEndpoints } from './endpoints/return-input-endpoints.ts';
import { revisionEndpoints } from './endpoints/revision-endpoints.ts';
import { suspectEndpoints } from './endpoints/suspect-endpoints.ts';
import { timelinessEndpoints } from './endpoints/timeliness-endpoints.ts';
import { tokenEndpoints } from './endpoints/token-endpoints.ts';
import { unreadableEndpoints } from './endpoints/unreadable-endpoints.ts';
import { waitingEndpoints } from './endpoints/waiting-endpoints.ts';
import type { Log } from './log.ts';
import { problemOf, refuse } from './problem.ts';
import { type AnsweredRequest, requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import type { UseCases } from './use-cases.ts';

/** An app of its own under a path of this server, such as a built-in portal; it answers for its own pages. */
export interface SubApp {
  /** Begins and ends with a slash. */
  readonly path: `/${string}/`;
  /** How the open page calls it. */
  readonly name: string;
  readonly app: Hono;
}

export interface ApiDependencies {
  readonly useCases: UseCases;
  readonly limits: Limits;
  readonly log: Log;
  /** The caller's network address; wrong tokens are counted by it. */
  readonly addressOf: (context: Context) => string;
  /** The office's name, as the open page is headed. */
  readonly office: string;
  /** The product's version, as the description of the API tells it. */
  readonly version: string;
  readonly sites: readonly SubApp[];
  readonly practice: readonly SubApp[];
  /** Told of every request, whatever its answer. */
  readonly onAnswered?: (request: AnsweredRequest) => void;
  /** Where the server measures itself. */
  readonly readMetrics?: ReadMetrics;
  /** Bytes of the largest file that an answer can carry; without it there is no such bound. */
  readonly answerBytes?: number;
}

/** The calls of the API, in the order of their description. */
export const apiEndpoints = ({
  useCases,
  limits,
  office,
  version,
  sites,
  practice,
  readMetrics,
  answerBytes = Number.POSITIVE_INFINITY,
}: ApiDependencies): readonly Endpoint[] => {
  const links = [...sites, ...practice].map(({ path, name }) => ({ href: path, text: name }));
  const endpoints = [
    ...itemEndpoints(useCases),
    ...revisionEndpoints(useCases),
    ...deliveryEndpoints(useCases),
    ...countEndpoints(useCases),
    ...importEndpoints(useCases),
    ...suspectEndpoints(useCases),
    ...returnEndpoints({ ...useCases, answerBytes }),
    ...returnInputEndpoints(useCases),
    ...historyEndpoints(useCases),
    ...channelEndpoints(useCases),
    ...channelFileEndpoints(useCases),
    ...confirmationEndpoints(useCases),
    ...waitingEndpoints({ ...useCases, office }),
    ...timelinessEndpoints(useCases),
    ...attachmentEndpoints({ ...useCases, attachmentBytes: limits.attachmentBytes }),
    ...tokenEndpoints(useCases),
    ...unreadableEndpoints(useCases),
    ...(readMetrics === undefined ? [] : [metricsEndpoint(readMetrics)]),
    ...openEndpoints({ office, links, summarise: useCases.summarise }),
  ];
  return [...endpoints, descriptionEndpoint(endpoints, version)];
};

/** The HTTP API, its open page and the sub-apps, as one app for any server or Lambda adapter. Every 4xx and 5xx of its own is problem+json. */
export const createApi = (dependencies: ApiDependencies): Hono<ApiEnv> => {
  const { useCases, limits, log, addressOf, sites, practice, onAnswered } = dependencies;
  const admit = createAdmit({
    identify: useCases.identify,
    limits: createCallerLimits(limits),
    addressOf,
  });

  const app = new Hono<ApiEnv>();
  app.use(requestId(), requestLog({ log, addressOf, onAnswered }), securityHeaders);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context: Context<ApiEnv>, methods) =>
        refuse(context, problemOf('method-not-allowed', { headers: { Allow: methods.join(', ') } })),
    }),
  );
  for (const { route, respond } of apiEndpoints(dependencies)) {
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), (context) =>
      respond(context, { admit, limits }),
    );
  }
  for (const { path, app: subApp } of [...sites, ...practice]) {
    app.get(path.slice(0, -1), (context) => context.redirect(path, 301));
    app.route(path, subApp);
  }
  app.notFound((context) => refuse(context, problemOf('no-such-address')));
  app.onError((fault, context) => answerFault(fault, context, log));
  return app;
};
