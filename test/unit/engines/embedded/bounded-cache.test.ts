import { describe, expect, it } from 'vitest';
import { createBoundedCache } from '../../../../lib/engines/embedded/bounded-cache.ts';

describe('bounded cache', () => {
  it('forgets what was not used for longest', () => {
    const cache = createBoundedCache<string, number>({ capacity: 2 });
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');

    cache.set('c', 3);

    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  });

  it('keeps as much as fits by weight, and nothing that is too heavy alone', () => {
    const cache = createBoundedCache<string, string>({ capacity: 5, weigh: ({ length }) => length });
    cache.set('a', 'xx');
    cache.set('b', 'xxx');
    const both = [cache.get('a'), cache.get('b')];
    cache.set('c', 'xxxxxx');

    expect(both).toEqual(['xx', 'xxx']);
    expect(cache.get('c')).toBeUndefined();
  });

  it('weighs a replaced value once', () => {
    const cache = createBoundedCache<string, string>({ capacity: 4, weigh: ({ length }) => length });
    cache.set('a', 'xx');
    cache.set('a', 'xxx');
    cache.set('b', 'x');

    expect([cache.get('a'), cache.get('b')]).toEqual(['xxx', 'x']);
  });

  it('forgets everything when it is cleared', () => {
    const cache = createBoundedCache<string, number>({ capacity: 1 });
    cache.set('a', 1);
    cache.clear();
    cache.set('b', 2);

    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 2]);
  });
});
