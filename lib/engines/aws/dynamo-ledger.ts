import { countYear } from '../../domain/count/count-year.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { acceptItem } from './accept-item.ts';
import { amendDelivery } from './amend-delivery.ts';
import { changeItem } from './change-item.ts';
import { claimDelivery } from './claim-delivery.ts';
import { dueConfirmations } from './due-confirmations.ts';
import { dueItems, nextDueAt } from './due-items.ts';
import { eraseContent, itemsShowing, readOutlines } from './erase-content.ts';
import { evidencedItems } from './evidenced-items.ts';
import { findSimilar } from './find-similar.ts';
import { createLedgerCalendar } from './ledger-calendar.ts';
import type { LedgerContext } from './ledger-context.ts';
import { createEpochs } from './ledger-epochs.ts';
import { createLedgerMemory } from './ledger-memory.ts';
import { listItems } from './list-items.ts';
import { moveDue } from './move-due.ts';
import { newestRecordedAt } from './newest-recorded.ts';
import type { Packing } from './packing.ts';
import { publishedItems, tallyPublications } from './published-items.ts';
import { readEdition, readItem } from './read-item.ts';
import { redirectContent, resolveContent } from './redirects.ts';
import { settleDelivery } from './settle-delivery.ts';
import { assignNumbers, findByNumber } from './short-numbers.ts';
import type { TableAccess } from './table-access.ts';
import { countWaiting, listWaiting } from './waiting.ts';

/** The ledger on one DynamoDB table: conditional writes of single rows, no transactions. */
export const createDynamoLedger = (dependencies: {
  readonly table: TableAccess;
  readonly packing: Packing;
}): Ledger => {
  const context: LedgerContext = {
    ...dependencies,
    calendar: createLedgerCalendar(dependencies.table),
    memory: createLedgerMemory(),
  };
  return {
    accept: (item, edition) => acceptItem(context, item, edition),
    read: (itemId) => readItem(context, itemId),
    readEdition: (itemId, key) => readEdition(context, itemId, key),
    redirect: (contentHash, to) => redirectContent(context, contentHash, to),
    resolve: (contentHash) => resolveContent(context, contentHash),
    change: (next, edition, seenGeneration) => changeItem(context, next, edition, seenGeneration),
    claim: (next, seenVersion) => claimDelivery(context, next, seenVersion),
    settle: (next, leaseToken, change) => settleDelivery(context, next, leaseToken, change),
    amend: (next, seenVersion, change) => amendDelivery(context, next, seenVersion, change),
    due: (moment, cursor, limit) => dueItems(context, moment, cursor, limit),
    waiting: (query) => listWaiting(context, query),
    countWaiting: () => countWaiting(context),
    moveDue: (itemId, seenDueAt, dueAt) => moveDue(context, itemId, seenDueAt, dueAt),
    nextDueAt: () => nextDueAt(context),
    dueConfirmations: (channel, moment, cursor, limit) =>
      dueConfirmations(context, channel, moment, cursor, limit),
    // No process here is ever the only one: the leases of others that are alive must stand, and a dead one's run out.
    endLeases: () => Promise.resolve(0),
    assignNumbers: () => assignNumbers(context),
    findByNumber: (number) => findByNumber(context, number),
    findSimilar: (key, limit) => findSimilar(context, key, limit),
    list: (query) => listItems(context, query),
    countYear: async (request) => countYear(await tallyPublications(context, request.year), request),
    publishedItems: (throughYear, afterId) => publishedItems(context, throughYear, afterId),
    evidence: (year) => evidencedItems(context, year),
    outlines: (itemId) => readOutlines(context, itemId),
    itemsShowing: (sha256) => itemsShowing(context, sha256),
    eraseContent: (itemId) => eraseContent(context, itemId),
    // The service keeps its own house; what it holds for recovery is said in docs/sealing.md.
    purge: () => Promise.resolve(true),
    newestRecordedAt: () => newestRecordedAt(context),
    ...createEpochs(context),
  };
};
