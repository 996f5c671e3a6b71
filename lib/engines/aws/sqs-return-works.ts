import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Instant } from '../../domain/item.ts';
import { formatReturnWork } from '../../ports/return-message.ts';
import type { ReturnWorks } from '../../ports/return-works.ts';

/** Milliseconds after which a builder that has told no end has died: a function lives ten minutes, and its queue takes some. */
const LONGEST_BUILD = 15 * 60_000;

/** Of another process only the time tells whether it may still be at work. */
export const isWithinLongestBuild = ({ builtAt }: { readonly builtAt: Instant }, now: Instant): boolean =>
  now < builtAt + LONGEST_BUILD;

/** Hands returns over to the function that builds them, since nothing here outlives the answer. */
export const createSqsReturnWorks = ({
  sqs,
  queueUrl,
}: {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
}): ReturnWorks => ({
  begin: async (work) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: formatReturnWork(work) }));
    return 'handed-over';
  },
  join: () => Promise.resolve('handed-over'),
  isUnderWay: isWithinLongestBuild,
});
