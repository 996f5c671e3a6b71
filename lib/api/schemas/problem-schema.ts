import { z } from '@hono/zod-openapi';
import { FindingSchema } from './return-inputs.ts';

const Sentence = z
  .object({ zh: z.string().min(1), en: z.string().min(1) })
  .openapi('Sentence', { description: 'The same sentence in Chinese and English.' });

export const ViolationSchema = z
  .object({
    code: z.string().regex(/^[a-z][a-z0-9-]*$/),
    pointer: z.string().openapi({ description: "JSON Pointer (RFC 6901); '' is the whole." }),
    message: Sentence,
  })
  .openapi('Violation');

/** Every 4xx and 5xx. */
export const ProblemSchema = z
  .object({
    type: z.string().openapi({ description: 'A URN that ends with the code.' }),
    title: z.string().min(1),
    status: z.int().min(400).max(599),
    detail: z.string().min(1),
    code: z.string().regex(/^[a-z][a-z0-9-]*$/),
    errors: z
      .array(
        ViolationSchema.extend({
          in: z.enum(['path', 'query', 'header']).optional().openapi({
            description: 'The part of the request that the pointer points into; the body where it is absent.',
          }),
        }),
      )
      .min(1),
    requestId: z.string().min(1),
    item: z.string().optional().openapi({ description: 'The id of the item that a conflict is with.' }),
    findings: z.array(FindingSchema).optional().openapi({
      description: 'What stands in the way of filing: errors, and warnings that were not acknowledged.',
    }),
    roles: z.array(z.string()).optional().openapi({ description: 'The roles of which one is needed.' }),
  })
  .openapi('Problem', {
    description: 'RFC 9457, with every fault, where it is, and how to mend it.',
    example: {
      type: 'urn:gongkai:problem:invalid',
      title: '内容不符合要求 · Not valid',
      status: 422,
      detail: '标题（title）：缺少此项，请填写。 title: It is missing; fill it in.',
      code: 'invalid',
      errors: [
        {
          code: 'required',
          pointer: '/title',
          message: { zh: '标题（title）：缺少此项，请填写。', en: 'title: It is missing; fill it in.' },
        },
      ],
      requestId: '1d7ae1a1-6f0f-4f39-9f7a-0a4c7f4b6a11',
    },
  });
