import type { LedgerCalendar } from './ledger-calendar.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import type { Packing } from './packing.ts';
import type { TableAccess } from './table-access.ts';

/** What every verb of the ledger works with. */
export interface LedgerContext {
  readonly table: TableAccess;
  readonly packing: Packing;
  readonly calendar: LedgerCalendar;
  readonly memory: LedgerMemory;
}
