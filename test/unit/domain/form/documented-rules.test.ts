import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { FORM_2021 } from '../../../../lib/domain/form/form-2021.ts';

const PAGE = readFileSync(new URL('../../../../docs/returns.md', import.meta.url), 'utf8');
/** Held against the text, not within a form. */
const OF_THE_TEXT = ['X-1 warning', 'X-2 error'];

it('every rule is on the page about returns, with its level and its reason, and no other is', () => {
  const documented = [
    ...PAGE.matchAll(/^\| ([A-EX]\d|[TX]\d?-\d) \| [^|]+ \| (error|warning) \| [^|]+ \|$/gm),
  ].map(([, rule, level]) => `${rule} ${level}`);
  const rules = [...FORM_2014.rules, ...FORM_2021.rules].map(({ id, level }) => `${id} ${level}`);
  expect(documented.toSorted()).toEqual([...new Set([...rules, ...OF_THE_TEXT])].toSorted());
});
