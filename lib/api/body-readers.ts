import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Limits } from '../configuration/limits.ts';
import { type Problem, problemOf } from './problem.ts';
import { bodyChunks, readBytes } from './read-bytes.ts';
import { shapeProblem } from './shape-problem.ts';

/** How a call reads its body, and how the description shows it. */
export interface BodyReader<Value> {
  /** By media type; undefined where there is no body. */
  readonly content:
    | Readonly<Record<string, { readonly schema: z.ZodType | { type: 'string'; format: 'binary' } }>>
    | undefined;
  read(context: Context, limits: Limits): Promise<{ readonly value: Value } | { readonly refused: Problem }>;
}

interface RawBody {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

interface StreamedBody {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly mediaType: string;
}

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;
const OCTETS = 'application/octet-stream';
const JSON_UTF_8 = 'application/json';
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json *(?:; *charset="?utf-8"? *)?$/i;
const MEDIA_TYPE = /^ *([\w!#$&^.+-]+\/[\w!#$&^.+-]+) *(?:;|$)/;

const isEncoded = (context: Context): boolean =>
  (context.req.header('content-encoding') ?? 'identity').toLowerCase() !== 'identity';

/** The media type without its parameters, in lower case; undefined where the header is missing or malformed. */
const mediaTypeOf = (context: Context): string | undefined =>
  MEDIA_TYPE.exec(context.req.header('content-type') ?? '')?.[1]?.toLowerCase();

const MIB = 1024 * 1024;

const tooLarge = (limit: number): Problem => {
  const most = limit % MIB === 0 ? `${limit / MIB} MiB` : `${limit} B`;
  return problemOf('body-too-large', {
    message: {
      zh: `请求正文超过大小上限（${most}）。请改用附件上传大文件，或者分成多次提交。`,
      en: `The body is larger than allowed (${most}). Upload large files as attachments, or split the call.`,
    },
  });
};

const notTaken = (mediaTypes: readonly string[]): Problem =>
  problemOf('media-type-unsupported', {
    message: {
      zh: `不支持此内容类型或压缩编码。请把 Content-Type 填为 ${mediaTypes.join(' 或 ')}，正文不要压缩。`,
      en: `This media type or content encoding is not taken. Send Content-Type ${mediaTypes.join(' or ')}, not compressed.`,
    },
  });

/** Nothing is read, whatever is sent. */
export const noBody: BodyReader<undefined> = {
  content: undefined,
  read: () => Promise.resolve({ value: undefined }),
};

/** A JSON document in UTF-8, checked by the schema once. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema): BodyReader<z.output<Schema>> => {
  // Words must not change on the way in, so what is no UTF-8 is refused instead of being replaced.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = (bytes: Uint8Array): { readonly json: unknown } | undefined => {
    try {
      return { json: JSON.parse(decoder.decode(bytes)) };
    } catch {
      return undefined;
    }
  };
  return {
    content: { 'application/json': { schema } },
    async read(context, { bodyBytes }) {
      if (isEncoded(context) || !JSON_TYPE.test(context.req.header('content-type') ?? '')) {
        return { refused: notTaken([JSON_UTF_8]) };
      }
      const bytes = await readBytes(context, bodyBytes);
      if (bytes === 'too-large') return { refused: tooLarge(bodyBytes) };
      const parsed = parse(bytes);
      if (parsed === undefined) return { refused: problemOf('not-json') };
      const checked = schema.safeParse(parsed.json);
      return checked.success
        ? { value: checked.data }
        : { refused: shapeProblem(checked.error, { input: parsed.json }) };
    },
  };
};

/** A file of one of the media types, as it is, within the limit of a body. */
export const rawBody = (mediaTypes: readonly string[]): BodyReader<RawBody> => ({
  content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, BINARY])),
  async read(context, { bodyBytes }) {
    const mediaType = mediaTypeOf(context);
    if (mediaType === undefined || !mediaTypes.includes(mediaType) || isEncoded(context)) {
      return { refused: notTaken(mediaTypes) };
    }
    const bytes = await readBytes(context, bodyBytes);
    if (bytes === 'too-large') return { refused: tooLarge(bodyBytes) };
    return { value: { bytes, mediaType } };
  },
});

/** A file of any media type, handed on as it arrives; a declared length over an attachment's limit is refused unread. */
export const streamedBody: BodyReader<StreamedBody> = {
  content: { [OCTETS]: BINARY },
  read(context, { attachmentBytes }) {
    if (isEncoded(context)) return Promise.resolve({ refused: notTaken([OCTETS]) });
    if (Number(context.req.header('content-length') ?? 0) > attachmentBytes) {
      return Promise.resolve({ refused: tooLarge(attachmentBytes) });
    }
    const value = { chunks: bodyChunks(context), mediaType: mediaTypeOf(context) ?? OCTETS };
    return Promise.resolve({ value });
  },
};
