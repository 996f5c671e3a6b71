import { isoShanghai } from '../domain/shanghai-time.ts';
import type { UnreadableRegister } from '../ports/registers.ts';

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
) => Promise<{ readonly messages: readonly UnreadableView[]; readonly nextCursor: string | null }>;

export const createListUnreadable = ({
  unreadable,
}: {
  readonly unreadable: UnreadableRegister;
}): ListUnreadable => {
  return async (cursor, limit) => {
    const { rows, nextCursor } = await unreadable.list(cursor, limit);
    const messages = rows.map(({ id, receivedAt, source, problem, body }) => ({
      id,
      receivedAt: isoShanghai(receivedAt),
      source,
      problem,
      body,
    }));
    return { messages, nextCursor };
  };
};
