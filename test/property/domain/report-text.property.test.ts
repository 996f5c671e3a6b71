import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Form } from '../../../lib/domain/form/form.ts';
import { FORM_2014 } from '../../../lib/domain/form/form-2014.ts';
import { FORM_2021 } from '../../../lib/domain/form/form-2021.ts';
import { checkSections, reportPhrases } from '../../../lib/domain/report/check-sections.ts';
import { draftSections } from '../../../lib/domain/report/draft-sections.ts';
import { LAYOUT_REMARKS } from '../../../lib/domain/report/layout-remarks.ts';
import type { ReportFacts } from '../../../lib/domain/report/report-facts.ts';
import type { ReportSection } from '../../../lib/domain/report/section.ts';
import { createFigureReader, type WrittenFigure } from '../../../lib/domain/report/written-figures.ts';
import { factsOf } from '../../unit/domain/report/facts-of.ts';

const CHANNELS = ['portal', 'provincial', 'municipal'] as const;
/** Some end with others: the longest name is meant. */
const NAMES = ['网站', '门户网站', '县门户网站', '信息公开平台', '12345热线', '微信 公众号'] as const;
const AREAS = [null, '互联网+政务服务', '部门预决算', '门户网站', '（一）其他'] as const;
const KINDS = ['document', 'interpretation', 'response', 'normative-document'] as const;

const tallied = fc.array(
  fc.record({
    items: fc.integer({ min: 1, max: 2000 }),
    on: fc.uniqueArray(
      fc.record({
        channel: fc.constantFrom(...CHANNELS),
        month: fc.constantFrom('2016-12', '2017-03', '2023-03', '2022-12', '2017-11', '2023-11'),
        late: fc.boolean(),
        imported: fc.boolean(),
        withdrawal: fc.constantFrom(null, null, null, 'withdrawn' as const, 'error' as const),
      }),
      { minLength: 1, maxLength: 3, selector: ({ channel }) => channel },
    ),
    pattern: fc.record({
      kind: fc.constantFrom(...KINDS),
      origin: fc.constantFrom('own' as const, 'own' as const, 'repost' as const),
      area: fc.constantFrom(...AREAS),
    }),
  }),
  { maxLength: 6 },
);

const cellsOf = ({ cells }: Form) =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...cells),
        fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: 0, max: 3000 }) },
          { weight: 1, arbitrary: fc.constantFrom('/' as const, '-' as const) },
        ),
      ),
      { maxLength: cells.length },
    )
    .map((filled) => Object.fromEntries(filled.map(([{ id }, value]) => [id, value])));

const facts: fc.Arbitrary<ReportFacts> = fc
  .constantFrom([2017, FORM_2014] as const, [2023, FORM_2021] as const)
  .chain(([year, form]) =>
    fc
      .record({
        tallied,
        cells: cellsOf(form),
        names: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 3, maxLength: 3 }),
        remarks: fc.subarray([...LAYOUT_REMARKS]),
        items: fc.integer({ min: 1, max: 99 }),
        measures: fc.subarray(['加强公开。', '办好3件实事；']),
        blank: fc.subarray([...CHANNELS]),
      })
      .map(({ names, remarks, items, blank, ...told }) =>
        factsOf({
          ...told,
          year,
          over: {
            channels: CHANNELS.map((id, index) => ({ id, name: names[index] ?? id })),
            remarks: remarks.map((code) => ({ code, items })),
            lastYearsMeasures: ['推进公开'],
            unknown: blank.map((channel) => ({
              channel,
              from: `${year}-01-01`,
              through: `${year}-02-03`,
              nothingKnown: false,
              message: { zh: '不详。', en: 'Unknown.' },
            })),
          },
        }),
      ),
  );

interface Place {
  readonly section: number;
  readonly paragraph: number;
  readonly figure: WrittenFigure;
}

const figuresOf = (known: ReportFacts, sections: readonly ReportSection[]): readonly Place[] => {
  const figuresIn = createFigureReader(reportPhrases(known), known.year);
  return sections.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      figuresIn(text).map((figure) => ({ section, paragraph, figure })),
    ),
  );
};

const rewritten = (
  sections: readonly ReportSection[],
  { section, paragraph, figure }: Place,
  written: string,
): readonly ReportSection[] =>
  sections.map((each, index) => ({
    ...each,
    paragraphs: each.paragraphs.map((text, at) =>
      index === section && at === paragraph
        ? text.slice(0, figure.index) + written + text.slice(figure.index + figure.length)
        : text,
    ),
  }));

/** As people write a number: in digits of either width, in thousands, with blanks around it. */
const WAYS: readonly ((value: number) => string)[] = [
  (value) => `${value}`,
  (value) => Array.from(`${value}`, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)).join(''),
  (value) => value.toLocaleString('en-US'),
  (value) => ` ${value} `,
];

it('never finds anything in what was drafted', () => {
  fc.assert(
    fc.property(facts, (known) => {
      expect(checkSections({ ...known, sections: draftSections(known) })).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('finds each number that was changed, once, and names its figure', () => {
  fc.assert(
    fc.property(
      facts,
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(...WAYS),
      (known, nth, more, way) => {
        const sections = draftSections(known);
        const numbers = figuresOf(known, sections).filter(
          ({ figure }) => figure.phrases[0]?.none === undefined || figure.length < 6,
        );
        const place = numbers[nth % numbers.length];
        fc.pre(place !== undefined);
        const [phrase] = place.figure.phrases;

        const findings = checkSections({
          ...known,
          sections: rewritten(sections, place, way(place.figure.value + more)),
        });

        expect(findings).toHaveLength(1);
        expect(findings[0]?.message.zh).toContain(phrase?.name.zh);
        expect(findings[0]?.cells).toEqual(phrase?.cell === null ? [] : [phrase?.cell]);
      },
    ),
    { numRuns: 200 },
  );
});

it('reads a number that was only written in another way as the same', () => {
  fc.assert(
    fc.property(facts, fc.nat(), fc.constantFrom(...WAYS), (known, nth, way) => {
      const sections = draftSections(known);
      const numbers = figuresOf(known, sections).filter(({ figure }) => figure.length < 6);
      const place = numbers[nth % numbers.length];
      fc.pre(place !== undefined);

      const same = rewritten(sections, place, way(place.figure.value));

      expect(checkSections({ ...known, sections: same })).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('finds that a cell was changed after the text was written', () => {
  fc.assert(
    fc.property(facts, fc.nat(), (known, nth) => {
      const sections = draftSections(known);
      const told = figuresOf(known, sections).flatMap(({ figure }) => figure.phrases[0]?.cell ?? []);
      const cell = told[nth % told.length];
      fc.pre(cell !== undefined);
      const cells = known.cells.map((filled) =>
        filled.id === cell ? { ...filled, value: Number(filled.value) + 1 } : filled,
      );

      const findings = checkSections({ ...known, cells, sections });

      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every((finding) => finding.cells[0] === cell)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
