import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspectCells } from '../../../lib/domain/form/suspect-cells.ts';
import {
  APPLICANT_COUNT,
  applications,
  COLUMNS,
  checkedApplications,
  RESULT_COUNT,
  ROWS,
} from '../../examples/filled-form.ts';

const figure = fc.nat({ max: 5000 });
const column = fc.record({
  results: fc.array(fc.oneof(fc.constant(0), figure), { minLength: RESULT_COUNT, maxLength: RESULT_COUNT }),
  carriedForward: figure,
  carriedOver: figure,
});
const table = fc.array(column, { minLength: APPLICANT_COUNT, maxLength: APPLICANT_COUNT }).map(applications);
const cell = fc
  .tuple(fc.constantFrom(...ROWS), fc.constantFrom(...COLUMNS))
  .map(([row, key]) => `table3/${row}/${key}`);

describe('a table of applications', () => {
  it('passes whenever it is consistent', () => {
    fc.assert(
      fc.property(table, (entered) => {
        expect(checkedApplications(entered)).toEqual([]);
      }),
    );
  });

  it('with one wrong figure in any cell names exactly that cell', () => {
    fc.assert(
      fc.property(table, cell, fc.nat({ max: 99_999 }), (entered, wrong, value) => {
        fc.pre(entered[wrong] !== value);
        const findings = checkedApplications({ ...entered, [wrong]: value });
        expect(suspectCells(findings)).toEqual([wrong]);
      }),
      { numRuns: 500 },
    );
  });

  it('with / or - where a figure belongs names exactly that cell', () => {
    fc.assert(
      fc.property(table, cell, fc.constantFrom('/' as const, '-' as const), (entered, wrong, mark) => {
        fc.pre(entered[wrong] !== 0);
        expect(suspectCells(checkedApplications({ ...entered, [wrong]: mark }))).toEqual([wrong]);
      }),
    );
  });

  it('with / or - for nothing still passes', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('/' as const, '-' as const), (entered, mark) => {
        const marked = Object.entries(entered).map(
          ([id, value]) => [id, value === 0 ? mark : value] as const,
        );
        expect(checkedApplications(Object.fromEntries(marked))).toEqual([]);
      }),
    );
  });
});
