import type { RouteConfig, z } from '@hono/zod-openapi';

type Answer = RouteConfig['responses'][string];

/** A JSON answer in the description. */
export const jsonAnswer = (description: string, schema: z.ZodType): Answer => ({
  description,
  content: { 'application/json': { schema } },
});

/** An answer that is a file of one of these media types. */
export const fileAnswer = (description: string, mediaTypes: readonly string[]): Answer => ({
  description,
  content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: { type: 'string' } }])),
});
