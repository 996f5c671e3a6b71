import * as z from 'zod';
import type { Child } from './child.ts';

/** What is measured: it takes items at an address and brings each to three channels. */
export interface System {
  readonly name: string;
  /** Where items are posted. */
  readonly address: URL;
  readonly token: string;
  /** Items recorded as public on every channel. */
  countOnAll(): Promise<number>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** What a process has used since it started. */
export interface Usage {
  readonly cpuMicroseconds: number;
  /** Most memory resident at once. */
  readonly peakKibibytes: number;
}

const Usage = z.object({ cpuMicroseconds: z.number(), peakKibibytes: z.number() });

/** Loaded into the process that is measured, so that {@link readUsage} gets an answer. */
export const REPORT_USAGE = new URL('report-usage.ts', import.meta.url).href;

export const readUsage = async (child: Child): Promise<Usage> => Usage.parse(await child.ask('usage'));
