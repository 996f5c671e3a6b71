import { expect, it } from 'vitest';

import { comparePointers, pointerTo } from '../../../lib/domain/json-pointer.ts';

it.each([
  ['', 'title', '/title'],
  ['/channels', 0, '/channels/0'],
  ['/columns', 'a/b', '/columns/a~1b'],
  ['/columns', 'a~1b', '/columns/a~01b'],
  ['/columns', '', '/columns/'],
])('from %j to %j is %s', (pointer, member, result) => {
  expect(pointerTo(pointer, member)).toBe(result);
});

it('sorts a whole before its parts and elements by number', () => {
  const sorted = ['', '/a', '/a/0', '/a/0/b', '/a/2', '/a/10', '/a/b', '/a-b', '/b'];
  for (const [index, pointer] of sorted.entries()) {
    expect(comparePointers(pointer, pointer)).toBe(0);
    for (const later of sorted.slice(index + 1)) {
      expect(comparePointers(pointer, later), `${pointer} before ${later}`).toBeLessThan(0);
      expect(comparePointers(later, pointer), `${later} after ${pointer}`).toBeGreaterThan(0);
    }
  }
});
