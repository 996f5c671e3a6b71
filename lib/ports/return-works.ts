import type { Instant } from '../domain/item.ts';
import type { ReturnRecord } from './registers.ts';

/** Names the record that says what is to be done. */
export type ReturnWork = Pick<ReturnRecord, 'year' | 'revision'>;

/** Has returns built and filed, here or by another process. What comes of it stands in the record. */
export interface ReturnWorks {
  /** Resolves once the record tells the end, or `handed-over` as soon as another process has it. Rejects when it broke. */
  begin(work: ReturnWork): Promise<'done' | 'handed-over'>;
  /** The same for what somebody has begun already. */
  join(work: ReturnWork): Promise<'done' | 'handed-over'>;
  /** May a record that is still `building` come to its end? If not, its builder has died. */
  isUnderWay(record: Pick<ReturnRecord, 'year' | 'revision' | 'builtAt'>, now: Instant): boolean;
}
