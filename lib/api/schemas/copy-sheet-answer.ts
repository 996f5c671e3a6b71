import { z } from '@hono/zod-openapi';
import type { CopySheet } from '../../usecases/read-copy-sheet.ts';
import { ChannelId, Sha256 } from './text.ts';

export const CopySheetAnswer = z
  .object({
    id: Sha256,
    number: z.string().nullable(),
    channel: ChannelId,
    channelName: z.string(),
    column: z.string().nullable(),
    edition: z.int().openapi({ description: 'To be given with the receipt.' }),
    title: z.string(),
    documentNumber: z.string().nullable(),
    issuer: z.string(),
    formedOn: z.string(),
    html: z.string().openapi({ description: 'House style, safe to paste.' }),
    text: z.string(),
    attachments: z.array(
      z.object({ name: z.string(), sha256: Sha256, mediaType: z.string(), size: z.int() }),
    ),
  })
  .openapi('CopySheet');

export const copySheetAnswer = ({ copy, channelName }: CopySheet): z.infer<typeof CopySheetAnswer> => ({
  id: copy.itemId,
  number: copy.number,
  channel: copy.channel,
  channelName,
  column: copy.column,
  edition: copy.edition,
  title: copy.title,
  documentNumber: copy.documentNumber,
  issuer: copy.issuer,
  formedOn: copy.formedOn,
  html: copy.html,
  text: copy.text,
  attachments: copy.attachments.map(({ name, sha256, mediaType, size }) => ({
    name,
    sha256,
    mediaType,
    size,
  })),
});
