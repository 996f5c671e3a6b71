import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';

/** Owed items read from the index at once. */
const PAGE = 200;

/** Nudges everything that is owed; answers how many items that were. */
export type Resume = () => Promise<number>;

/**
 * For a process whose nudges live in its memory: what the one before it had waiting is lost, and the tick would
 * only come back to it within a minute. Each delivery decides for itself whether it is due.
 */
export const createResume =
  ({ ledger, nudges }: { readonly ledger: Ledger; readonly nudges: Nudges }): Resume =>
  async () => {
    let items = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Ledger['due']>> = await ledger.due(
        Number.MAX_SAFE_INTEGER,
        cursor,
        PAGE,
      );
      for (const { itemId } of page.rows) {
        const owed = (await ledger.read(itemId))?.item.owed ?? [];
        await nudges.send(owed.map((channel) => ({ itemId, channel })));
      }
      items += page.rows.length;
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  };
