import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { withEntry } from '../domain/history.ts';
import type { ChannelId } from '../domain/item.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChannelRegister, Pause } from '../ports/registers.ts';

/** A pause as the API shows it; the time is ISO 8601 in Asia/Shanghai. */
export interface PauseView {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

export const pauseView = (pause: Pause | null): PauseView | null =>
  pause === null ? null : { at: isoShanghai(pause.at), by: pause.by, reason: pause.reason };

export interface PauseOrder {
  readonly reason: string;
}

export type PauseOutcome =
  | { readonly outcome: 'recorded'; readonly channel: ChannelId; readonly paused: PauseView | null }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export type PauseChannel = (channel: ChannelId, order: PauseOrder, by: string) => Promise<PauseOutcome>;

export interface PauseDependencies {
  readonly register: ChannelRegister;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly clock: Clock;
}

const pausedAlready = ({ at, by, reason }: Pause): Violation => ({
  code: 'paused-already',
  pointer: '',
  message: {
    zh: `该渠道已由 ${by} 于 ${isoShanghai(at)} 暂停，原因：${reason}。`,
    en: `${by} paused this channel at ${isoShanghai(at)}: ${reason}`,
  },
});

const notPaused: Violation = {
  code: 'not-paused',
  pointer: '',
  message: { zh: '该渠道没有暂停。', en: 'This channel is not paused.' },
};

export const reasonNeeded = (zh: string, en: string): Violation => ({
  code: 'reason-needed',
  pointer: '/reason',
  message: { zh, en },
});

/**
 * Stops a channel (`paused`) or lets it go on, with the reason kept in the same write. Every process heeds it within the
 * seconds for which it believes what it read; a call under way ends by itself.
 */
export const createSetPause =
  ({ register, definitions, clock }: PauseDependencies, to: 'paused' | 'resumed'): PauseChannel =>
  async (channel, { reason }, by) => {
    if (!definitions.has(channel)) return { outcome: 'not-found' };
    if (reason.trim() === '') {
      const violation = reasonNeeded('请写明暂停或恢复的原因。', 'Say why it is paused or resumed.');
      return { outcome: 'invalid', violations: [violation] };
    }
    for (;;) {
      const seen = await register.read(channel);
      if (to === 'paused' && seen.paused !== null)
        return { outcome: 'conflict', violation: pausedAlready(seen.paused) };
      if (to === 'resumed' && seen.paused === null) return { outcome: 'conflict', violation: notPaused };
      const at = clock.now();
      const paused = to === 'paused' ? { at, by, reason } : null;
      const next = {
        ...seen,
        ...withEntry(seen, { at, by, what: to, why: reason }),
        version: seen.version + 1,
        paused,
      };
      if ((await register.write(next, seen.version)) === 'written')
        return { outcome: 'recorded', channel, paused: pauseView(paused) };
    }
  };
