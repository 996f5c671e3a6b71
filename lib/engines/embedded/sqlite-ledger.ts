import type { Ledger } from '../../ports/ledger.ts';
import { createAccept } from './accept-item.ts';
import { createChange } from './change-item.ts';
import { text } from './columns.ts';
import { createDueConfirmations } from './due-confirmations.ts';
import { createDue } from './due-items.ts';
import { createEditions } from './editions.ts';
import { createEndLeases } from './end-leases.ts';
import { createErasure } from './erase-content.ts';
import { createFindSimilar } from './find-similar.ts';
import type { LedgerContext } from './ledger-context.ts';
import { createEpochs } from './ledger-epochs.ts';
import { createList } from './list-items.ts';
import { createKeepOwing } from './owing.ts';
import type { PublicationReader } from './publication-reader.ts';
import { prepareQuery } from './query.ts';
import { createRead, createReadDeliveries, createReadEdition } from './read-item.ts';
import { createRedirects } from './redirects.ts';
import { createWaiting } from './waiting.ts';
import { createWriteDelivery } from './write-delivery.ts';

/** The ledger on SQLite, for the one process that holds the data folder. */
export const createSqliteLedger = (context: LedgerContext, publications: PublicationReader): Ledger => {
  const editions = createEditions(context);
  const redirects = createRedirects(context);
  const keepOwing = createKeepOwing(context);
  const readDeliveries = createReadDeliveries(context);
  const byNumber = prepareQuery(context.database, 'SELECT id FROM item WHERE number = ?');
  return {
    accept: createAccept(context, editions, redirects),
    read: createRead(context, editions, readDeliveries),
    readEdition: createReadEdition(context, editions),
    redirect: redirects.redirect,
    resolve: redirects.resolve,
    change: createChange(context, editions),
    ...createWriteDelivery(context, keepOwing),
    ...createDue(context),
    dueConfirmations: createDueConfirmations(context),
    ...createWaiting(context),
    endLeases: createEndLeases(context, keepOwing),
    // Numbers are given in the transaction that accepts.
    assignNumbers: () => Promise.resolve(0),
    findByNumber: async (number) => {
      const row = byNumber.get(number);
      return row === undefined ? undefined : text(row[0]);
    },
    findSimilar: createFindSimilar(context),
    list: createList(context, readDeliveries),
    countYear: publications.countYear,
    publishedItems: publications.items,
    evidence: publications.evidence,
    newestRecordedAt: async () => context.newestRecorded.read(),
    ...createEpochs(context),
    ...createErasure(context, editions),
  };
};
