import { canonicalLine } from '../domain/content/canonical-text.ts';
import { withEntry } from '../domain/history.ts';
import type { ItemId, Sha256 } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { SEALED } from '../domain/sealing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ImportRegister } from '../ports/registers.ts';
import { sealedRow } from './import/sealed-row.ts';
import { sealReturns } from './seal-returns.ts';
import { attachmentKey, sealedFileKey } from './store-attachment.ts';

/** Milliseconds after a seal within which somebody may still be writing down what they read before it. */
export const ERASURE_SETTLES = 2 * 60_000;

export interface ErasureResult {
  /** Files that stay because another item shows them to the public. */
  readonly kept: readonly Sha256[];
}

export interface EraseSealed {
  /** Erases what a sealed item said wherever this ledger keeps words. May be repeated, and goes on from wherever it was left. */
  pass(snapshot: ItemSnapshot): Promise<ErasureResult>;
  /** The pass that ends it, once nobody can be writing any more; until then a pass like the others. */
  carryOn(snapshot: ItemSnapshot): Promise<'complete' | 'again'>;
}

export interface EraseDependencies {
  readonly engine: Pick<Engine, 'ledger' | 'imports' | 'objectStore' | 'returns'>;
  readonly clock: Clock;
}

/** What leads to the words goes before the words: a pass that dies half-way must find again what is left. */
export const createEraseSealed = ({ engine, clock }: EraseDependencies): EraseSealed => {
  const { ledger, imports, objectStore, returns } = engine;

  const pass: EraseSealed['pass'] = async (snapshot) => {
    const { item, deliveries } = snapshot;
    const outlines = await ledger.outlines(item.id);
    const titleKeys = new Set(
      outlines.filter(({ title }) => title !== SEALED).map(({ title }) => canonicalLine(title)),
    );
    await sealImportedRows(imports, item.id, titleKeys);
    await sealImportRecords(imports, item.id);
    await sealReturns({ returns, objectStore }, snapshot, clock.now());
    await sealDeliveries(ledger, snapshot);
    await ledger.eraseContent(item.id);
    const files = new Set([
      ...outlines.flatMap(({ attachments, evidence }) => [...attachments, ...evidence]),
      ...deliveries.flatMap(({ receipt }) => receipt?.evidence ?? []),
    ]);
    // Who approved the withdrawal has to stay on record.
    const ownForms = new Set(item.withdrawal?.approvals.flatMap(({ evidence }) => evidence));
    const kept: Sha256[] = [];
    for (const sha256 of files.difference(ownForms)) {
      if (await isShownElsewhere(ledger, item.id, sha256)) kept.push(sha256);
      else await eraseFile(objectStore, sha256);
    }
    return { kept };
  };

  return {
    pass,
    carryOn: async (snapshot) => {
      const { item } = snapshot;
      if (item.seal === null) return 'complete';
      const now = clock.now();
      await pass(snapshot);
      if (now < item.seal.at + ERASURE_SETTLES || !(await ledger.purge())) return 'again';
      const at = Math.max(now, item.recordedAt);
      const erased = {
        ...item,
        generation: item.generation + 1,
        seal: { ...item.seal, erasedAt: at },
        dueAt: item.owed.length === 0 ? null : item.dueAt,
        recordedAt: at,
        ...withEntry(item, { at, by: 'system', what: 'erased', why: null }),
      };
      return (await ledger.change(erased, null, item.generation)) === 'changed' ? 'complete' : 'again';
    },
  };
};

const sealImportedRows = async (
  imports: ImportRegister,
  itemId: ItemId,
  titleKeys: Iterable<string>,
): Promise<void> => {
  for (const titleKey of titleKeys) {
    const rows = await imports.rows(titleKey);
    for (const row of rows) if (row.itemId === itemId && !row.sealed) await imports.putRow(sealedRow(row));
  }
};

/** Records of imports tell people which items they took for suspects, by their titles. */
const sealImportRecords = async (imports: ImportRegister, itemId: ItemId): Promise<void> => {
  for (let number = 1; ; number += 1) {
    const record = await imports.read(number);
    if (record === undefined) return;
    const names = ({ items, title }: (typeof record.suspects)[number]): boolean =>
      title !== SEALED && items.includes(itemId);
    if (!record.suspects.some(names)) continue;
    const suspects = record.suspects.map((suspect) =>
      names(suspect) ? { ...suspect, title: SEALED } : suspect,
    );
    await imports.write({ ...record, suspects });
  }
};

const sealedWords = (words: string | null): string | null => (words === null ? null : SEALED);

/**
 * What channels said of it before, and what reading a copy back had found to differ. What one says of its take-down stays until
 * the copy is down: somebody may have to act on it. A delivery that is under way leaves both by itself, or to the next pass.
 */
const sealDeliveries = async (ledger: Ledger, { item, deliveries }: ItemSnapshot): Promise<void> => {
  for (const row of deliveries) {
    const saidBefore = item.seal !== null && row.generation < item.seal.generation;
    const sealed = {
      reason: saidBefore ? sealedWords(row.reason) : row.reason,
      confirmation: row.confirmation && { ...row.confirmation, detail: sealedWords(row.confirmation.detail) },
    };
    const isSealed = sealed.reason === row.reason && sealed.confirmation?.detail === row.confirmation?.detail;
    if (row.state === 'sending' || isSealed) continue;
    const next = { ...row, version: row.version + 1, ...sealed };
    await ledger.amend(next, row.version, { generation: item.generation, owed: { is: 'none' } });
  }
};

const isShownElsewhere = async (ledger: Ledger, itemId: ItemId, sha256: Sha256): Promise<boolean> => {
  for (const other of await ledger.itemsShowing(sha256)) {
    if (other === itemId) continue;
    const found = await ledger.read(other);
    const shows = found?.edition.content.attachments.some((attachment) => attachment.sha256 === sha256);
    if (found?.item.state === 'live' && shows === true) return true;
  }
  return false;
};

/** The mark first: nobody uploads the file again while it goes. */
const eraseFile = async (objectStore: ObjectStore, sha256: Sha256): Promise<void> => {
  await objectStore.putIfAbsent(sealedFileKey(sha256), new Uint8Array());
  await objectStore.delete(attachmentKey(sha256));
  await objectStore.forgetVersions(attachmentKey(sha256));
};
