import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

const recordOf = ({ MessageId, ReceiptHandle, Body, MD5OfBody, Attributes = {} }: Message): SQSRecord => ({
  messageId: MessageId ?? '',
  receiptHandle: ReceiptHandle ?? '',
  body: Body ?? '',
  md5OfBody: MD5OfBody ?? '',
  attributes: {
    ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
    SentTimestamp: Attributes.SentTimestamp ?? '0',
    SenderId: Attributes.SenderId ?? '',
    ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '0',
  },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws-cn:sqs:cn-north-1:000000000000:queue',
  awsRegion: 'cn-north-1',
});

/** Does what the event source of a queue does, once: hands a batch over and deletes what was not given back. Answers the batch's size. */
export const handOverBatch = async (
  sqs: SQSClient,
  QueueUrl: string,
  handler: QueueHandler,
): Promise<number> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  if (Messages.length === 0) return 0;
  const { batchItemFailures } = await handler({ Records: Messages.map(recordOf) });
  const givenBack = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const Entries = Messages.filter(({ MessageId = '' }) => !givenBack.has(MessageId)).map(
    ({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
    }),
  );
  if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return Messages.length;
};
