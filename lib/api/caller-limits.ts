import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limits } from '../configuration/limits.ts';

const MINUTE_S = 60;

/** Counts requests by token and wrong tokens by address, a minute at a time, in this process's memory. */
export interface CallerLimits {
  /** Takes one request; the seconds to wait when it is one too many, otherwise undefined. */
  takeRequest(by: string): Promise<number | undefined>;
  /** The seconds to wait when this address has shown too many wrong tokens, otherwise undefined. */
  isGuessing(address: string): Promise<number | undefined>;
  /** Notes a wrong token; the seconds to wait when it was one too many. */
  noteWrongToken(address: string): Promise<number | undefined>;
}

export const createCallerLimits = ({
  requestsPerMinute,
  wrongTokensPerMinute,
}: Pick<Limits, 'requestsPerMinute' | 'wrongTokensPerMinute'>): CallerLimits => {
  const requests = new RateLimiterMemory({ points: requestsPerMinute, duration: MINUTE_S });
  const wrongTokens = new RateLimiterMemory({ points: wrongTokensPerMinute, duration: MINUTE_S });
  return {
    async takeRequest(by) {
      // `penalty` counts like `consume`, but answers instead of throwing when the limit is passed.
      const { consumedPoints, msBeforeNext } = await requests.penalty(by);
      return consumedPoints > requestsPerMinute ? seconds(msBeforeNext) : undefined;
    },
    async isGuessing(address) {
      const counted = await wrongTokens.get(address);
      return counted !== null && counted.consumedPoints >= wrongTokensPerMinute
        ? seconds(counted.msBeforeNext)
        : undefined;
    },
    async noteWrongToken(address) {
      const { consumedPoints, msBeforeNext } = await wrongTokens.penalty(address);
      return consumedPoints > wrongTokensPerMinute ? seconds(msBeforeNext) : undefined;
    },
  };
};

const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));
