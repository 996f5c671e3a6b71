import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChannelId, Instant } from '../../domain/item.ts';
import type { Clock } from '../../ports/clock.ts';
import { formatNudge } from '../../ports/nudge-message.ts';
import type { Nudge, Nudges } from '../../ports/nudges.ts';

/** What the service takes at once. */
const BATCH = 10;
/** Seconds a message can be held back; the tick covers the rest. */
const LONGEST_DELAY = 900;

/** Nudges that no queue took: told, never thrown, since the tick sends them again. */
export interface NudgeFailure {
  readonly channel: ChannelId;
  readonly nudges: number;
  /** What the service or the client said. */
  readonly reason: string;
}

const delaySeconds = (notBefore: Instant | undefined, now: Instant): number =>
  notBefore === undefined ? 0 : Math.min(LONGEST_DELAY, Math.max(0, Math.ceil((notBefore - now) / 1000)));

/** One queue a channel, so that a channel that is slow or down holds up no other. */
export const createSqsNudges = ({
  sqs,
  queueUrls,
  clock,
  reportFailure,
}: {
  readonly sqs: SQSClient;
  readonly queueUrls: ReadonlyMap<ChannelId, string>;
  readonly clock: Clock;
  readonly reportFailure: (failure: NudgeFailure) => void;
}): Nudges => {
  const sendBatch = async (channel: ChannelId, nudges: readonly Nudge[]): Promise<void> => {
    const QueueUrl = queueUrls.get(channel);
    if (QueueUrl === undefined) {
      reportFailure({ channel, nudges: nudges.length, reason: 'the channel has no queue' });
      return;
    }
    const now = clock.now();
    const Entries = nudges.map((nudge, index) => ({
      Id: String(index),
      MessageBody: formatNudge(nudge, now),
      DelaySeconds: delaySeconds(nudge.notBefore, now),
    }));
    try {
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      const reason = Failed.map(({ Code, Message }) => Message ?? Code ?? 'no reason').join('; ');
      if (Failed.length > 0) reportFailure({ channel, nudges: Failed.length, reason });
    } catch (error) {
      reportFailure({ channel, nudges: nudges.length, reason: String(error) });
    }
  };

  return {
    send: async (nudges) => {
      const batches = [...Map.groupBy(nudges, ({ channel }) => channel)].flatMap(([channel, ofChannel]) =>
        Array.from({ length: Math.ceil(ofChannel.length / BATCH) }, (_, index) =>
          sendBatch(channel, ofChannel.slice(index * BATCH, (index + 1) * BATCH)),
        ),
      );
      await Promise.all(batches);
    },
  };
};
