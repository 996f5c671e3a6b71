import { z } from '@hono/zod-openapi';
import { jsonBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { OUTCOME_STATUSES, problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import { ConfirmationBody, SampleAnswer } from '../schemas/confirmation.ts';
import { ChannelId, Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

/** Public copies are read back by themselves; a person may ask for some at once. */
export const confirmationEndpoints = ({
  askConfirmation,
}: Pick<UseCases, 'askConfirmation'>): readonly Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/v1/channels/{channel}/confirmation',
    operationId: 'askConfirmation',
    tag: 'channels',
    summary: 'Read a random sample of a channel’s public copies back, as before a return is filed',
    access: ['operator'],
    params: z.strictObject({ channel: ChannelId }),
    query: Nothing,
    body: jsonBody(ConfirmationBody),
    answers: {
      202: jsonAnswer('They will be read at once, the results stand on each delivery', SampleAnswer),
    },
    refusals: [404],
    async handle({ params: { channel }, body, caller, context }) {
      const sample = await askConfirmation(channel, body, caller.by);
      if (sample.outcome === 'not-found') return refuse(context, problemOfRefusal(sample));
      const { items } = sample;
      return context.json({ channel, asked: items.length, items }, OUTCOME_STATUSES.asked);
    },
  }),
];
