import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { type LedgerEpoch, toldGeneration } from '../domain/ledger-epoch.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { firstPublicAt } from '../domain/public-time.ts';
import type { Copy } from '../ports/channel.ts';

const mapped = (map: Readonly<Record<string, string>>, value: string | null): string | undefined =>
  value !== null && Object.hasOwn(map, value) ? map[value] : undefined;

/** The column (栏目) on a channel: the submitter's choice, else what the configuration maps, the narrowest first: area, topic, genre. */
const columnOf = (
  definition: ChannelDefinition,
  content: ItemSnapshot['edition']['content'],
): string | null => {
  const { columns, id } = definition;
  const chosen = Object.hasOwn(content.columns, id) ? content.columns[id] : undefined;
  return (
    chosen ??
    mapped(columns.area, content.area) ??
    mapped(columns.topic, content.topic) ??
    mapped(columns.genre, content.genre) ??
    columns.otherwise
  );
};

/** What a channel is given to show of an item's committed edition. */
export const copyOf = (
  { item, edition, deliveries }: ItemSnapshot,
  definition: ChannelDefinition,
  epoch: LedgerEpoch,
): Copy => {
  const { content } = edition;
  const row = deliveries.find(({ channel }) => channel === definition.id);
  return {
    itemId: item.id,
    channel: definition.id,
    number: item.number,
    generation: toldGeneration(epoch, item.generation),
    edition: item.edition,
    contentHash: edition.contentHash,
    copyHash: edition.copyHash,
    title: content.title,
    documentNumber: content.documentNumber,
    issuer: content.issuer,
    unit: content.unit,
    formedOn: content.formedOn,
    topic: content.topic,
    genre: content.genre,
    kind: content.kind,
    area: content.area,
    column: columnOf(definition, content),
    html: edition.html,
    text: edition.text,
    attachments: content.attachments,
    firstPublicAt: row === undefined ? null : firstPublicAt(row),
    sealed: item.seal !== null,
  };
};
