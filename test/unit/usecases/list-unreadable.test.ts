import { describe, expect, it } from 'vitest';
import type { UnreadableRegister } from '../../../lib/ports/registers.ts';
import { createListUnreadable } from '../../../lib/usecases/list-unreadable.ts';

const registerOf = (list: UnreadableRegister['list']): UnreadableRegister => ({
  list,
  put: async () => undefined,
});

describe('listing what could not be read', () => {
  it('tells each message with its bytes and the time in Asia/Shanghai', async () => {
    const asked: unknown[] = [];
    const listUnreadable = createListUnreadable({
      unreadable: registerOf(async (...given) => {
        asked.push(given);
        const row = { id: '1', receivedAt: 0, source: 'portal', body: '{', problem: 'not JSON' };
        return { rows: [row], nextCursor: 'next' };
      }),
    });
    expect(await listUnreadable('here', 7)).toEqual({
      outcome: 'listed',
      messages: [
        {
          id: '1',
          receivedAt: '1970-01-01T08:00:00+08:00',
          source: 'portal',
          body: '{',
          problem: 'not JSON',
        },
      ],
      nextCursor: 'next',
    });
    expect(asked).toEqual([['here', 7]]);
  });

  it('refuses a cursor that is none of this list', async () => {
    const listUnreadable = createListUnreadable({
      unreadable: registerOf(async () => {
        throw new RangeError('not a cursor of this list');
      }),
    });
    expect(await listUnreadable('other', 7)).toMatchObject({
      outcome: 'invalid',
      violations: [{ pointer: '/cursor' }],
    });
  });

  it('lets every other fault through', async () => {
    const listUnreadable = createListUnreadable({
      unreadable: registerOf(async () => {
        throw new Error('disk');
      }),
    });
    await expect(listUnreadable(null, 7)).rejects.toThrow('disk');
  });
});
