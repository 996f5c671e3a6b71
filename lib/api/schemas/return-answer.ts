import { z } from '@hono/zod-openapi';
import { isoShanghai } from '../../domain/shanghai-time.ts';
import type { ReturnRecord } from '../../ports/registers.ts';
import type { AcceptOutcome } from '../../usecases/accept-item.ts';
import { ViolationSchema } from './problem-schema.ts';
import { Sha256 } from './text.ts';

const Time = z.string().openapi({ format: 'date-time', example: '2027-01-19T10:00:00+08:00' });

const RETURN = {
  year: z.int(),
  revision: z.int(),
  state: z.enum(['building', 'draft', 'filed', 'refused']).openapi({
    description:
      '`building`: its files are not there yet. `refused`: a filing that was answered 202 and came to nothing; `refusal` says why.',
  }),
  builtAt: Time,
  builtBy: z.string(),
  filing: z
    .object({
      draft: z.int().openapi({ description: 'The draft that was filed.' }),
      acknowledged: z.array(z.string()).openapi({ description: 'Codes of warnings that were accepted.' }),
      reason: z.string().nullable(),
      at: Time,
      by: z.string(),
    })
    .nullable()
    .openapi({ description: 'Of what is filed or was to be; else null.' }),
  amendment: z
    .object({
      number: z.int().openapi({ description: '1: the first amendment of the year.' }),
      amends: z.int().openapi({ description: 'The filed revision before it.' }),
      reason: z.string(),
    })
    .nullable(),
  inputsVersion: z.int().nullable().openapi({ description: '0: nothing had been entered.' }),
  evidence: z
    .object({ lines: z.int(), merkleRoot: Sha256 })
    .nullable()
    .openapi({ description: 'Null until it is built, and for returns of the first releases.' }),
  manifestSha256: Sha256.nullable().openapi({ description: 'As every document of the return prints it.' }),
  refusal: z.array(ViolationSchema).nullable(),
  files: z.array(z.object({ name: z.string(), url: z.string(), sha256: Sha256, size: z.int() })),
};

export const ReturnAnswer = z.object(RETURN).openapi('Return');

export const ReturnListAnswer = z
  .object({ year: z.int(), returns: z.array(ReturnAnswer) })
  .openapi('ReturnList');

export const FilingAnswer = z
  .object({
    ...RETURN,
    publication: z
      .object({
        outcome: z.enum(['accepted', 'seen-before', 'conflict', 'invalid']),
        item: Sha256.nullable().openapi({
          description: 'The item that the report is; null where it was refused.',
        }),
        number: z.string().nullable(),
        errors: z.array(ViolationSchema),
      })
      .nullable()
      .openapi({ description: 'What came of publishing it; null where that was not asked for.' }),
  })
  .openapi('FiledReturn');

/** Where a file is in the object store stays inside; callers get its address. */
export const returnAnswer = (record: ReturnRecord): z.infer<typeof ReturnAnswer> => {
  const { year, revision, builtAt, builtBy, task, amendment, basis, manifestSha256, refusal } = record;
  return {
    year,
    revision,
    state: shownState(record),
    builtAt: isoShanghai(builtAt),
    builtBy,
    filing:
      task.kind === 'draft'
        ? null
        : {
            draft: task.draft,
            acknowledged: [...task.acknowledge],
            reason: task.reason,
            at: isoShanghai(builtAt),
            by: builtBy,
          },
    amendment,
    inputsVersion: basis?.inputsVersion ?? null,
    evidence: basis && { lines: basis.evidenceLines, merkleRoot: basis.evidenceRoot },
    manifestSha256,
    refusal:
      refusal === null
        ? null
        : refusal.outcome === 'conflict'
          ? [refusal.violation]
          : [...refusal.violations],
    files: record.files.map(({ name, sha256, size }) => ({
      name,
      url: `/v1/returns/${year}/${revision}/${encodeURIComponent(name)}`,
      sha256,
      size,
    })),
  };
};

/** One that another stands for is shown by nobody. */
const shownState = ({ state }: ReturnRecord): z.infer<typeof ReturnAnswer>['state'] => {
  if (state === 'superseded') throw new Error('a return that another stands for is not shown');
  return state;
};

export const filingAnswer = (
  record: ReturnRecord,
  publication: AcceptOutcome | null,
): z.infer<typeof FilingAnswer> => ({
  ...returnAnswer(record),
  publication: publication && publicationAnswer(publication),
});

const publicationAnswer = (
  outcome: AcceptOutcome,
): NonNullable<z.infer<typeof FilingAnswer>['publication']> => {
  switch (outcome.outcome) {
    case 'accepted':
    case 'seen-before':
      return {
        outcome: outcome.outcome,
        item: outcome.view.id,
        number: outcome.view.number,
        errors: [],
      };
    case 'conflict':
      return { outcome: 'conflict', item: outcome.itemId, number: null, errors: [outcome.violation] };
    case 'invalid':
      return { outcome: 'invalid', item: null, number: null, errors: [...outcome.violations] };
  }
};
