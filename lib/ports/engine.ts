import type { Ledger } from './ledger.ts';
import type { ObjectStore } from './object-store.ts';
import type {
  ChannelRegister,
  ImportRegister,
  ReturnRegister,
  TokenRegister,
  UnreadableRegister,
} from './registers.ts';
import type { RelationLog } from './relation-log.ts';
import type { SuspectRegister } from './suspect-register.ts';

/** Everything that is kept, behind one door; the embedded and the AWS engine pass the same contract suite. */
export interface Engine {
  readonly ledger: Ledger;
  readonly channels: ChannelRegister;
  readonly imports: ImportRegister;
  readonly tokens: TokenRegister;
  readonly unreadable: UnreadableRegister;
  readonly returns: ReturnRegister;
  readonly relations: RelationLog;
  readonly suspects: SuspectRegister;
  readonly objectStore: ObjectStore;
}
