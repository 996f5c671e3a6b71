import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayOf, instantOf } from '../../lib/domain/shanghai-time.ts';
import { makeBackup } from '../../local/backup/make-backup.ts';
import { restoreBackup } from '../../local/backup/restore-backup.ts';
import { noticeOf, type OfficeServer, startOffice } from '../integration/local/office-server.ts';
import { type PracticePlatform, startPracticePlatform } from './practice-platform.ts';

const CHANNELS = ['portal', 'provincial', 'municipal'];
const NETWORKS = ['provincial', 'municipal'];
const BEFORE = 20;
/** Publications of the hour that is lost, evenly spread. */
const LOST = 600;
const AT_ONCE = 20;
const HOUR = 3_600_000;

let office: OfficeServer | undefined;
const platforms = new Map<string, PracticePlatform>();
afterEach(async () => {
  vi.useRealTimers();
  await office?.stop();
  for (const platform of platforms.values()) await platform.stop();
});

/** Also the clock of the library that checks signatures, which takes none that is older than minutes. */
const clock = { now: () => Date.now() };
const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

const openOffice = async (): Promise<OfficeServer> => {
  for (const name of NETWORKS) {
    // As the office's own secret of the same name.
    const secret = `whsec_${Buffer.from(`secret of ${name}, 32 bytes`).toString('base64')}`;
    platforms.set(name, await startPracticePlatform(name, secret, clock));
  }
  const origins = [...platforms].map(([name, { origin }]) => ({ name, origin }));
  return startOffice({
    clock,
    allow: origins.map(({ origin }) => new URL(origin).host),
    secrets: NETWORKS,
    channels: ({ channels }) => ({
      channels: channels.map((channel) => {
        const origin = origins.find(({ name }) => name === channel['id'])?.origin;
        return {
          ...channel,
          settleTime: 200,
          ...(origin !== undefined && {
            practice: false,
            settings: { endpoint: `${origin}/practice/${String(channel['id'])}/` },
          }),
        };
      }),
    }),
  });
};

const post = async ({ call }: OfficeServer, day: string, from: number, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { status, body } = await call('POST', '/v1/items', noticeOf(from + index, CHANNELS, day));
      expect(status).toBe(201);
      return body.id as string;
    }),
  );

interface Delivery {
  readonly channel: string;
  readonly state: string;
  readonly publicAt: string;
}

/** The deliveries of each, once all of them are public. */
const settled = async ({ call }: OfficeServer, ids: readonly string[]) => {
  const told: { readonly id: string; readonly deliveries: readonly Delivery[] }[] = [];
  for (const id of ids) {
    const deliveries = await vi.waitFor(
      async () => {
        const { body } = await call('GET', `/v1/items/${id}`);
        const states = body.deliveries.map(({ state }: Delivery) => state);
        expect(states).toEqual(['published', 'published', 'published']);
        return body.deliveries as readonly Delivery[];
      },
      { timeout: 60_000, interval: 20 },
    );
    told.push({ id, deliveries });
  }
  return told;
};

describe('an hour of publications that is lost from the ledger', { timeout: 180_000 }, () => {
  it('is restored without a second copy of any, each public since it was', async () => {
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
    const day = dayOf(clock.now());
    office = await openOffice();
    const data = join(office.folder, 'data');
    const backups = join(office.folder, 'backups');
    const before = await post(office, day, 1, BEFORE);
    await settled(office, before);
    await makeBackup({ dataDir: data, folder: backups, keep: null, retire: false, clock, version: '0.1.0' });

    const begins = clock.now();
    const first: Awaited<ReturnType<typeof settled>> = [];
    for (let number = 0; number < LOST; number += AT_ONCE) {
      first.push(...(await settled(office, await post(office, day, BEFORE + 1 + number, AT_ONCE))));
      pass((HOUR * AT_ONCE) / LOST);
    }
    const lost = first.map(({ id }) => id);
    const ends = clock.now();
    expect(ends - begins).toBeGreaterThanOrEqual(HOUR);
    await office.restart(() => restoreBackup({ from: backups, dataDir: data, skipNumbers: 1000, clock }));
    expect((await office.call('GET', `/v1/items/${lost[0]}`)).status).toBe(404);

    for (let number = 0; number < LOST; number += AT_ONCE)
      expect(await post(office, day, BEFORE + 1 + number, AT_ONCE)).toEqual(
        lost.slice(number, number + AT_ONCE),
      );
    const again = await settled(office, lost);

    const expected = new Map([...before, ...lost].map((id) => [id, 1]));
    for (const platform of platforms.values()) expect(await platform.copies()).toEqual(expected);
    const { body: count } = await office.call('GET', `/v1/counts/${day.slice(0, 4)}`);
    expect(count).toMatchObject({ published: BEFORE + LOST });
    expect(again).toEqual(
      first.map(({ id, deliveries }) => ({
        id,
        deliveries: deliveries.map(({ channel, publicAt }) =>
          expect.objectContaining({ channel, state: 'published', publicAt }),
        ),
      })),
    );
    const times = again.flatMap(({ deliveries }) => deliveries.map(({ publicAt }) => instantOf(publicAt)));
    expect(Math.min(...times.map((time) => time?.instant ?? 0))).toBeGreaterThanOrEqual(begins - 1000);
    expect(Math.max(...times.map((time) => time?.instant ?? Infinity))).toBeLessThanOrEqual(ends);
  });
});
