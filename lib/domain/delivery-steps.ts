import { DELIVERY_STATES, type DeliveryState } from './ledger-rows.ts';

/** What can happen to a delivery: what the channel answered, what a look-up or a confirmation found, what a person said. */
export const DELIVERY_EVENTS = [
  'claimed',
  'answered-published',
  'answered-handed-over',
  'answered-withdrawn',
  'answered-deferred',
  'attempts-used-up',
  'answered-refused',
  'no-answer',
  'found',
  'absent',
  'absent-again',
  'cannot-tell',
  'receipt',
  'turned-down',
  'taken-down',
  'redriven',
  'confirmed-same',
  'confirmed-altered',
  'confirmed-missing',
  'confirmed-unreadable',
  'confirmed-reappeared',
] as const;
export type DeliveryEvent = (typeof DELIVERY_EVENTS)[number];

/** `resting`: where the copy stood before the attempt, told by its receipt. `same`: no change of state. */
type Target = DeliveryState | 'resting' | 'same';

/** `done`: the pipeline owes the channel nothing more; `due`: it looks again at the next attempt's time; `none`: no change. */
type Owed = 'done' | 'due' | 'none';

export interface DeliveryStep {
  readonly to: Target;
  readonly owed: Owed;
}

/** `impossible`: our own code asked for something that the design excludes; it throws. `refused`: a person asked for it, and is told why not. */
export type DeliveryCell = DeliveryStep | 'impossible' | 'refused';

const to = (target: Target, owed: Owed): DeliveryStep => ({ to: target, owed });
const never = 'impossible';

const onlyWhenSending = {
  'answered-published': never,
  'answered-handed-over': never,
  'answered-withdrawn': never,
  'answered-deferred': never,
  'attempts-used-up': never,
  'answered-refused': never,
  'no-answer': never,
  absent: never,
  'absent-again': never,
  'cannot-tell': never,
} as const;

const onlyWhenPublic = {
  'confirmed-same': never,
  'confirmed-altered': never,
  'confirmed-missing': never,
  'confirmed-unreadable': never,
  'confirmed-reappeared': never,
} as const;

const readBack = {
  'confirmed-same': to('confirmed', 'none'),
  'confirmed-altered': to('published', 'none'),
  'confirmed-missing': to('published', 'none'),
  'confirmed-unreadable': to('same', 'none'),
  'confirmed-reappeared': never,
} as const;

const readBackWhenGone = {
  'confirmed-same': to('same', 'none'),
  'confirmed-altered': never,
  'confirmed-missing': never,
  'confirmed-unreadable': to('same', 'none'),
  // What should be is known, so nobody is asked: it is taken down again.
  'confirmed-reappeared': to('published', 'due'),
} as const;

/** What lies with the channel's editors, or with our clerk, they can turn down. */
const onlyWhenHandedOver = { 'turned-down': never } as const;

