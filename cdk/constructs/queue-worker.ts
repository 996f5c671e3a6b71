import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AlarmProps, alarmWhenNotEmpty } from './alarms.ts';
import { ProductFunction, type ProductFunctionProps } from './product-function.ts';

export interface QueueWorkerProps extends Omit<ProductFunctionProps, 'environment'>, AlarmProps {
  /** The function's environment, which names its queue. */
  readonly environmentFor: (queue: Queue) => ProductFunctionProps['environment'];
  /** Messages under way at once; the service's least is 2. */
  readonly concurrency: number;
}

/** Times a message comes before our own fault is believed to stay. */
const MAX_RECEIVE_COUNT = 5;
const MOST_IN_A_BATCH = 10;

/** How `concurrency` messages are under way: so many functions with so many messages each. */
const spread = (concurrency: number): { readonly batchSize: number; readonly maxConcurrency: number } => {
  const batchSize = Math.max(1, Math.min(MOST_IN_A_BATCH, Math.floor(concurrency / 2)));
  return { batchSize, maxConcurrency: Math.max(2, Math.floor(concurrency / batchSize)) };
};

/** A queue, the function that drains it, and the dead-letter queue for what our own faults leave behind. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly consumer: IFunction;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { environmentFor, concurrency, impact, topic, ...worker } = props;
    const sealed = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...sealed,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...sealed,
      visibilityTimeout: Duration.seconds(6 * worker.timeout.toSeconds()), // what the service asks of a function's queue
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    const consumer = new ProductFunction(this, 'Function', {
      ...worker,
      environment: environmentFor(this.queue),
    });
    consumer.addEventSource(
      new SqsEventSource(this.queue, { reportBatchItemFailures: true, ...spread(concurrency) }),
    );
    this.consumer = consumer;
    alarmWhenNotEmpty(this, this.deadLetterQueue, { impact, topic });
  }
}
