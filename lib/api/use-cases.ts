import type { Violation } from '../domain/violation.ts';
import type { ReturnRecord } from '../ports/registers.ts';
import type { AcceptItem } from '../usecases/accept-item.ts';
import type { Authenticate } from '../usecases/authenticate.ts';
import type { CountYear } from '../usecases/count-year.ts';
import type { CreateToken } from '../usecases/create-token.ts';
import type { ImportFile } from '../usecases/import-file.ts';
import type { ListChannels } from '../usecases/list-channels.ts';
import type { ListItems } from '../usecases/list-items.ts';
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

export type BuildReturn = (
  year: number,
  by: string,
) => Promise<
  | { readonly outcome: 'built'; readonly record: ReturnRecord }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

export type ListReturns = (year: number) => Promise<readonly ReturnRecord[]>;

/** Everything that the API can be asked for. */
export interface UseCases {
  readonly acceptItem: AcceptItem;
  readonly authenticate: Authenticate;
  readonly buildReturn: BuildReturn;
  readonly countYear: CountYear;
  readonly createToken: CreateToken;
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
