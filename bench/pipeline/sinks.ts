import { createServer } from 'node:http';
import { portOf } from './listening-port.ts';
import { CHANNELS } from './posted-items.ts';

/** What has arrived on the three channels since they started. */
export interface Arrived {
  readonly deliveries: number;
  /** Different content hashes on each channel, in their order. */
  readonly distinct: readonly number[];
}

const ANSWER = '{}';
const HEADERS = { 'content-type': 'application/json', 'content-length': ANSWER.length };

let deliveries = 0;
let awaited = Number.POSITIVE_INFINITY;
const hashes = CHANNELS.map(() => new Set<string>());

const tell = (): void => {
  if (deliveries < awaited) return;
  awaited = Number.POSITIVE_INFINITY;
  const arrived: Arrived = { deliveries, distinct: hashes.map(({ size }) => size) };
  process.send?.(arrived);
};

const listen = (seen: Set<string>): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      request.resume().once('end', () => {
        deliveries += 1;
        seen.add(String(request.headers['x-content-hash']));
        response.writeHead(200, HEADERS).end(ANSWER);
        tell();
      });
    });
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1', () => resolve(portOf(server)));
  });

// The question is a number of deliveries; it is answered as soon as so many have arrived.
process.on('message', (question) => {
  awaited = Number(question);
  tell();
});
process.once('disconnect', () => process.exit());
process.send?.(await Promise.all(hashes.map(listen)));
