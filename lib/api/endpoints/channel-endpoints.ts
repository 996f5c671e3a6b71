import { z } from '@hono/zod-openapi';
import { jsonBody, noBody } from '../body-readers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemOfRefusal } from '../outcome-statuses.ts';
import { refuse } from '../problem.ts';
import {
  ChannelRedriveAnswer,
  ChannelRedriveBody,
  PauseAnswer,
  PauseBody,
  ResumeAnswer,
} from '../schemas/channel-bodies.ts';
import { ChannelListAnswer } from '../schemas/channel-list-answer.ts';
import { ChannelId, Nothing } from '../schemas/text.ts';
import type { UseCases } from '../use-cases.ts';

const TAG = 'channels';
const OneChannel = z.strictObject({ channel: ChannelId });

/** How the channels are doing, and what an operator does about a channel as a whole. */
export const channelEndpoints = ({
  listChannels,
  pauseChannel,
  resumeChannel,
  redriveChannel,
}: Pick<
  UseCases,
  'listChannels' | 'pauseChannel' | 'resumeChannel' | 'redriveChannel'
>): readonly Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/v1/channels',
    operationId: 'listChannels',
    tag: TAG,
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
  endpoint({
    method: 'post',
    path: '/v1/channels/{channel}/pause',
    operationId: 'pauseChannel',
    tag: TAG,
    summary: 'Send a channel nothing and ask it nothing until it is resumed; uses up no attempt',
    access: ['operator'],
    params: OneChannel,
    query: Nothing,
    body: jsonBody(PauseBody),
    answers: { 200: jsonAnswer('Paused; calls under way end by themselves', PauseAnswer) },
    refusals: [404, 409],
    async handle({ params: { channel }, body, caller, context }) {
      const answer = await pauseChannel(channel, body, caller.by);
      if (answer.outcome !== 'recorded') return refuse(context, problemOfRefusal(answer));
      return context.json({ channel, paused: answer.paused });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/channels/{channel}/resume',
    operationId: 'resumeChannel',
    tag: TAG,
    summary: 'Let a paused channel go on',
    access: ['operator'],
    params: OneChannel,
    query: Nothing,
    body: jsonBody(PauseBody),
    answers: { 200: jsonAnswer('It goes on', ResumeAnswer) },
    refusals: [404, 409],
    async handle({ params: { channel }, body, caller, context }) {
      const answer = await resumeChannel(channel, body, caller.by);
      if (answer.outcome !== 'recorded') return refuse(context, problemOfRefusal(answer));
      return context.json({ channel, paused: answer.paused, nudged: answer.nudged });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/channels/{channel}/redrive',
    operationId: 'redriveChannel',
    tag: TAG,
    summary: 'Send again what waits for a person on a channel, page by page',
    access: ['operator'],
    params: OneChannel,
    query: Nothing,
    body: jsonBody(ChannelRedriveBody),
    answers: { 200: jsonAnswer('They will be attempted at once', ChannelRedriveAnswer) },
    refusals: [404],
    async handle({ params: { channel }, body, caller, context }) {
      const answer = await redriveChannel(channel, body, caller.by);
      if (answer.outcome !== 'redriven') return refuse(context, problemOfRefusal(answer));
      const { outcome: _, ...told } = answer;
      return context.json(told);
    },
  }),
];
