import type { CellValue } from '../form/cell-value.ts';
import type { Finding } from '../form/finding.ts';
import type { Sentence } from '../violation.ts';
import { cellPhrases } from './cell-phrases.ts';
import { ledgerPhrases } from './ledger-phrases.ts';
import type { Phrase } from './phrase.ts';
import type { ReportFacts } from './report-facts.ts';
import { checkPeriod } from './report-period.ts';
import type { ReportSection } from './section.ts';
import { createFigureReader, type WrittenFigure } from './written-figures.ts';

/** Every figure that a report's text may be held against. */
export const reportPhrases = (facts: ReportFacts): readonly Phrase[] => [
  ...cellPhrases(facts.form, facts.cells),
  ...ledgerPhrases(facts),
];

/**
 * Holds the text against the cells and the count: each number that differs is a warning (rule X-1 of the forms), and so is one that
 * is written where its cell is blank; a wrong period is an error. What no words tell apart is not judged.
 */
export const checkSections = ({
  sections,
  ...facts
}: ReportFacts & { readonly sections: readonly ReportSection[] }): readonly Finding[] => {
  const figuresIn = createFigureReader(reportPhrases(facts), facts.year);
  return [
    ...checkPeriod(sections[0]?.paragraphs ?? [], facts.year),
    ...sections.flatMap((section) =>
      section.paragraphs.flatMap((paragraph) =>
        figuresIn(paragraph)
          .filter(({ value, phrases }) => phrases.every((phrase) => phrase.value !== value))
          .flatMap((written) => differing(written, paragraph, section)),
      ),
    ),
  ];
};

const differing = (
  { index, length, phrases }: WrittenFigure,
  paragraph: string,
  { heading }: ReportSection,
): readonly Finding[] => {
  const [phrase] = phrases;
  if (phrase === undefined) return [];
  const written = clauseAround(paragraph, index, length);
  const value = inWords(phrase.value, phrase.unit);
  return [
    {
      code: 'X-1',
      level: 'warning',
      cells: phrase.cell === null ? [] : [phrase.cell],
      message: {
        zh: `“${heading}”中写道“${written}”，与${phrase.name.zh}（${value.zh}）不一致，请核对。`,
        en: `Section “${heading}” says “${written}”, which differs from ${phrase.name.en} (${value.en}).`,
      },
    },
  ];
};

/** Characters quoted at the most, to each side of the number. */
const QUOTED = 40;

/** The words between two marks in which the number stands. */
const clauseAround = (paragraph: string, index: number, length: number): string => {
  const before = paragraph.slice(Math.max(0, index - QUOTED), index);
  const after = paragraph.slice(index + length, index + length + QUOTED);
  const end = after.search(/[，,。；;！!？?\n]/u);
  const lead = before.slice(before.search(/[^，,。；;！!？?\n]*$/u));
  return `${lead}${paragraph.slice(index, index + length)}${end === -1 ? after : after.slice(0, end)}`.trim();
};

const inWords = (value: CellValue, unit: string): Sentence => {
  if (typeof value === 'number') return { zh: `${value}${unit}`, en: `${value}` };
  return value === null
    ? { zh: '没有数字', en: 'no figure' }
    : { zh: `填为“${value}”`, en: `filled in as ${value}` };
};
