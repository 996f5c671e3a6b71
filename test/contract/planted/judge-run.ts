import * as z from 'zod';
import type { Defect } from './defects.ts';

/** What is read of vitest's JSON report. */
const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

export interface Verdict {
  readonly tests: number;
  readonly failed: number;
  readonly asExpected: boolean;
  readonly text: string;
}

/**
 * A defect is found when assertions failed, and nothing but assertions: a suite that crashes proves nothing. Without a
 * defect the suite must be green, and must have run.
 */
export const judgeRun = (report: string, defect: Defect | undefined): Verdict => {
  const results = Report.parse(JSON.parse(report)).testResults.flatMap(
    ({ assertionResults }) => assertionResults,
  );
  const tests = results.filter(({ status }) => status === 'passed' || status === 'failed');
  const red = tests.filter(({ status }) => status === 'failed');
  const crashed = red.filter(({ failureMessages }) => !failureMessages.every(isAssertion));
  const counts = { tests: tests.length, failed: red.length };
  if (tests.length === 0) return { ...counts, asExpected: false, text: 'RAN NOTHING' };
  if (crashed.length > 0) {
    const names = crashed.map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]}`);
    return { ...counts, asExpected: false, text: `CRASHED\n${names.join('\n')}` };
  }
  if (defect === undefined) {
    const names = red.map(({ fullName }) => fullName);
    return {
      ...counts,
      asExpected: red.length === 0,
      text: red.length === 0 ? 'green' : `NOT GREEN\n${names.join('\n')}`,
    };
  }
  return { ...counts, asExpected: red.length > 0, text: red.length > 0 ? 'found' : 'NOT FOUND' };
};

/** Of a property, what fast-check says is the error of its smallest counterexample. */
const isAssertion = (message: string): boolean =>
  /^(AssertionError|Error: Property failed[^]*\nGot AssertionError)/.test(message);
