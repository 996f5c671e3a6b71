import { isUnbroken } from '../../../lib/domain/history.ts';
import type { DeliveryRow, ItemRow, ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import { CHANNELS, type Platforms } from './steps.ts';

const ofRow = (
  { id, state, plan, edition, withdrawal }: ItemRow,
  row: DeliveryRow,
  platforms: Platforms,
): readonly string[] => {
  const shown = CHANNELS.filter((channel) => channel === row.channel).map((channel) =>
    platforms[channel].shown.get(id),
  )[0];
  const isWanted = state === 'live' && plan.includes(row.channel);
  const neverSent = row.publicAt === null && row.sentAt === null;
  const wanted = isWanted ? 'published' : neverSent ? 'none' : 'withdrawn';
  const mark = withdrawal?.cause === 'error' ? 'error' : 'withdrawn';
  const isParked = row.state === 'parked';
  return [
    !isUnbroken({ itemId: id, channel: row.channel }, row) && 'its history is broken',
    // Attempts may be used up; but nothing that is gone is ever replaced.
    isParked && row.reason?.includes('这里没有') === true && 'what is gone was to be replaced',
    !isParked && row.state !== wanted && `it is ${row.state}, not ${wanted}`,
    !isParked && shown !== (isWanted ? edition : undefined) && `the public reads edition ${shown}`,
    !isParked &&
      withdrawal !== null &&
      row.publicAt !== null &&
      row.withdrawal !== mark &&
      `it is marked ${row.withdrawal}, not ${mark}`,
  ].flatMap((complaint) => (complaint === false ? [] : [`${row.channel}: ${complaint}`]));
};

/** What is wrong with an item and its copies at rest. */
export const complaintsOf = (
  { item, edition, deliveries }: ItemSnapshot,
  platforms: Platforms,
): readonly string[] => [
  ...[
    (item.owed.length > 0 || item.dueAt !== null) && 'something is owed still',
    !isUnbroken({ itemId: item.id, channel: null }, item) && 'the history of the item is broken',
    item.seal !== null && item.seal.erasedAt === null && 'it is sealed and not erased',
    item.seal !== null && edition.html !== '' && 'its words are there still',
  ].filter((complaint) => complaint !== false),
  ...deliveries.flatMap((row) => ofRow(item, row, platforms)),
];
