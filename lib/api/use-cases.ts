import type { AcceptItem } from '../usecases/accept-item.ts';
import type { AskConfirmation } from '../usecases/ask-confirmation.ts';
import type { BuildReturn } from '../usecases/build-return.ts';
import type { CountYear } from '../usecases/count-year.ts';
import type { CreateToken } from '../usecases/create-token.ts';
import type { Identify } from '../usecases/identify.ts';
import type { ImportFile } from '../usecases/import-file.ts';
import type { ListChannels } from '../usecases/list-channels.ts';
import type { ListItems } from '../usecases/list-items.ts';
import type { ListReturns } from '../usecases/list-returns.ts';
import type { ListTokens } from '../usecases/list-tokens.ts';
import type { ListUnreadable } from '../usecases/list-unreadable.ts';
import type { ReadAttachment } from '../usecases/read-attachment.ts';
import type { ReadCopySheet } from '../usecases/read-copy-sheet.ts';
import type { ReadItem } from '../usecases/read-item.ts';
import type { ReadReturnFile } from '../usecases/read-return-file.ts';
import type { RecordReceipt } from '../usecases/record-receipt.ts';
import type { Redrive } from '../usecases/redrive.ts';
import type { RevokeToken } from '../usecases/revoke-token.ts';
import type { StoreAttachment } from '../usecases/store-attachment.ts';
import type { Summarise } from '../usecases/summarise.ts';

/** Everything that the API can be asked for. */
export interface UseCases {
  readonly acceptItem: AcceptItem;
  readonly askConfirmation: AskConfirmation;
  readonly buildReturn: BuildReturn;
  readonly countYear: CountYear;
  readonly createToken: CreateToken;
  readonly identify: Identify;
  readonly importFile: ImportFile;
  readonly listChannels: ListChannels;
  readonly listItems: ListItems;
  readonly listReturns: ListReturns;
  readonly listTokens: ListTokens;
  readonly listUnreadable: ListUnreadable;
  readonly readAttachment: ReadAttachment;
  readonly readCopySheet: ReadCopySheet;
  readonly readItem: ReadItem;
  readonly readReturnFile: ReadReturnFile;
  readonly recordReceipt: RecordReceipt;
  readonly redrive: Redrive;
  readonly revokeToken: RevokeToken;
  readonly storeAttachment: StoreAttachment;
  readonly summarise: Summarise;
}
