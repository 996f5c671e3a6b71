import * as z from 'zod';
import { CALENDAR_KEY } from './keys.ts';
import { parseRow } from './parse-row.ts';
import type { TableAccess } from './table-access.ts';

const Calendar = z.object({
  months: z.set(z.string()).default(new Set()),
  years: z.set(z.string()).default(new Set()),
});

/** Which partitions the indexes by time have: one small row, so that no read has to guess where history begins. */
export interface LedgerCalendar {
  /** Durable when it resolves; to be called before the row that first needs the partition. A process writes each once. */
  noteMonth(month: string): Promise<void>;
  noteYear(year: number): Promise<void>;
  /** `yyyy-MM` with accepted items, newest first. */
  months(): Promise<readonly string[]>;
  /** With publications, oldest first. */
  years(): Promise<readonly number[]>;
}

export const createLedgerCalendar = (table: TableAccess): LedgerCalendar => {
  const noted = new Set<string>();

  const note = async (kind: 'months' | 'years', value: string): Promise<void> => {
    if (noted.has(value)) return;
    await table.update(CALENDAR_KEY, {
      expression: `ADD #${kind} :value`,
      values: { ':value': new Set([value]) },
    });
    noted.add(value);
  };

  const read = async () => parseRow(Calendar, (await table.get(CALENDAR_KEY)) ?? {});

  return {
    noteMonth: (month) => note('months', month),
    noteYear: (year) => note('years', String(year)),
    months: async () => [...(await read()).months].toSorted().toReversed(),
    years: async () => [...(await read()).years].map(Number).toSorted((a, b) => a - b),
  };
};
