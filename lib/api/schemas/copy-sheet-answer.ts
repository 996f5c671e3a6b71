import { z } from '@hono/zod-openapi';
import { WITHDRAWAL_CAUSES } from '../../domain/ledger-rows.ts';
import { isoShanghai } from '../../domain/shanghai-time.ts';
import type { CopySheet } from '../../usecases/read-copy-sheet.ts';
import { ChannelId, Sha256 } from './text.ts';

export const CopySheetAnswer = z
  .object({
    id: Sha256,
    number: z.string().nullable(),
    channel: ChannelId,
    channelName: z.string(),
    column: z.string().nullable(),
    action: z.enum(['show', 'take-down']).openapi({
      description: 'What the clerk does: put this copy up, or take down the one that `takeDown` names.',
    }),
    takeDown: z
      .object({
        url: z.string().nullable(),
        place: z.string().nullable(),
        remoteId: z.string().nullable(),
        publicAt: z.string().nullable().openapi({ format: 'date-time' }),
        notice: z.string().nullable().openapi({ description: 'What the public is to read in its place.' }),
        cause: z.enum(WITHDRAWAL_CAUSES).nullable(),
      })
      .nullable(),
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

export const copySheetAnswer = ({
  copy,
  channelName,
  takeDown,
}: CopySheet): z.infer<typeof CopySheetAnswer> => ({
  id: copy.itemId,
  number: copy.number,
  channel: copy.channel,
  channelName,
  column: copy.column,
  action: takeDown === null ? 'show' : 'take-down',
  takeDown: takeDown && {
    url: takeDown.receipt?.url ?? null,
    place: takeDown.receipt?.place ?? null,
    remoteId: takeDown.receipt?.remoteId ?? null,
    publicAt: takeDown.publicAt === null ? null : isoShanghai(takeDown.publicAt),
    notice: takeDown.notice,
    cause: takeDown.cause,
  },
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
