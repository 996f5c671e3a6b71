import * as z from 'zod';
import { KINDS, ORIGINS } from '../../domain/item.ts';
import { SEALED } from '../../domain/sealing.ts';
import type { ImportedRow, ImportRecord, ImportRegister } from '../../ports/registers.ts';
import {
  heldRowKey,
  heldRowsOf,
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

/** Where a row stands that an import holds; the row itself says whether it still does. */
const StoredPointer = z.object({ at: z.object({ pk: Text, sk: Text }) });

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
  state: z.enum(['running', 'done', 'voiding', 'voided']),
  rows: z.int(),
  items: z.int(),
  merged: z.int(),
  findings: Packed,
  voided: orNull(z.object({ by: Text, at: z.number(), reason: Text, rows: z.int().nullable() })),
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
  /** Absent on rows written before an import could be voided. */
  holders: z.array(z.int()).optional(),
  itemId: Text,
  sealed: z.boolean().default(false),
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
    const findings = await packing.pack(`import-${record.number}`, JSON.stringify({ rejected, suspects }));
    await table.put({ ...importKey(record.number), ...rest, findings });
  };

  const read = async (number: number): Promise<ImportRecord | undefined> => {
    const row = await table.get(importKey(number));
    if (row === undefined) return undefined;
    const { findings, ...record } = parseRow(StoredRecord, row);
    return { ...record, ...Findings.parse(JSON.parse(await packing.unpack(findings))) };
  };

  const importedRow = async (row: StoredRow): Promise<ImportedRow> => {
    const { body, holders, ...stored } = parseRow(StoredImportedRow, row);
    return {
      ...stored,
      holders: holders ?? [stored.importedBy],
      body: body === null ? null : await packing.unpack(body),
    };
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
      voided: null,
    };
    await write(record);
    return record;
  };

  return {
    begin: async (file, by, at) => {
      const key = importedFileKey(file);
      const known = await table.get(key);
      const last = known === undefined ? undefined : parseRow(StoredFile, known);
      if (last !== undefined) {
        const record = await recordOf(file, last);
        if (record.state !== 'voided') return { outcome: 'known', record };
      }
      const number = await table.add(IMPORT_COUNTER_KEY, 'count', 1);
      const begun = await table.put(
        { ...key, number, by, at },
        last === undefined
          ? { expression: 'attribute_not_exists(#pk)' }
          : { expression: '#number = :voided', values: { ':voided': last.number } },
      );
      if (begun) return { outcome: 'begun', record: await recordOf(file, { number, by, at }) };
      const first = parseRow(StoredFile, (await table.get(key)) ?? {});
      return { outcome: 'known', record: await recordOf(file, first) };
    },

    write,
    read,

    rows: async (titleKey) => {
      const rows: ImportedRow[] = [];
      for await (const row of table.query({ partition: importedRowsPartition(titleKey) })) {
        rows.push({ ...(await importedRow(row)), titleKey });
      }
      return rows;
    },

    titleKeysOf: async (number) => {
      const titleKeys = new Set<string>();
      for await (const pointer of table.query(heldRowsOf(number))) {
        const { at } = parseRow(StoredPointer, pointer);
        const row = await table.get(at);
        // Never written, forgotten since, or sealed.
        if (row === undefined || row['sealed'] === true) continue;
        const { titleKey, holders, importedBy } = parseRow(StoredImportedRow, row);
        if ((holders ?? [importedBy]).includes(number)) titleKeys.add(titleKey);
      }
      return [...titleKeys];
    },

    forgetRow: async ({ titleKey, identity }) => {
      await table.delete(importedRowKey(titleKey, identity));
    },

    putRow: async (row) => {
      const at = importedRowKey(row.titleKey, row.identity);
      await Promise.all(row.holders.map((number) => table.put({ ...heldRowKey(number, row.identity), at })));
      const body = row.body === null ? null : await packing.pack(row.identity, row.body);
      const key = importedRowKey(row.titleKey, row.identity);
      // The key holds no words: a sealed row stays where its title is looked for.
      const said = row.sealed ? { ...row, titleKey: SEALED } : row;
      await table.put({ ...withoutNulls({ ...said, body }), ...key });
      if (row.sealed) await packing.erase(row.identity);
    },
  };
};
