import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseNudge } from '../../lib/ports/nudge-message.ts';
import type { Delivering } from './create-delivering.ts';

/**
 * One attempt a record. A record that throws is our own fault and goes back to the queue alone; one that cannot be read
 * is kept with its bytes and does not.
 */
export const createHandler = ({
  logger,
  metrics,
  deliver,
  unreadable,
}: Delivering & { readonly logger: Logger; readonly metrics: Metrics }) => {
  const keepUnreadable = async (record: SQSRecord, problem: string): Promise<void> => {
    const { messageId: id, eventSourceARN: source, body, attributes } = record;
    // When it was sent, not when it came: a message that comes twice is kept once.
    await unreadable.put({ id, receivedAt: Number(attributes.SentTimestamp), source, body, problem });
    metrics.addMetric('Unreadable', MetricUnit.Count, 1);
    logger.error('a message could not be read and is kept', { id, problem });
  };

  const deliverRecord = async (record: SQSRecord): Promise<void> => {
    const parsed = parseNudge(record.body);
    if (parsed.outcome === 'unreadable') return keepUnreadable(record, parsed.problem);
    try {
      const report = await deliver(parsed.nudge);
      metrics.addMetric(report.outcome ?? report.did, MetricUnit.Count, 1);
      logger.info('attempt', { ...report });
    } catch (error) {
      logger.error('an attempt broke; its message goes back', { ...parsed.nudge, error });
      throw error;
    }
  };

  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .handler((event, context) =>
      processPartialResponse(event, deliverRecord, new BatchProcessor(EventType.SQS), {
        context,
        throwOnFullBatchFailure: false, // else the one that throws takes the others back along
      }),
    );
};
