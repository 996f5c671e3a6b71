import { describe, expect, it } from 'vitest';
import { createResume } from '../../../lib/usecases/resume.ts';
import { openOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const notice = { ...officeNotice, attachments: [], relations: [], columns: {} };

describe('resuming after a restart', () => {
  it('nudges what is owed and nothing else, however many items there are', async () => {
    const office = await openOffice();
    const ids: string[] = [];
    for (let i = 0; i < 250; i += 1) {
      const answer = await office.accept(
        { ...notice, title: `第${i}号通知`, channels: ['portal', 'municipal'] },
        'token:t1',
      );
      if (answer.outcome === 'accepted') ids.push(answer.view.id);
    }
    const [done, ...open] = ids;
    await office.deliver({ itemId: done!, channel: 'portal' });
    await office.deliver({ itemId: done!, channel: 'municipal' });
    await office.deliver({ itemId: open[0]!, channel: 'portal' });
    office.nudged.length = 0;
    const resume = createResume({ ledger: office.engine.ledger, nudges: office.nudges });
    expect(await resume()).toBe(249);
    const nudged = office.nudged.map(({ itemId, channel }) => `${itemId} ${channel}`);
    expect(nudged).toHaveLength(249 * 2 - 1);
    expect(nudged).not.toContain(`${done} portal`);
    expect(nudged).not.toContain(`${open[0]} portal`);
    expect(nudged).toContain(`${open[0]} municipal`);
  });
});
