import type { DestinationStream } from 'pino';

/** Characters that are handed on at once. */
const GATHERED = 8192;
/** Milliseconds after which what was gathered is handed on all the same. */
const HANDED_ON_WITHIN = 100;

export interface LineGatherer extends DestinationStream {
  /** Hands on what is there. */
  readonly flush: () => void;
}

/** Gathers the lines of a log, so that not each of them is a message of its own. */
export const createLineGatherer = (handOn: (lines: string) => void): LineGatherer => {
  let gathered = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered !== '') handOn(gathered);
    gathered = '';
  };
  return {
    write: (line) => {
      gathered += line;
      if (gathered.length >= GATHERED) flush();
      else timer ??= setTimeout(flush, HANDED_ON_WITHIN).unref();
    },
    flush,
  };
};
