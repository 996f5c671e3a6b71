import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../contract/planted/judge-run.ts';

const report = (...failures: readonly (string | null)[]): string =>
  JSON.stringify({
    testResults: [
      {
        assertionResults: failures.map((failure, index) => ({
          status: failure === null ? 'passed' : 'failed',
          fullName: `test ${index}`,
          failureMessages: failure === null ? [] : [failure],
        })),
      },
    ],
  });

const ASSERTION = 'AssertionError: expected 1 to be 2\n    at somewhere';
const PROPERTY =
  'Error: Property failed after 1 tests\n{ seed: 1 }\nCounterexample: []\nGot AssertionError: expected 1 to be 2';

describe('verdict on a run with a planted defect', () => {
  it.each([
    { failures: [ASSERTION, null], text: 'found', asExpected: true },
    { failures: [PROPERTY], text: 'found', asExpected: true },
    { failures: [null, null], text: 'NOT FOUND', asExpected: false },
  ])('is $text for $failures', ({ failures, text, asExpected }) => {
    expect(judgeRun(report(...failures), 'index-trusted')).toMatchObject({ text, asExpected });
  });

  it.each([
    { failure: 'TypeError: x is not a function', why: 'a test crashed' },
    { failure: 'Error: Property failed after 1 tests\nGot TypeError: x', why: 'a property crashed' },
    { failure: 'Error: Test timed out in 30000ms.', why: 'a test hung' },
  ])('does not count the defect as found where $why', ({ failure }) => {
    const verdict = judgeRun(report(ASSERTION, failure), 'index-trusted');

    expect(verdict.asExpected).toBe(false);
    expect(verdict.text).toContain('CRASHED');
  });

  it('is against a suite that ran nothing, whatever was planted', () => {
    expect(judgeRun(report(), undefined).asExpected).toBe(false);
    expect(judgeRun(report(), 'index-trusted').asExpected).toBe(false);
  });
});

describe('verdict on a sound run', () => {
  it('wants every test green', () => {
    expect(judgeRun(report(null, null), undefined)).toMatchObject({
      asExpected: true,
      text: 'green',
      tests: 2,
    });
    expect(judgeRun(report(null, ASSERTION), undefined)).toMatchObject({ asExpected: false });
  });
});
