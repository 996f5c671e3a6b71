import { describe, expect, it } from 'vitest';
import { refuseClockBehind } from '../../../lib/usecases/refuse-clock-behind.ts';
import { openOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const notice = { ...officeNotice, attachments: [], relations: [] };

describe('a clock behind the ledger', () => {
  it('is tolerated for a minute, and refused beyond', async () => {
    const office = await openOffice();
    await office.accept(notice, 'token:t1');
    office.clock.pass(-60_000);
    await expect(refuseClockBehind(office.engine.ledger, office.clock)).resolves.toBeUndefined();
    office.clock.pass(-1);
    await expect(refuseClockBehind(office.engine.ledger, office.clock)).rejects.toThrow(/校准时钟/);
  });

  it('that is set back while the process runs publishes nothing', async () => {
    const office = await openOffice();
    const answer = await office.accept({ ...notice, channels: ['portal'], columns: {} }, 'token:t1');
    const itemId = answer.outcome === 'accepted' ? answer.view.id : '';
    await office.deliver({ itemId: 'f'.repeat(64), channel: 'portal' });
    office.clock.pass(-60_001);
    await expect(office.deliver({ itemId, channel: 'portal' })).rejects.toThrow(/校准时钟/);
    expect(office.platforms.portal.calls).toEqual([]);
    office.clock.pass(60_001);
    await office.deliver({ itemId, channel: 'portal' });
    expect(office.platforms.portal.copiesOf(itemId)).toBe(1);
  });

  it('cannot be behind a ledger that is empty', async () => {
    const office = await openOffice({}, 0);
    await expect(refuseClockBehind(office.engine.ledger, office.clock)).resolves.toBeUndefined();
  });
});
