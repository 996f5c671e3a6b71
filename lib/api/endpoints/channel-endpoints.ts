import { noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { ChannelListAnswer } from '../schemas/channel-list-answer.ts';
import { Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

/** How the channels are doing. */
export const channelEndpoints = ({ listChannels }: Pick<UseCases, 'listChannels'>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/channels',
    operationId: 'listChannels',
    tag: 'channels',
    summary: 'List the channels and how they are doing',
    access: 'any-role',
    params: Nothing,
    query: Nothing,
    body: noBody,
    answers: { 200: jsonAnswer('The configured channels', ChannelListAnswer) },
    async handle({ context }) {
      return context.json({ channels: await listChannels() });
    },
  }),
];
