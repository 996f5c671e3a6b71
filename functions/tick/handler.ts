import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import type { Ticking } from './create-ticking.ts';

/** Milliseconds kept for the sites, for examining and for ending in order. */
const RESERVE = 20_000;
/** Milliseconds for comparing what was accepted with what is there; the rest waits a minute. */
const EXAMINATION = 5000;

/** Nudges what is due, brings index pages in line, and looks for doubles; what there was no time for waits a minute. */
export const createHandler = ({
  logger,
  tick,
  rebuildSites,
  examine,
}: Ticking & { readonly logger: Logger }) =>
  middy<ScheduledEvent, void>()
    .use(injectLambdaContext(logger))
    .handler(async (_event, context) => {
      const { faults, ...report } = await tick({
        milliseconds: Math.max(0, context.getRemainingTimeInMillis() - RESERVE),
      });
      for (const { itemId, error } of faults)
        logger.error('an item cannot be looked at and will be tried again', { itemId, error });
      const rebuilt = await rebuildSites();
      const { faults: unexamined, ...examination } = await examine({ milliseconds: EXAMINATION });
      for (const { itemId, error } of unexamined)
        logger.error('an item cannot be examined and will be tried again', { itemId, error });
      logger.info('tick', { ...report, rebuilt, examination });
    });
