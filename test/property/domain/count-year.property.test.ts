import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../lib/domain/count/classify.ts';
import { type CountRequest, countYear, type YearCount } from '../../../lib/domain/count/count-year.ts';
import { belongsTo, type Figure } from '../../../lib/domain/count/figure.ts';
import { periodOf } from '../../../lib/domain/count/period.ts';
import type { PublicationPattern } from '../../../lib/domain/publication.ts';

const CHANNELS = ['portal', 'provincial', 'municipal', 'wechat', 'gazette'];
const REQUEST: CountRequest = { year: 2017, policies: { countReposts: true }, channels: CHANNELS };

const publication = (channel: string) =>
  fc.record({
    channel: fc.constant(channel),
    month: fc.constantFrom('2016-11', '2016-12', '2017-01', '2017-04', '2017-12', '2018-01'),
    late: fc.boolean(),
    imported: fc.boolean(),
    practice: fc.boolean(),
    withdrawal: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom('withdrawn', 'error')),
    formRow: fc.constant(channel === 'wechat' || channel === 'gazette' ? channel : ('website' as const)),
  });

const item: fc.Arbitrary<PublicationPattern> = fc.record({
  kind: fc.constantFrom('document', 'brief'),
  origin: fc.constantFrom('own', 'repost'),
  unit: fc.constantFrom(null, '信息中心'),
  area: fc.constant(null),
  publications: fc
    .subarray(CHANNELS, { minLength: 1 })
    .chain((channels) => fc.tuple(...channels.map(publication))),
});

const items = fc.array(item, { maxLength: 30 });
const request: fc.Arbitrary<CountRequest> = fc
  .record({
    year: fc.constantFrom(2016, 2017, 2018),
    excludePractice: fc.boolean(),
    policies: fc.record({ countReposts: fc.boolean() }),
    channels: fc.constant(CHANNELS),
  })
  .chain((year) => fc.constantFrom(year, { ...year, quarter: 1 as const }, { ...year, quarter: 4 as const }));

const once = (patterns: readonly PublicationPattern[]) => patterns.map((pattern) => ({ pattern, items: 1 }));

const when = (month: string) => new Date(`${month}-15`);

/** The rules once more, by sets of items and days of the year, sharing nothing with the code under test. */
const recount = (
  patterns: readonly PublicationPattern[],
  { year, quarter, excludePractice, policies }: CountRequest,
) => {
  const start = new Date(
    `${year}-${quarter === undefined ? '01' : String(quarter * 3 - 2).padStart(2, '0')}-01`,
  );
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + (quarter === undefined ? 12 : 3));
  const sets: Record<string, Set<number>> = {};
  const put = (name: string, index: number) => (sets[name] ??= new Set()).add(index);
  let importedDeliveries = 0;
  patterns.forEach(({ publications, origin }, index) => {
    const shown = publications.filter((p) => !(excludePractice && p.practice && !p.imported));
    const right = shown.filter((p) => p.withdrawal !== 'error');
    const dates = right.map((p) => when(p.month).getTime());
    const inside = right.filter((p) => when(p.month) >= start && when(p.month) < end);
    if (right.length === 0) {
      const first = Math.min(...shown.map((p) => when(p.month).getTime()));
      if (shown.length > 0 && first >= start.getTime() && first < end.getTime()) put('error', index);
      return;
    }
    for (const p of inside) {
      put(`channel ${p.channel}`, index);
      put(`row ${p.formRow}`, index);
      put('published', index);
      if (p.imported) importedDeliveries += 1;
    }
    if (inside.length === 0) return;
    if (Math.min(...dates) < start.getTime()) {
      put('earlier', index);
      return;
    }
    if (origin === 'repost') put('reposts', index);
    if (origin === 'repost' && !policies.countReposts) return;
    put('total', index);
    if (right.every((p) => p.withdrawal !== null)) put('withdrawn', index);
    if (right.every((p) => p.late)) put('late', index);
  });
  const size = (name: string) => sets[name]?.size ?? 0;
  return {
    total: size('total'),
    published: size('published'),
    firstPublishedEarlier: size('earlier'),
    reposts: size('reposts'),
    withdrawn: size('withdrawn'),
    withdrawnAsError: size('error'),
    late: size('late'),
    importedDeliveries,
    channels: Object.fromEntries(CHANNELS.map((channel) => [channel, size(`channel ${channel}`)])),
    formRows: Object.fromEntries(
      ['gazette', 'website', 'weibo', 'wechat', 'other']
        .filter((row) => size(`row ${row}`) > 0)
        .map((row) => [row, size(`row ${row}`)]),
    ),
    common: (channels: readonly string[]) =>
      channels
        .map((channel) => sets[`channel ${channel}`] ?? new Set<number>())
        .reduce((a, b) => a.intersection(b)).size,
  };
};

const everyFigureOf = (count: YearCount): [Figure, number][] => [
  ...count.regions.map(({ channels, items: n }): [Figure, number] => [{ of: 'region', channels }, n]),
  ...count.overlaps.map(({ channels, items: n }): [Figure, number] => [{ of: 'overlap', channels }, n]),
  ...Object.entries(count.channels).map(([id, n]): [Figure, number] => [
    { of: 'overlap', channels: [id] },
    n,
  ]),
  [{ of: 'figure', name: 'total' }, count.total],
  [{ of: 'figure', name: 'published' }, count.published],
  [{ of: 'figure', name: 'earlier' }, count.firstPublishedEarlier],
  [{ of: 'figure', name: 'reposts' }, count.reposts],
  [{ of: 'figure', name: 'withdrawn' }, count.withdrawn],
  [{ of: 'figure', name: 'withdrawn-as-error' }, count.withdrawnAsError],
  [{ of: 'figure', name: 'late' }, count.late],
];

