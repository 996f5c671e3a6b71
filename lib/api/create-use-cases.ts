import { setTimeout } from 'node:timers/promises';
import { createUploadForms } from '../channels/excel/create-upload-forms.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Oidc } from '../configuration/identity.ts';
import { createWorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import type { KeyServer } from '../ports/key-server.ts';
import type { Nudges } from '../ports/nudges.ts';
import type { ReturnWorks } from '../ports/return-works.ts';
import { reportArticle } from '../returns/report-article.ts';
import { createAcceptItem } from '../usecases/accept-item.ts';
import { createAskConfirmation } from '../usecases/ask-confirmation.ts';
import { createAuthenticate } from '../usecases/authenticate.ts';
import { createBuildReturn } from '../usecases/build-return.ts';
import { createCheckHeads } from '../usecases/check-heads.ts';
import { createCorrectItem } from '../usecases/correct-item.ts';
import { createCountYear } from '../usecases/count-year.ts';
import { createCreateToken } from '../usecases/create-token.ts';
import { createEraseSealed } from '../usecases/erase-sealed.ts';
import { createFileReturn } from '../usecases/file-return.ts';
import { createFillForm } from '../usecases/fill-form.ts';
import { createFillUpload } from '../usecases/fill-upload.ts';
import { createIdentify } from '../usecases/identify.ts';
import { createOneAtATime } from '../usecases/import/one-at-a-time.ts';
import { createImportFile } from '../usecases/import-file.ts';
import { createIssuerKeys } from '../usecases/issuer-keys.ts';
import { createListChannels } from '../usecases/list-channels.ts';
import { createListFigure } from '../usecases/list-figure.ts';
import { createListItems } from '../usecases/list-items.ts';
import { createListReturns } from '../usecases/list-returns.ts';
import { createListTimeliness } from '../usecases/list-timeliness.ts';
import { createListTokens } from '../usecases/list-tokens.ts';
import { createListUnreadable } from '../usecases/list-unreadable.ts';
import { createListWaiting } from '../usecases/list-waiting.ts';
import { createSetPause } from '../usecases/pause-channel.ts';
import { createPublishReturn } from '../usecases/publish-return.ts';
import { createPutReturnInputs } from '../usecases/put-return-inputs.ts';
import { createReadAttachment } from '../usecases/read-attachment.ts';
import { createReadCopySheet } from '../usecases/read-copy-sheet.ts';
import { createReadImport } from '../usecases/read-import.ts';
import { createReadItem } from '../usecases/read-item.ts';
import { createReadReturnFile } from '../usecases/read-return-file.ts';
import { createReadReturnInputs } from '../usecases/read-return-inputs.ts';
import { createRecordReceipt } from '../usecases/record-receipt.ts';
import { createRecordReceipts } from '../usecases/record-receipts.ts';
import { createRecordTakeDown } from '../usecases/record-take-down.ts';
import { createRedrive } from '../usecases/redrive.ts';
import { createRedriveChannel } from '../usecases/redrive-channel.ts';
import { createDecide } from '../usecases/relations/decide.ts';
import { createListSuspects } from '../usecases/relations/list-suspects.ts';
import { createReadRelations } from '../usecases/relations/read-relations.ts';
import { createRepublishItem } from '../usecases/republish-item.ts';
import { createResumeChannel } from '../usecases/resume-channel.ts';
import { createBringAbout } from '../usecases/returns/bring-about.ts';
import { createRevokeToken } from '../usecases/revoke-token.ts';
import { createStoreAttachment } from '../usecases/store-attachment.ts';
import { createSummarise } from '../usecases/summarise.ts';
import { createTokenCache } from '../usecases/token-cache.ts';
import { createVerifyJwt } from '../usecases/verify-jwt.ts';
import { createVoidImport } from '../usecases/void-import.ts';
import { createWithdrawItem } from '../usecases/withdraw-item.ts';
import type { UseCases } from './use-cases.ts';

/** Everything that the API can be asked for, over one engine. */
export const createUseCases = (dependencies: {
  readonly engine: Engine;
  readonly nudges: Nudges;
  readonly configuration: Configuration;
  readonly clock: Clock;
  /** Asked for where the configuration names an issuer. */
  readonly keyServerOf: (oidc: Oidc) => KeyServer;
  /** See `ImportDependencies`. */
  readonly inBackground: ((work: Promise<unknown>) => void) | null;
  /** Who builds returns, and how many milliseconds a caller waits for one. */
  readonly returnWorks: ReturnWorks;
  readonly returnPatience: number;
}): UseCases => {
  const { engine, nudges, configuration, clock, keyServerOf, inBackground } = dependencies;
  const { returnWorks: works, returnPatience: patience } = dependencies;
  const { ledger, objectStore, tokens, imports, returns, unreadable, channels } = engine;
  const {
    policies,
    channels: definitions,
    identity: { oidc },
  } = configuration;
  const workingDays = createWorkingDays(configuration.calendar);
  const cache = createTokenCache({ clock });
  const authenticate = createAuthenticate({ tokens, cache });
  const verifyJwt =
    oidc && createVerifyJwt({ oidc, keys: createIssuerKeys({ keyServer: keyServerOf(oidc), clock }), clock });
  const countYear = createCountYear({ ledger, register: channels, definitions, policies, clock });
  const listFigure = createListFigure({ ledger, policies });
  const forms = createUploadForms(definitions, configuration.templates);
  const recordReceipt = createRecordReceipt({
    ledger,
    register: channels,
    nudges,
    objectStore,
    definitions,
    clock,
  });
  const readRelations = createReadRelations({ relations: engine.relations });
  const importing = {
    ledger,
    imports,
    channels,
    suspects: engine.suspects,
    definitions,
    workingDays,
    policies,
    clock,
    oneAtATime: createOneAtATime(),
    inBackground,
  };
  const accepting = { ledger, nudges, objectStore, definitions, policies, workingDays, clock };
  const listSuspects = createListSuspects({ ledger, suspects: engine.suspects, readRelations });
  const acceptItem = createAcceptItem(accepting);
  const storeAttachment = createStoreAttachment({ objectStore });
  const bringAbout = createBringAbout({
    returns,
    works,
    clock,
    patience,
    pause: (milliseconds) => setTimeout(milliseconds, undefined, { ref: false }),
  });
  return {
    acceptItem,
    askConfirmation: createAskConfirmation({ ledger, definitions, clock }),
    buildReturn: createBuildReturn({ bringAbout, clock }),
    checkHeads: createCheckHeads({ ledger }),
    correctItem: createCorrectItem(accepting),
    countYear,
    createToken: createCreateToken({ tokens, clock }),
    decide: createDecide({ ledger, relations: engine.relations, readRelations, clock }),
    fileReturn: createFileReturn({
      returns,
      bringAbout,
      publishReturn: createPublishReturn({
        objectStore,
        articleOf: reportArticle,
        acceptItem,
        storeAttachment,
      }),
    }),
    fillUpload: createFillUpload({ ledger, definitions, forms }),
    identify: createIdentify({ authenticate, verifyJwt }),
    importFile: createImportFile(importing),
    listChannels: createListChannels({ definitions, register: channels, ledger, clock }),
    listItems: createListItems({ ledger, listFigure, readRelations, definitions, clock }),
    listReturns: createListReturns({ returns, works, clock }),
    listSuspects,
    listTimeliness: createListTimeliness({
      ledger,
      readRelations,
      definitions,
      policies,
      workingDays,
      clock,
    }),
    listTokens: createListTokens({ tokens }),
    listUnreadable: createListUnreadable({ unreadable }),
    listWaiting: createListWaiting({ ledger, definitions, workingDays, listSuspects, clock }),
    pauseChannel: createSetPause({ register: channels, definitions, clock }, 'paused'),
    putReturnInputs: createPutReturnInputs({ returns, clock }),
    readAttachment: createReadAttachment({ objectStore }),
    readCopySheet: createReadCopySheet({ ledger, definitions }),
    readImport: createReadImport({ imports }),
    readItem: createReadItem({ ledger, definitions, clock, readRelations }),
    readReturnFile: createReadReturnFile({ objectStore, returns }),
    readReturnInputs: createReadReturnInputs({
      countYear,
      fillForm: createFillForm({ returns, policies }),
      definitions,
      clock,
    }),
    recordReceipt,
    recordTakeDown: createRecordTakeDown({ ledger, register: channels, definitions, clock }),
    recordReceipts: createRecordReceipts({ ledger, definitions, forms, recordReceipt }),
    redrive: createRedrive({ ledger, register: channels, nudges, definitions, clock }),
    redriveChannel: createRedriveChannel({ ledger, register: channels, nudges, definitions, clock }),
    resumeChannel: createResumeChannel({ ledger, register: channels, nudges, definitions, clock }),
    republishItem: createRepublishItem(accepting),
    revokeToken: createRevokeToken({ tokens, cache, clock }),
    withdrawItem: createWithdrawItem({
      ledger,
      nudges,
      objectStore,
      definitions,
      eraseSealed: createEraseSealed({ engine, clock }),
      clock,
    }),
    storeAttachment,
    voidImport: createVoidImport(importing),
    summarise: createSummarise({ ledger, countYear, definitions, clock }),
  };
};