/** State × event. Look-ups and attempts happen under a lease, so their results meet a delivery that is `sending`. */
export const DELIVERY_STEPS: Readonly<Record<DeliveryState, Readonly<Record<DeliveryEvent, DeliveryCell>>>> =
  {
    none: {
      ...onlyWhenHandedOver,
      ...onlyWhenSending,
      ...onlyWhenPublic,
      claimed: to('sending', 'none'),
      found: never,
      receipt: to('published', 'done'),
      redriven: to('same', 'due'),
      'taken-down': 'refused',
    },
    sending: {
      ...onlyWhenHandedOver,
      ...onlyWhenPublic,
      claimed: 'impossible',
      'answered-published': to('published', 'done'),
      'answered-handed-over': to('handed-over', 'done'),
      'answered-withdrawn': to('withdrawn', 'done'),
      'answered-deferred': to('resting', 'due'),
      'attempts-used-up': to('parked', 'done'),
      'answered-refused': to('parked', 'done'),
      'no-answer': to('unknown', 'due'),
      found: to('published', 'done'),
      absent: to('unknown', 'due'),
      'absent-again': to('resting', 'due'),
      'cannot-tell': to('unknown', 'done'),
      receipt: 'refused',
      redriven: 'refused',
      'taken-down': 'refused',
    },
    unknown: {
      ...onlyWhenHandedOver,
      ...onlyWhenSending,
      ...onlyWhenPublic,
      claimed: to('sending', 'none'),
      // The lease of a process that died is ended without a claim; asking again changes nothing.
      'no-answer': to('same', 'due'),
      found: never,
      receipt: to('published', 'done'),
      redriven: to('resting', 'due'),
      'taken-down': to('withdrawn', 'done'),
    },
    'handed-over': {
      ...onlyWhenSending,
      ...onlyWhenPublic,
      claimed: to('sending', 'none'),
      found: to('published', 'done'),
      receipt: to('published', 'done'),
      'turned-down': to('parked', 'done'),
      redriven: to('same', 'due'),
      'taken-down': to('withdrawn', 'done'),
    },
    published: {
      ...onlyWhenHandedOver,
      ...onlyWhenSending,
      ...readBack,
      claimed: to('sending', 'none'),
      found: to('same', 'none'),
      receipt: to('published', 'done'),
      redriven: to('same', 'due'),
      'taken-down': to('withdrawn', 'done'),
    },
    confirmed: {
      ...onlyWhenHandedOver,
      ...onlyWhenSending,
      ...readBack,
      claimed: to('sending', 'none'),
      found: to('same', 'none'),
      receipt: to('published', 'done'),
      redriven: to('published', 'due'),
      'taken-down': to('withdrawn', 'done'),
    },
    parked: {
      ...onlyWhenHandedOver,
      ...onlyWhenSending,
      ...onlyWhenPublic,
      claimed: to('sending', 'none'),
      found: to('published', 'done'),
      receipt: to('published', 'done'),
      redriven: to('resting', 'due'),
      'taken-down': to('withdrawn', 'done'),
    },
    withdrawn: {
      ...onlyWhenHandedOver,
      ...onlyWhenSending,
      ...readBackWhenGone,
      claimed: to('sending', 'none'),
      found: never,
      receipt: 'refused',
      redriven: to('same', 'due'),
      'taken-down': to('same', 'none'),
    },
  };

/**
 * What a nudge should do about a channel that is owed, by the state of its delivery and what the item should be there.
 * `restore`: a copy that the public misses is put up again, whether the channel has it still or not.
 */
export type DeliveryAction = 'publish' | 'replace' | 'restore' | 'withdraw' | 'look-up' | 'wait' | 'nothing';

/** State × wish (`shown`: the item is live and the copy shows another generation; `hidden`: the item is withdrawn). `resting`: as if the copy stood where its receipt says. */
export const DELIVERY_ACTIONS: Readonly<
  Record<
    DeliveryState,
    { readonly shown: DeliveryAction | 'resting'; readonly hidden: DeliveryAction | 'resting' }
  >
> = {
  none: { shown: 'publish', hidden: 'nothing' },
  sending: { shown: 'wait', hidden: 'wait' },
  unknown: { shown: 'look-up', hidden: 'look-up' },
  'handed-over': { shown: 'replace', hidden: 'withdraw' },
  published: { shown: 'replace', hidden: 'withdraw' },
  confirmed: { shown: 'replace', hidden: 'withdraw' },
  parked: { shown: 'resting', hidden: 'resting' },
  withdrawn: { shown: 'publish', hidden: 'nothing' },
};

/**
 * Run at start: every state × event has a cell, every state can be reached from `none`, and no state but the ones a person
 * or the public sees is a dead end. Throws an error that names the first hole.
 */
export const checkDeliverySteps = (
  steps: Readonly<Record<string, Readonly<Record<string, DeliveryCell>>>> = DELIVERY_STEPS,
): void => {
  const reached = new Set<string>(['none']);
  for (const state of DELIVERY_STATES) {
    for (const event of DELIVERY_EVENTS) {
      const cell = steps[state]?.[event];
      if (cell === undefined) throw new Error(`delivery steps: no cell for ${state} × ${event}`);
      if (typeof cell === 'object' && cell.to !== 'resting' && cell.to !== 'same') reached.add(cell.to);
    }
    const leaves = DELIVERY_EVENTS.some((event) => {
      const cell = steps[state]?.[event];
      return typeof cell === 'object' && cell.to !== 'same' && cell.to !== state;
    });
    if (!leaves) throw new Error(`delivery steps: nothing leads out of ${state}`);
    if (DELIVERY_ACTIONS[state] === undefined) throw new Error(`delivery actions: none for ${state}`);
  }
  const unreached = DELIVERY_STATES.find((state) => !reached.has(state));
  if (unreached !== undefined) throw new Error(`delivery steps: nothing leads to ${unreached}`);
};