describe('the count', () => {
  it('equals an independent recount', () => {
    fc.assert(
      fc.property(items, request, (patterns, asked) => {
        const { common, ...figures } = recount(patterns, asked);
        const count = countYear(once(patterns), asked);
        expect(count).toMatchObject(figures);
        for (const { channels, items: n } of count.overlaps) expect(n).toBe(common(channels));
        for (const a of CHANNELS) {
          for (const b of CHANNELS.filter((other) => other > a)) {
            const listed = count.overlaps.find(
              ({ channels }) => channels.length === 2 && channels[0] === a && channels[1] === b,
            );
            expect(listed?.items ?? 0).toBe(common([a, b]));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of items, nor of the publications of one', () => {
    const shuffled = items.chain((patterns) =>
      fc.tuple(
        fc.constant(patterns),
        fc
          .shuffledSubarray(patterns, { minLength: patterns.length })
          .map((others) =>
            others.map((pattern) => ({ ...pattern, publications: pattern.publications.toReversed() })),
          ),
      ),
    );
    fc.assert(
      fc.property(shuffled, request, ([patterns, others], asked) => {
        expect(countYear(once(others), asked)).toEqual(countYear(once(patterns), asked));
      }),
    );
  });

  it('does not depend on whether equal items are tallied together or apart', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(item, fc.integer({ min: 1, max: 5 }))), request, (groups, asked) => {
        const together = groups.map(([pattern, n]) => ({ pattern, items: n }));
        const apart = groups.flatMap(([pattern, n]) => once(Array.from({ length: n }, () => pattern)));
        expect(countYear(apart, asked)).toEqual(countYear(together, asked));
      }),
    );
  });

  it('has disjoint regions that sum to what was published', () => {
    fc.assert(
      fc.property(items, request, (patterns, asked) => {
        const { regions, published } = countYear(once(patterns), asked);
        expect(regions.reduce((sum, { items: n }) => sum + n, 0)).toBe(published);
        expect(new Set(regions.map(({ channels }) => channels.join())).size).toBe(regions.length);
      }),
    );
  });

  it('obeys inclusion and exclusion: channels less pairs plus triples … make up what was published', () => {
    fc.assert(
      fc.property(items, request, (patterns, asked) => {
        const { channels, overlaps, published } = countYear(once(patterns), asked);
        const singles = Object.values(channels).reduce((sum, n) => sum + n, 0);
        const alternating = overlaps.reduce(
          (sum, { channels: set, items: n }) => sum + (set.length % 2 === 0 ? -n : n),
          singles,
        );
        expect(alternating).toBe(published);
      }),
    );
  });

  it('counts the same content once, however many more channels carry it', () => {
    fc.assert(
      fc.property(items, (patterns) => {
        const everywhere = patterns.map((pattern) => {
          const [first] = pattern.publications.toSorted((a, b) => (a.month < b.month ? -1 : 1));
          return { ...pattern, publications: CHANNELS.map((channel) => ({ ...first!, channel })) };
        });
        const onOne = everywhere.map((pattern) => ({
          ...pattern,
          publications: pattern.publications.slice(0, 1),
        }));
        const { total, published, withdrawnAsError } = countYear(once(onOne), REQUEST);
        expect(countYear(once(everywhere), REQUEST)).toMatchObject({ total, published, withdrawnAsError });
      }),
    );
  });

  it('counts every item in exactly one year, whichever channel comes later', () => {
    fc.assert(
      fc.property(items, (patterns) => {
        const totals = [2016, 2017, 2018].map((year) => {
          const { total, withdrawnAsError } = countYear(once(patterns), { ...REQUEST, year });
          return total + withdrawnAsError;
        });
        expect(totals.reduce((a, b) => a + b)).toBe(patterns.length);
      }),
    );
  });

  it('counts as much in four quarters as in the year', () => {
    fc.assert(
      fc.property(items, (patterns) => {
        const quarters = ([1, 2, 3, 4] as const).map(
          (quarter) => countYear(once(patterns), { ...REQUEST, quarter }).total,
        );
        expect(quarters.reduce((a, b) => a + b)).toBe(countYear(once(patterns), REQUEST).total);
      }),
    );
  });

  it('opens every figure into as many items as it says', () => {
    fc.assert(
      fc.property(items, request, (patterns, asked) => {
        const rules = {
          period: periodOf(asked.year, asked.quarter),
          policies: asked.policies,
          excludePractice: asked.excludePractice ?? false,
        };
        const standings = patterns.flatMap((pattern) => classify(pattern, rules) ?? []);
        for (const [figure, number] of everyFigureOf(countYear(once(patterns), asked))) {
          expect(standings.filter((standing) => belongsTo(standing, figure))).toHaveLength(number);
        }
      }),
    );
  });

  it('adds up over the groups of a grouping', () => {
    fc.assert(
      fc.property(items, request, fc.constantFrom('kind', 'unit', 'month', 'area'), (patterns, asked, by) => {
        const { groups = [], total, published } = countYear(once(patterns), { ...asked, by });
        expect(groups.reduce((sum, group) => sum + group.total, 0)).toBe(total);
        expect(groups.reduce((sum, group) => sum + group.published, 0)).toBe(published);
      }),
    );
  });
});
