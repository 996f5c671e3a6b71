import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import type { Ticking } from './create-ticking.ts';

/** Milliseconds kept for the sites and for ending in order. */
const RESERVE = 15_000;

/** Nudges what is due, and then brings index pages in line; what there was no time for waits a minute. */
export const createHandler = ({ logger, tick, rebuildSites }: Ticking & { readonly logger: Logger }) =>
  middy<ScheduledEvent, void>()
    .use(injectLambdaContext(logger))
    .handler(async (_event, context) => {
      const { faults, ...report } = await tick({
        milliseconds: Math.max(0, context.getRemainingTimeInMillis() - RESERVE),
      });
      for (const { itemId, error } of faults)
        logger.error('an item cannot be looked at and will be tried again', { itemId, error });
      const rebuilt = await rebuildSites();
      logger.info('tick', { ...report, rebuilt });
    });
