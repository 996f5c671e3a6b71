import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { ScheduledEvent, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { yearOf } from '../../lib/domain/shanghai-time.ts';
import { parseReturnWork } from '../../lib/ports/return-message.ts';
import type { Reporting } from './create-reporting.ts';

/**
 * Builds the draft of the year that is just over, once; people file it. Besides, what the API hands over: a record that throws is our own
 * fault and goes back to the queue alone.
 */
export const createHandler = ({
  logger,
  clock,
  carryOut,
  buildReturn,
  listReturns,
}: Reporting & { readonly logger: Logger }) => {
  const carryOutRecord = async ({ body }: SQSRecord): Promise<void> => {
    const work = parseReturnWork(body);
    await carryOut(work);
    logger.info('a return was carried out', { ...work });
  };

  const buildLastYear = async (): Promise<void> => {
    const year = yearOf(clock.now()) - 1;
    const known = await listReturns(year);
    if (known.length > 0) {
      logger.info('the year has a return already', { year, revisions: known.length });
      return;
    }
    const built = await buildReturn(year, 'system');
    if (built.outcome === 'invalid')
      logger.error('no draft return could be built', { year, violations: built.violations });
    else logger.info('a draft return was built', { year, revision: built.record.revision });
  };

  return middy<ScheduledEvent | SQSEvent, SQSBatchResponse | undefined>()
    .use(injectLambdaContext(logger))
    .handler(async (event, context) => {
      if ('Records' in event) {
        return processPartialResponse(event, carryOutRecord, new BatchProcessor(EventType.SQS), {
          context,
          throwOnFullBatchFailure: false, // else the one that throws takes the others back along
        });
      }
      await buildLastYear();
      return undefined;
    });
};
