import type { Calendar } from '../domain/calendar.ts';
import type { ChannelId } from '../domain/item.ts';
import type { ChannelDefinition } from './channel-definition.ts';
import type { Identity } from './identity.ts';
import type { Limits } from './limits.ts';
import type { Office } from './office.ts';
import type { Outgoing } from './outgoing.ts';
import type { Policies } from './policies.ts';

/** Everything the office decides, read once at start. */
export interface Configuration {
  readonly channels: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly policies: Policies;
  readonly office: Office;
  readonly outgoing: Outgoing;
  readonly limits: Limits;
  readonly identity: Identity;
  readonly calendar: Calendar;
  /** Workbooks of platforms, by file name, from the folder `templates`. */
  readonly templates: ReadonlyMap<string, Uint8Array>;
}
