import { describe, expect, it, vi } from 'vitest';
import type { AttemptReport } from '../../../lib/usecases/deliver.ts';
import {
  gatherMeasures,
  type Measure,
  type Measures,
  sayMeasures,
} from '../../../local/metrics/gather-measures.ts';

const report = (did: AttemptReport['did']): AttemptReport => ({
  itemId: 'a',
  channel: 'portal',
  did,
  action: 'publish',
  attempt: 1,
  outcome: 'published',
  reason: null,
  next: null,
  milliseconds: 12,
});

describe('gathered measures', () => {
  it('come in one piece, can be sent, and are said again as they were', async () => {
    const handedOn: (readonly Measure[])[] = [];
    const measures = gatherMeasures((gathered) => handedOn.push(structuredClone(gathered)));
    const said: Measures = {
      committed: vi.fn<Measures['committed']>(),
      attempted: vi.fn<Measures['attempted']>(),
      confirmed: vi.fn<Measures['confirmed']>(),
    };

    measures.committed(3, 20);
    measures.attempted(report('attempted'));
    measures.attempted(report('nothing'));
    await vi.waitFor(() => expect(handedOn).toHaveLength(1));
    measures.flush();
    for (const gathered of handedOn) sayMeasures(gathered, said);

    expect(said.committed).toHaveBeenCalledExactlyOnceWith(3, 20);
    expect(said.attempted).toHaveBeenCalledExactlyOnceWith(report('attempted'));
    expect(said.confirmed).not.toHaveBeenCalled();
  });
});
