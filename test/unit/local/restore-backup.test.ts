import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import { makeBackup } from '../../../local/backup/make-backup.ts';
import { restoreBackup } from '../../../local/backup/restore-backup.ts';
import { SettableClock } from '../../examples/settable-clock.ts';

const HOUR = 3_600_000;
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A data folder with two backups of it, an hour apart. */
const openBackedUp = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-restore-'));
  folders.push(folder);
  const clock = new SettableClock(Date.parse('2026-11-03T12:00:00+08:00'));
  const dataDir = join(folder, 'data');
  await (await openEmbeddedEngine({ dataDir, clock })).close();
  const order = { dataDir, folder: join(folder, 'backups'), keep: null, retire: false, clock };
  const backUp = async () => (await makeBackup({ ...order, version: '0.1.0' })).backup;
  const older = await backUp();
  clock.pass(HOUR);
  const newer = await backUp();
  const restore = (from: string) => restoreBackup({ from, dataDir, skipNumbers: 1000, clock });
  return { dataDir, older, newer, restore };
};

/** As a restore leaves it that dies after it has set the old folder aside. */
const dieBeforeTheEnd = async (dataDir: string): Promise<void> => rename(dataDir, `${dataDir}.restoring`);

describe('a restore that died when the new folder was whole', () => {
  it('is completed when the same backup is named again', async () => {
    const { dataDir, newer, restore } = await openBackedUp();
    const { epoch } = await restore(newer);
    await dieBeforeTheEnd(dataDir);

    expect(await restore(newer)).toMatchObject({ backup: newer, epoch: { number: epoch.number } });
  });

  it('is not taken for that of another backup, and says which one it is of', async () => {
    const { dataDir, older, newer, restore } = await openBackedUp();
    await restore(older);
    await dieBeforeTheEnd(dataDir);

    await expect(restore(newer)).rejects.toThrow(older);
    expect(await restore(older)).toMatchObject({ backup: older });
  });
});
