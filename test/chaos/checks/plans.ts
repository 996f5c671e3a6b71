import type { ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import type { Scene } from '../scene.ts';

/**
 * What was posted for a channel, and never touched since, is planned for it. A channel of which a register says that it had
 * the item already is none to send it to, and goes with that import.
 */
export const planComplaints = ({ told }: Scene, snapshots: readonly ItemSnapshot[]): string[] =>
  snapshots.flatMap(({ item }) => {
    const asked = told.revised.has(item.id) ? [] : [...(told.asked.get(item.id) ?? [])];
    const isStated = (channel: string): boolean =>
      told.files.some(({ lines }) =>
        lines.some((line) => line.channel === channel && line.title === item.title),
      );
    const missing = asked.filter((channel) => !item.plan.includes(channel) && !isStated(channel));
    return missing.length === 0
      ? []
      : [`${item.id.slice(0, 8)} is not planned for ${missing.join(', ')} any more`];
  });
