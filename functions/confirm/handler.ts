import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import type { Confirming } from './create-confirming.ts';

/** Milliseconds that a read begun last may take, and recording it. */
const RESERVE = 55_000;
/** Copies read a run and channel. */
const PER_CHANNEL = 1000;

/** Reads back the public copies that are due, and counts those that wait for a person. */
export const createHandler = ({
  logger,
  metrics,
  confirm,
  countAlarms,
}: Confirming & { readonly logger: Logger; readonly metrics: Metrics }) =>
  middy<ScheduledEvent, void>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler(async (_event, context) => {
      const { faults, results, complete } = await confirm({
        milliseconds: Math.max(0, context.getRemainingTimeInMillis() - RESERVE),
        perChannel: PER_CHANNEL,
        tell: (report) => logger.info('confirmation', { ...report }),
      });
      for (const { itemId, channel, error } of faults)
        logger.error('a copy cannot be read back and will be tried again', { itemId, channel, error });
      for (const [result, count] of Object.entries(results))
        metrics.addMetric(`confirmed-${result}`, MetricUnit.Count, count);
      const alarms = await countAlarms();
      metrics.addMetric('CopiesToMend', MetricUnit.Count, alarms);
      logger.info('confirm', { results, complete, alarms });
    });
