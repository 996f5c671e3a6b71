import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import type { Remind } from '../../lib/usecases/remind.ts';

/** Tells, once a day, what people are waited for with. */
export const createHandler = ({
  logger,
  metrics,
  remind,
}: {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly remind: Remind;
}) =>
  middy<ScheduledEvent, void>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler(async () => {
      const report = await remind();
      metrics.addMetric('RemindersDue', MetricUnit.Count, report.due);
      logger.info('remind', { ...report });
    });
