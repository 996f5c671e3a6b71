import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../lib/domain/shanghai-time.ts';
import { CHANNELS, noticeOf, type OfficeFolders, setUpOffice } from './office-folders.ts';
import { RunningPlatforms } from './running-platforms.ts';
import { RunningServer } from './running-server.ts';

/** Kills by kind. */
const RANDOM_KILLS = 30;
const HELD_KILLS = 10;
const ANSWERED_KILLS = 10;

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31);

/** mulberry32: small, well mixed, and the same everywhere. */
const createRandom = (start: number): (() => number) => {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

let folder: string;
let platforms: RunningPlatforms;
/** The server of the moment, so that none outlives a test that fails. */
let running: RunningServer | undefined;
let folders: OfficeFolders;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-kill-'));
  platforms = await RunningPlatforms.start();
  folders = await setUpOffice(folder, platforms.port);
});

afterAll(async () => {
  await running?.kill();
  await platforms?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Posted {
  readonly number: number;
  readonly channels: readonly string[];
  id: string | null;
}

const day = dayOf(Date.now());
const itemOf = ({ number, channels }: Posted) => noticeOf(number, channels, day);

it('loses nothing and doubles nothing when the process is killed at any moment', {
  timeout: 600_000,
}, async () => {
  process.stdout.write(`kill -9: seed ${seed} (KILL_SEED=${seed} repeats it)\n`);
  const random = createRandom(seed);
  const kinds = [
    ...Array.from({ length: RANDOM_KILLS }, () => 'random' as const),
    ...Array.from({ length: HELD_KILLS }, () => 'held' as const),
    ...Array.from({ length: ANSWERED_KILLS }, () => 'answered' as const),
  ]
    .map((kind) => ({ kind, order: random() }))
    .toSorted((a, b) => a.order - b.order);
  const posted: Posted[] = [];
  const done = { random: 0, held: 0, answered: 0 };
  /** Deliveries whose channel had committed when the process died. */
  const cutOff: { readonly key: string; readonly channel: string }[] = [];

  /** Posts what has no answer yet, as a client would, and some new items; whatever the kill cuts off stays without one. */
  const post = async (server: RunningServer): Promise<void> => {
    for (let i = 0; i < 6; i += 1) {
      const chosen = CHANNELS.filter(() => random() < 0.6);
      posted.push({
        number: posted.length + 1,
        channels: chosen.length === 0 ? ['portal'] : chosen,
        id: null,
      });
    }
    const again = posted[Math.floor(random() * posted.length)];
    const open = posted.filter(({ id }) => id === null);
    await Promise.allSettled(
      [...open, ...(again === undefined ? [] : [again])].map(async (item) => {
        const { status, body } = await server.call('POST', '/v1/items', itemOf(item));
        expect([200, 201]).toContain(status);
        item.id = (body as { id: string }).id;
      }),
    );
  };

  for (const { kind } of kinds) {
    const server = await RunningServer.start(folders);
    running = server;
    if (kind === 'random') {
      const delay = Math.floor(random() * 120);
      const killed = new Promise<void>((resolve) => {
        setTimeout(() => resolve(server.kill()), delay);
      });
      await Promise.all([post(server), killed]);
    } else if (kind === 'held') {
      const held = platforms.news('held');
      platforms.order({ do: 'hold-answer' });
      await post(server);
      const { key, channel } = await held;
      cutOff.push({ key, channel });
      await server.kill();
    } else {
      const answered = platforms.news('answered-and-killed');
      platforms.order({ do: 'kill-on-answer', pid: server.pid });
      const [, { key, channel }] = await Promise.all([post(server), answered]);
      cutOff.push({ key, channel });
      await server.ended();
    }
    done[kind] += 1;
  }

  const server = await RunningServer.start(folders);
  running = server;
  await post(server);
  await expect
    .poll(
      async () => {
        const unsettled = await Promise.all(
          posted.map(async ({ id }) => {
            const { body } = await server.call('GET', `/v1/items/${id}`);
            return (body as { owed: string[] }).owed.length > 0;
          }),
        );
        return unsettled.filter(Boolean).length;
      },
      { timeout: 120_000, interval: 500 },
    )
    .toBe(0);

  const copies = await platforms.copies();
  expect(done).toEqual({ random: RANDOM_KILLS, held: HELD_KILLS, answered: ANSWERED_KILLS });
  const expected = posted
    .flatMap(({ id, channels }) => channels.map((channel) => `${channel}/${id} 1`))
    .toSorted();
  expect(copies.map(({ channel, key, copies: count }) => `${channel}/${key} ${count}`).toSorted()).toEqual(
    expected,
  );

  for (const { id, channels } of posted) {
    const { body } = await server.call('GET', `/v1/items/${id}`);
    const { deliveries } = body as { deliveries: { channel: string; state: string }[] };
    expect(deliveries.map(({ channel, state }) => `${channel} ${state}`).toSorted()).toEqual(
      channels.map((channel) => `${channel} published`).toSorted(),
    );
  }
  // Each of these was cut off between the channel's commit and our settling: the copy was found, not sent again.
  for (const { key, channel } of cutOff) {
    const { body } = await server.call('GET', `/v1/items/${key}`);
    const { history } = body as { history: { channel: string | null; what: string }[] };
    const told = history.filter((entry) => entry.channel === channel).map(({ what }) => what);
    expect(told).toContain('found');
    expect(told).not.toContain('answered-published');
  }
  expect(cutOff).toHaveLength(HELD_KILLS + ANSWERED_KILLS);

  const { body: count } = await server.call('GET', `/v1/counts/${day.slice(0, 4)}`);
  expect(count).toMatchObject({ published: posted.length, total: posted.length });
  expect(await server.stop()).toBe(0);
});
