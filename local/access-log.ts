import { mkdir } from 'node:fs/promises';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { AnsweredRequest } from '../lib/api/request-log.ts';
import { isoShanghai } from '../lib/domain/shanghai-time.ts';
import type { Clock } from '../lib/ports/clock.ts';

/** Closed days to keep; the Cybersecurity Law (网络安全法) asks for six months. */
const DAYS = 190;
/** Milliseconds after which a log that could not be written is tried again. */
const PAUSE_AFTER_FAULT = 10_000;
/** Bytes that may wait for a slow disk; what comes then is left out, so that the server lives. */
const MOST_WAITING = 16 * 1024 * 1024;

export interface AccessLog {
  note(request: AnsweredRequest): void;
  /** Resolves when everything noted has been handed to the operating system. */
  close(): Promise<void>;
}

const fileName = (time: number | Date | null, index = 1): string => {
  if (time === null) return 'access.log';
  const day = isoShanghai(Number(time)).slice(0, 10);
  return index === 1 ? `access-${day}.log` : `access-${day}-${index}.log`;
};

/**
 * Who asked for what and what was answered, a line of JSON for each request, a file for each day. Never a query, a body or a
 * token. Requests are never held up, let alone refused, for it: what cannot be written is told of and left out.
 */
export const openAccessLog = async ({
  folder,
  clock,
  onTrouble,
}: {
  readonly folder: string;
  readonly clock: Clock;
  readonly onTrouble: (error: unknown) => void;
}): Promise<AccessLog> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let stream: RotatingFileStream | null = null;
  let failedAt: number | null = null;

  const open = (): RotatingFileStream => {
    const opened = createStream(fileName, {
      path: folder,
      interval: '1d',
      intervalBoundary: true,
      initialRotation: true,
      maxFiles: DAYS,
      mode: 0o600,
    });
    opened.on('error', (error) => {
      if (stream !== opened) return;
      stream = null;
      failedAt = performance.now();
      onTrouble(error);
    });
    opened.on('warning', onTrouble);
    return opened;
  };

  return {
    note({ requestId, address, by, name, method, path, status, milliseconds }) {
      if (stream === null) {
        if (failedAt !== null && performance.now() - failedAt < PAUSE_AFTER_FAULT) return;
        stream = open();
      }
      if (stream.writableLength > MOST_WAITING) return;
      const time = isoShanghai(clock.now());
      const told = { time, address, by, name, method, path, status, ms: milliseconds, requestId };
      stream.write(`${JSON.stringify(told)}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        if (stream === null) resolve();
        else stream.end(() => resolve());
      }),
  };
};
