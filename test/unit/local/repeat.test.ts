import { describe, expect, it, vi } from 'vitest';
import { repeat } from '../../../local/repeat.ts';

describe('what is repeated', () => {
  it('is begun again only after the run before it has ended, as long after as that run says', async () => {
    vi.useFakeTimers();
    try {
      const ends: ((pause: number) => void)[] = [];
      const repetition = repeat(100, () => new Promise((resolve) => ends.push(resolve)));

      await vi.advanceTimersByTimeAsync(99);
      expect(ends).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(ends).toHaveLength(1);
      ends[0]?.(500);
      await vi.advanceTimersByTimeAsync(499);
      expect(ends).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(ends).toHaveLength(2);

      ends[1]?.(0);
      await repetition.stop();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is waited for by who stops it, and not begun any more', async () => {
    vi.useFakeTimers();
    try {
      let runs = 0;
      const run = Promise.withResolvers<number>();
      const repetition = repeat(0, () => {
        runs += 1;
        return run.promise;
      });
      await vi.advanceTimersByTimeAsync(0);
      const stopped = vi.fn<() => void>();
      const stopping = repetition.stop().finally(stopped);

      await vi.advanceTimersByTimeAsync(1000);
      expect(stopped).not.toHaveBeenCalled();
      run.resolve(1);
      await stopping;
      await vi.advanceTimersByTimeAsync(1000);

      expect(runs).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
