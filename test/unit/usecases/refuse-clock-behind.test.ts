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

  it('cannot be behind a ledger that is empty', async () => {
    const office = await openOffice({}, 0);
    await expect(refuseClockBehind(office.engine.ledger, office.clock)).resolves.toBeUndefined();
  });
});
