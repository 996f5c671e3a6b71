import * as z from 'zod';
import { KINDS, ORIGINS } from '../../domain/item.ts';
import type { ImportedRow, ImportRecord, ImportRegister } from '../../ports/registers.ts';
import {
  IMPORT_COUNTER_KEY,
  importedFileKey,
  importedRowKey,
  importedRowsPartition,
  importKey,
} from './keys.ts';
import { Packed, type Packing } from './packing.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { orNull } from './row-parts.ts';
import type { StoredRow, TableAccess } from './table-access.ts';

const Text = z.string();

const StoredFile = z.object({ number: z.int(), by: Text, at: z.number() });

/** Both lists can be as long as the file, so they are packed. */
const Findings = z.object({
  rejected: z.array(z.object({ row: z.int(), reasons: z.array(Text) })),
  suspects: z.array(z.object({ title: Text, items: z.array(Text), reason: Text })),
});

const StoredRecord = z.object({
  number: z.int(),
  file: Text,
  by: Text,
  at: z.number(),
  state: z.enum(['running', 'done']),
  rows: z.int(),
  items: z.int(),
  merged: z.int(),
  findings: Packed,
});

const StoredImportedRow = z.object({
  identity: Text,
  titleKey: Text,
  documentNumberKey: orNull(Text),
  channel: Text,
  title: Text,
  documentNumber: orNull(Text),
  publishedAt: z.number(),
  publishedAtAsStated: Text,
  url: orNull(Text),
  body: orNull(Packed),
  formedOn: orNull(Text),
  kind: z.enum(KINDS),
  origin: z.enum(ORIGINS),
  unit: orNull(Text),
  area: orNull(Text),
  importedBy: z.int(),
  itemId: Text,
});

export const createImportRegister = ({
  table,
  packing,
}: {
  readonly table: TableAccess;
  readonly packing: Packing;
}): ImportRegister => {
  const write = async (record: ImportRecord): Promise<void> => {
    const { rejected, suspects, ...rest } = record;
    const findings = await packing.pack(JSON.stringify({ rejected, suspects }));
    await table.put({ ...importKey(record.number), ...rest, findings });
  };

  const read = async (number: number): Promise<ImportRecord | undefined> => {
    const row = await table.get(importKey(number));
    if (row === undefined) return undefined;
    const { findings, ...record } = parseRow(StoredRecord, row);
    return { ...record, ...Findings.parse(JSON.parse(await packing.unpack(findings))) };
  };

  const importedRow = async (row: StoredRow): Promise<ImportedRow> => {
    const { body, ...stored } = parseRow(StoredImportedRow, row);
    return { ...stored, body: body === null ? null : await packing.unpack(body) };
  };

  /** The record of a file's first import, made good where the process that took the number died before writing it. */
  const recordOf = async (file: string, { number, by, at }: z.output<typeof StoredFile>) => {
    const written = await read(number);
    if (written !== undefined) return written;
    const record: ImportRecord = {
      number,
      file,
      by,
      at,
      state: 'running',
      rows: 0,
      items: 0,
      merged: 0,
      rejected: [],
      suspects: [],
    };
    await write(record);
    return record;
  };

  return {
    begin: async (file, by, at) => {
      const key = importedFileKey(file);
      const known = await table.get(key);
      if (known !== undefined) {
        return { outcome: 'known', record: await recordOf(file, parseRow(StoredFile, known)) };
      }
      const number = await table.add(IMPORT_COUNTER_KEY, 'count', 1);
      const begun = await table.put({ ...key, number, by, at }, { expression: 'attribute_not_exists(#pk)' });
      if (begun) return { outcome: 'begun', record: await recordOf(file, { number, by, at }) };
      const first = parseRow(StoredFile, (await table.get(key)) ?? {});
      return { outcome: 'known', record: await recordOf(file, first) };
    },

    write,
    read,

    rows: async (titleKey) => {
      const rows: ImportedRow[] = [];
      for await (const row of table.query({ partition: importedRowsPartition(titleKey) })) {
        rows.push(await importedRow(row));
      }
      return rows;
    },

    putRow: async (row) => {
      const body = row.body === null ? null : await packing.pack(row.body);
      await table.put({ ...withoutNulls({ ...row, body }), ...importedRowKey(row.titleKey, row.identity) });
    },
  };
};
