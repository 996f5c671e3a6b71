import * as fc from 'fast-check';
import type { CorrectionOrder } from '../../../lib/usecases/correct-item.ts';
import type { Mishap } from '../../examples/platform.ts';
import { bodyOf, correction, renewed } from '../../examples/revisions.ts';

export const CHANNELS = ['portal', 'provincial', 'municipal'] as const;

/** Few enough for items to be corrected to each other's words, and back to their own. */
const WORDS = ['甲稿。', '乙稿。', '丙稿。', '丁稿。', '戊稿。'] as const;

const words = fc.constantFrom(...WORDS);
const plan = fc.subarray([...CHANNELS], { minLength: 1 });

export const post = fc.record({ words, channels: plan });

/** New words, layout, metadata, a plan, or several at once; sometimes nothing that is not so already. */
const order: fc.Arbitrary<CorrectionOrder> = fc
  .record({
    words: fc.option(words),
    strong: fc.boolean(),
    topic: fc.option(fc.constantFrom('综合政务/政务公开', '其他')),
    channels: fc.option(plan),
    ifGeneration: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 6 }),
  })
  .map(({ words: said, strong, topic, channels, ifGeneration }) => {
    const body =
      said === null
        ? undefined
        : strong
          ? { format: 'html' as const, content: `<p><strong>${said}</strong></p>` }
          : bodyOf(said);
    return correction(
      { body, topic: topic ?? undefined, ...(said !== null && renewed) },
      { channels, ifGeneration },
    );
  });

/** Which of the items so far, by turns. */
const item = fc.nat({ max: 3 });
const one = fc.record({ item, order });
export type OneCorrection = typeof one extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.oneof(
  fc.record({ do: fc.constant('post' as const), post }),
  fc.record({ do: fc.constant('correct' as const), one }),
  // At the same moment, on the same generation as likely as not, while deliveries go on and somebody posts.
  fc.record({
    do: fc.constant('at-once' as const),
    corrections: fc.array(one, { minLength: 2, maxLength: 3 }),
    post: fc.option(post),
    deliveries: fc.nat({ max: 3 }),
  }),
  fc.record({ do: fc.constant('cut-off' as const), one, calls: fc.nat({ max: 8 }), again: fc.boolean() }),
  fc.record({ do: fc.constant('in-flight' as const), one, channel: fc.constantFrom(...CHANNELS) }),
  fc.record({ do: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('double' as const) }),
  fc.record({ do: fc.constant('reverse' as const) }),
  fc.record({ do: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 70_000 }) }),
  fc.record({ do: fc.constant('tick' as const) }),
);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

export const script = fc.array(step, { maxLength: 25 });

export const mishaps = fc.array(
  fc.constantFrom<Mishap>('none', 'lost-before', 'lost-after', 'busy', 'outage', 'our-bug'),
  { maxLength: 7 },
);
