import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { yearOf } from '../../lib/domain/shanghai-time.ts';
import type { Reporting } from './create-reporting.ts';

/** Builds the draft for the year that is just over. People file it. */
export const createHandler = ({ logger, clock, buildReturn }: Reporting & { readonly logger: Logger }) =>
  middy<ScheduledEvent, void>()
    .use(injectLambdaContext(logger))
    .handler(async () => {
      const year = yearOf(clock.now()) - 1;
      const built = await buildReturn(year, 'system');
      if (built.outcome === 'built')
        logger.info('a draft return was built', { year, revision: built.record.revision });
      else logger.error('no draft return could be built', { year, violations: built.violations });
    });
