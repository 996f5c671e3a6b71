import { z } from '@hono/zod-openapi';
import { MOST_CHARACTERS } from '../../domain/form/judge-inputs.ts';
import { instantOf } from '../../domain/shanghai-time.ts';
import type { InputsOrder } from '../../usecases/put-return-inputs.ts';
import type { RuleName } from './rules.ts';
import { line, optionalLine } from './text.ts';

const rule = (name: RuleName): RuleName => name;

/** More than the cells of any form. */
const MOST_CELLS = 400;
const MOST_SECTIONS = 20;
const MOST_PARAGRAPHS = 200;
const LONGEST_PARAGRAPH = 5000;
const MOST_MEASURES = 50;
const LONGEST_MEASURE = 1000;

const hasAtMost = (members: object, most: number): boolean => Object.keys(members).length <= most;

const CellValueSchema = z
  .union([z.number(), z.literal('/'), z.literal('-'), z.null()], { error: rule('cell-value-form') })
  .openapi({ description: 'A figure, `/` (不适用), `-` (无此项) or null (blank). None of them is another.' });

const Signatures = z.strictObject({
  responsible: optionalLine(100).openapi({ description: '单位负责人' }),
  reviewer: optionalLine(100).openapi({ description: '审核人' }),
  preparer: optionalLine(100).openapi({ description: '填报人' }),
  telephone: optionalLine(50).openapi({ description: '联系电话' }),
  filledOn: z
    .string()
    .refine((text) => instantOf(text)?.precision === 'day', rule('day-form'))
    .nullable()
    .default(null)
    .openapi({ format: 'date', description: '填报日期' }),
});

const Cells = z
  .record(z.string(), CellValueSchema)
  .refine((cells) => hasAtMost(cells, MOST_CELLS), rule('too-many-members'))
  .default({})
  .openapi({
    description:
      'By cell id: of the form up to 2018 the code of the row (`3.3.4.a`), of the form from 2021 table, row and column (`table3/3.1/total`). The GET of this address lists all. A cell that is left out is blank.',
  });

const Sections = z
  .record(z.string(), z.array(line(LONGEST_PARAGRAPH).min(1)).min(1).max(MOST_PARAGRAPHS))
  .refine((sections) => hasAtMost(sections, MOST_SECTIONS), rule('too-many-members'))
  .default({})
  .openapi({
    description: `By number of the section the paragraphs that take the place of the drafted ones. With the measures at most ${MOST_CHARACTERS} characters.`,
  });

const Measures = z
  .array(line(LONGEST_MEASURE).min(1))
  .max(MOST_MEASURES)
  .default([])
  .openapi({ description: '下一步改进措施; next year’s text takes them up.' });

const INPUTS = {
  cells: Cells,
  sections: Sections,
  measures: Measures,
  signatures: Signatures.default({
    responsible: null,
    reviewer: null,
    preparer: null,
    telephone: null,
    filledOn: null,
  }),
};

/** For the year 2017. */
export const RETURN_INPUTS_EXAMPLE = {
  cells: { '3.1': 0, '6': 2, '7': '/', '8.4': 1.5 },
  sections: { '4': ['本单位没有列入重点领域的信息。'] },
  measures: ['统一各渠道的文字格式。'],
  signatures: {
    responsible: '甲某',
    reviewer: '乙某',
    preparer: '丙某',
    telephone: '0000-0000000',
    filledOn: '2018-01-31',
  },
  ifVersion: 0,
  reason: '首次填报',
};

export const ReturnInputsBody = z
  .strictObject({
    ...INPUTS,
    ifVersion: z.int().min(0).nullable().default(null).openapi({
      description: 'The version that was read, 0 where there was none; 409 where there is another by now.',
    }),
    reason: optionalLine(500),
  })
  .openapi('ReturnInputsChange', {
    description: 'The whole of what people enter for the year: what is left out is no longer entered.',
    example: RETURN_INPUTS_EXAMPLE,
  });

export const inputsOrder = ({
  ifVersion,
  reason,
  ...inputs
}: z.output<typeof ReturnInputsBody>): InputsOrder => ({ inputs, ifVersion, reason });

const SentenceSchema = z.object({ zh: z.string(), en: z.string() });

export const FindingSchema = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'warning']),
    cells: z.array(z.string()),
    message: SentenceSchema,
  })
  .openapi('Finding', {
    description:
      'An error stands in the way of filing, a warning wants to be acknowledged. `code` is the rule (docs/returns.md).',
  });

export const ReturnInputsAnswer = z
  .object({
    year: z.int(),
    form: z.object({
      id: z.enum(['form-2014', 'form-2021']),
      version: z.int(),
      name: z.string(),
      basis: z.string(),
      sections: z.array(z.object({ id: z.string(), heading: z.string() })),
    }),
    version: z.int().openapi({ description: '0 where nobody has entered anything yet.' }),
    changedAt: z.string().nullable().openapi({ format: 'date-time' }),
    changedBy: z.string().nullable(),
    reason: z.string().nullable(),
    inputs: z.object(INPUTS),
    cells: z.array(
      z.object({
        id: z.string(),
        table: z.string(),
        part: z.string(),
        words: z.string().openapi({ description: 'How findings name it.' }),
        unit: z.string(),
        decimals: z.int(),
        value: CellValueSchema,
        from: z.enum(['ledger', 'entered']).nullable(),
        proposed: CellValueSchema.openapi({ description: 'What the ledger knows.' }),
        lastYear: CellValueSchema.openapi({ description: 'What stood there last year.' }),
      }),
    ),
    findings: z.array(FindingSchema),
    lastYear: z.object({ year: z.int(), version: z.int(), measures: z.array(z.string()) }).nullable(),
  })
  .openapi('ReturnInputs');
