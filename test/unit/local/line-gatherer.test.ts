import { describe, expect, it, vi } from 'vitest';
import { createLineGatherer } from '../../../local/line-gatherer.ts';

describe('line gatherer', () => {
  it('hands on many lines at once, in order, and each once', () => {
    const handedOn: string[] = [];
    const lines = createLineGatherer((gathered) => handedOn.push(gathered));
    const written = Array.from({ length: 100 }, (_, index) => `{"line":${index},"${'x'.repeat(100)}":1}\n`);

    for (const line of written) lines.write(line);
    lines.flush();
    lines.flush();

    expect(handedOn.join('')).toBe(written.join(''));
    expect(handedOn.length).toBeLessThan(10);
  });

  it('hands on by itself what nothing follows', async () => {
    const handedOn: string[] = [];
    const lines = createLineGatherer((gathered) => handedOn.push(gathered));

    lines.write('{"line":1}\n');

    await vi.waitFor(() => expect(handedOn).toEqual(['{"line":1}\n']));
  });
});
