import type { DeliveryRow, ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import type { Scene } from '../scene.ts';
import type { Platform } from '../world/platform.ts';
import { shanghaiDay } from './shanghai-day.ts';

/** Was it ever taken back as published in error? */
const wasInError = ({ item, deliveries }: ItemSnapshot): boolean =>
  [item, ...deliveries].some(({ history }) => history.some(({ why }) => why?.includes('误发')));

/** Who put copies up by hand, or looked for whoever could not tell, may have said so only later. */
const isReportedByHand = ({ basis }: DeliveryRow, { style }: Platform): boolean =>
  basis === 'stated' && (style === 'by-hand' || style === 'mute');

/** What the ledger says about when the public could first read an item is what the channels and the registers say. */
export const publicTimeComplaints = (
  { world, told, loss }: Scene,
  snapshots: readonly ItemSnapshot[],
): string[] =>
  snapshots.flatMap((snapshot) => {
    const { item, deliveries } = snapshot;
    const isWeathered = loss.weathered.has(item.id);
    return [...world.platforms].flatMap(([channel, platform]) => {
      const about = `${item.id.slice(0, 8)} on ${channel}`;
      const moments = platform.wentUp.get(item.id) ?? [];
      const row = deliveries.find((delivery) => delivery.channel === channel);
      if (row === undefined || row.publicAt === null) {
        const isExcused = platform.neverReported.has(item.id) || isWeathered;
        return moments.length === 0 || isExcused ? [] : [`${about} was public, and the ledger does not know`];
      }
      const day = shanghaiDay(row.publicAt);
      if (told.files.some(({ lines }) => lines.some((line) => line.channel === channel && line.day === day)))
        return [];
      if (row.importedBy !== null) return [`${about}: no register says that it was public on ${day}`];
      const said = platform.saidUp.get(item.id) ?? [];
      if (said.some((moment) => shanghaiDay(moment) === day)) return [];
      const [first] = moments;
      if (first === undefined) return [`${about} was never public there`];
      if (isReportedByHand(row, platform) && row.publicAt >= first) return [];
      const days = moments.map(shanghaiDay);
      // Published in error, its time begins anew; of what was forgotten, a later copy may be all that there is to tell.
      const isAnew = isWeathered || wasInError(snapshot);
      return (isAnew ? days : days.slice(0, 1)).includes(day)
        ? []
        : [`${about} was public on ${days.join(', ')}, the ledger says ${day}`];
    });
  });
