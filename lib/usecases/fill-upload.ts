import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { isToBeShown } from '../domain/delivery-plan.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { UploadForm, UploadRow } from '../ports/upload-form.ts';
import { copyOf } from './copy-of.ts';
import { CURSOR_UNKNOWN } from './list-figure.ts';

export interface UploadQuery {
  /** Only what was handed over at this moment or later: what an earlier file did not have. */
  readonly since: Instant | null;
  readonly cursor: string | null;
}

export type FillUpload = (
  channel: ChannelId,
  query: UploadQuery,
) => Promise<
  | {
      readonly outcome: 'filled';
      readonly workbook: Uint8Array;
      readonly rows: number;
      /** Of the next file, where one does not hold them all. */
      readonly nextCursor: string | null;
    }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

const PAGE = 100;

const noForm = ({ name, kind }: ChannelDefinition): Violation => ({
  code: 'channel-without-upload',
  pointer: '',
  message: {
    zh: `渠道“${name}”（${kind}）没有上传模板。只有 excel 类渠道可以生成上传文件。`,
    en: `The channel "${name}" (${kind}) has no upload template; only channels of kind excel have.`,
  },
});

/**
 * The upload file of what is handed over on a channel and not yet reported, the oldest first. It changes nothing: an item
 * stands in every file until its receipt is recorded.
 */
export const createFillUpload = (dependencies: {
  readonly ledger: Ledger;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly forms: ReadonlyMap<ChannelId, UploadForm>;
}): FillUpload => {
  const { ledger, definitions, forms } = dependencies;

  /** What waits as the index has it, decided on a consistent read. */
  const rowOf = async (definition: ChannelDefinition, itemId: string): Promise<UploadRow[]> => {
    const snapshot = await ledger.read(itemId);
    const row = snapshot?.deliveries.find((delivery) => delivery.channel === definition.id);
    if (snapshot === undefined || row?.state !== 'handed-over') return [];
    const { item } = snapshot;
    if (!isToBeShown(item, definition.id) || row.edition !== item.edition) return [];
    return [{ copy: copyOf(snapshot, definition, await ledger.epoch()), receipt: row.receipt }];
  };

  return async (channel, { since, cursor }) => {
    const definition = definitions.get(channel);
    if (definition === undefined) return { outcome: 'not-found' };
    const form = forms.get(channel);
    if (form === undefined) return { outcome: 'invalid', violations: [noForm(definition)] };

    const rows: UploadRow[] = [];
    let next = cursor;
    do {
      const limit = Math.min(PAGE, form.mostRows - rows.length);
      let page: Awaited<ReturnType<Ledger['waiting']>>;
      try {
        page = await ledger.waiting({
          reason: 'handed-over',
          channel,
          limit,
          ...(next === null ? {} : { cursor: next }),
        });
      } catch (error) {
        if (error instanceof RangeError) return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
        throw error;
      }
      const wanted = page.rows.filter((entry) => since === null || entry.since >= since);
      const read = await Promise.all(wanted.map(({ itemId }) => rowOf(definition, itemId)));
      rows.push(...read.flat());
      next = page.nextCursor;
    } while (next !== null && rows.length < form.mostRows);
    return { outcome: 'filled', workbook: form.toWorkbook(rows), rows: rows.length, nextCursor: next };
  };
};
