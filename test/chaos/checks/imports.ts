import type { ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import type { ImportedRow } from '../../../lib/ports/registers.ts';
import type { RegisterLine } from '../actions/register-file.ts';
import type { Scene } from '../scene.ts';
import { shanghaiDay } from './shanghai-day.ts';

const nameOf = ({ channel, title, day }: Pick<RegisterLine, 'channel' | 'title' | 'day'>): string =>
  `${title} on ${channel} on ${day}`;

const nameOfRow = ({ channel, title, publishedAt }: ImportedRow): string =>
  nameOf({ channel, title, day: shanghaiDay(publishedAt) });

/** Every row that imports left, sealed ones apart. */
const everyRow = async ({ world, told }: Scene): Promise<readonly ImportedRow[]> => {
  const { imports } = world.store.engine;
  const keys = new Set<string>();
  for (const { lines } of told.files) for (const { title } of lines) keys.add(title);
  const rows: ImportedRow[] = [];
  for (const key of keys) rows.push(...(await imports.rows(key)));
  return rows.filter(({ sealed }) => !sealed);
};

/**
 * Exactly what the imports that stand have said is in the register, and what is in the register is public as it says: on one
 * item, from its earliest day on. What people took back since, or corrected, is theirs.
 */
export const importComplaints = async (
  scene: Scene,
  snapshots: readonly ItemSnapshot[],
): Promise<string[]> => {
  const { told, world } = scene;
  const rows = await everyRow(scene);
  const inRegister = new Set(rows.map(nameOfRow));
  const standing = new Set(
    told.files
      .filter(({ number }) => number !== null)
      .flatMap(({ lines, rejected }) => lines.filter((_, index) => !rejected.has(index)).map(nameOf)),
  );
  const complaints: string[] = [];
  const someSealed = snapshots.some(({ item }) => item.seal !== null);
  for (const name of standing)
    if (!inRegister.has(name) && !someSealed) complaints.push(`imported and gone: ${name}`);
  for (const name of inRegister) if (!standing.has(name)) complaints.push(`not imported, and there: ${name}`);

  const { ledger } = world.store.engine;
  const byItem = new Map(snapshots.map((snapshot) => [snapshot.item.id, snapshot]));
  const stated = new Set<string>();
  for (const row of rows) {
    const itemId = (await ledger.resolve(row.itemId))?.itemId ?? row.itemId;
    const snapshot = byItem.get(itemId);
    const delivery = snapshot?.deliveries.find(({ channel }) => channel === row.channel);
    stated.add(`${itemId} ${row.channel}`);
    if (snapshot === undefined) complaints.push(`no item for ${nameOfRow(row)}`);
    else if (snapshot.item.withdrawal !== null) continue;
    else if (delivery === undefined) {
      // Withdrawn when the file came, and published again since: what the file says waits for the next one.
      if (!snapshot.item.owed.includes(row.channel) && !told.revised.has(itemId))
        complaints.push(`no delivery for ${nameOfRow(row)}`);
    } else if (delivery.importedBy !== null) {
      const same = rows.filter((other) => other.channel === row.channel && other.itemId === row.itemId);
      const first = Math.min(...same.map(({ publishedAt }) => publishedAt));
      // An item that was corrected to what a row said while it was brought in has rows of two contents.
      const isCorrected = row.itemId !== itemId || told.revised.has(itemId);
      if (delivery.publicAt !== first && !isCorrected)
        complaints.push(`another day than stated for ${nameOfRow(row)}`);
    }
  }
  for (const { item, deliveries } of snapshots) {
    for (const { channel, importedBy, publicAt } of deliveries) {
      const isStated = importedBy !== null && publicAt !== null && item.withdrawal === null;
      if (isStated && !stated.has(`${item.id} ${channel}`))
        complaints.push(`${item.id.slice(0, 8)} is public on ${channel} as no register has it`);
    }
  }
  return complaints;
};
