import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { UnreadableMessage, UnreadableRegister } from '../ports/registers.ts';
import { CURSOR_UNKNOWN } from './list-figure.ts';

/** A queue message that could not be read, as operators see it. */
export interface UnreadableView {
  readonly id: string;
  /** ISO 8601 in Asia/Shanghai. */
  readonly receivedAt: string;
  readonly source: string;
  readonly problem: string;
  readonly body: string;
}

export type ListUnreadable = (
  cursor: string | null,
  limit: number,
) => Promise<
  | {
      readonly outcome: 'listed';
      readonly messages: readonly UnreadableView[];
      readonly nextCursor: string | null;
    }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

export const createListUnreadable = ({
  unreadable,
}: {
  readonly unreadable: UnreadableRegister;
}): ListUnreadable => {
  return async (cursor, limit) => {
    try {
      const { rows, nextCursor } = await unreadable.list(cursor, limit);
      return { outcome: 'listed', messages: rows.map(unreadableView), nextCursor };
    } catch (fault) {
      if (fault instanceof RangeError) return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
      throw fault;
    }
  };
};

const unreadableView = ({ id, receivedAt, source, problem, body }: UnreadableMessage): UnreadableView => ({
  id,
  receivedAt: isoShanghai(receivedAt),
  source,
  problem,
  body,
});
