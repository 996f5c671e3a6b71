import { checkRule } from './check-rule.ts';
import type { FilledCell } from './filled-cell.ts';
import type { Finding } from './finding.ts';
import { cellWords, shownValue } from './finding-words.ts';
import type { Form } from './form.ts';
import { type FormToCheck, type RuleFacts, ruleFacts } from './rule-facts.ts';
import { suspectCells } from './suspect-cells.ts';

/** Blanks of one part are named up to so many; the finding's cells list all. */
const NAMED_BLANKS = 10;

/**
 * Everything that does not fit in a form, errors first: broken rules, cells that they point to, entered figures that differ from the
 * ledger's, and blanks, part by part. A rule with a blank cell or an unknown figure says nothing.
 */
export const checkForm = (checked: FormToCheck): readonly Finding[] => {
  const facts = ruleFacts(checked);
  const broken = checked.form.rules.flatMap((rule) => checkRule(rule, facts) ?? []);
  const findings = [
    ...broken,
    ...suspects(broken, facts),
    ...differing(checked.cells, facts),
    ...blanks(checked, facts),
    ...unmeasured(checked),
  ];
  const errors = findings.filter(({ level }) => level === 'error');
  return [...errors, ...findings.filter(({ level }) => level !== 'error')];
};

const suspects = (broken: readonly Finding[], facts: RuleFacts): readonly Finding[] =>
  suspectCells(broken).map((cell) => {
    const { zh, en } = cellWords(cell, facts);
    return {
      code: 'suspect-cell',
      level: 'warning',
      cells: [cell],
      message: {
        zh: `${zh}所在的行和列都对不上，很可能就是填错的那一格。`,
        en: `[${en}]: neither its row nor its column adds up, so this is likely the wrong one.`,
      },
    };
  });

const differing = (cells: readonly FilledCell[], facts: RuleFacts): readonly Finding[] =>
  cells
    .filter(({ value, proposed }) => proposed !== null && value !== proposed)
    .map(({ id, proposed }) => {
      const { zh, en } = cellWords(id, facts);
      const ledger = shownValue(proposed);
      return {
        code: 'differs-from-ledger',
        level: 'warning',
        cells: [id],
        message: {
          zh: `${zh}与台账中的数（${ledger.zh}）不一致。以填报的数为准。`,
          en: `[${en}] differs from the ledger, which has ${ledger.en}. What was entered stands.`,
        },
      };
    });

const blanks = ({ form, cells }: FormToCheck, facts: RuleFacts): readonly Finding[] => {
  const empty = new Set(cells.filter(({ value }) => value === null).map(({ id }) => id));
  const byPart = Map.groupBy(form.cells, ({ part }) => part);
  return [...byPart].flatMap(([part, all]): readonly Finding[] => {
    const blank = all.filter(({ id }) => empty.has(id));
    if (blank.length === 0) return [];
    const named = blank.slice(0, NAMED_BLANKS).map(({ id }) => facts.cellOf(id));
    const whole = blank.length === all.length;
    const more = blank.length > named.length;
    const zh = named.map(({ words }) => words).join('、');
    const en = named.map(({ wordsInEnglish }) => `[${wordsInEnglish}]`).join(', ');
    return [
      {
        code: 'cells-blank',
        level: 'warning',
        cells: blank.map(({ id }) => id),
        message: {
          zh: `“${part}”有${blank.length}格空白${whole ? '（全部）' : ''}：${zh}${more ? '等' : ''}。空白表示不详，不等于0；没有的填0。`,
          en: `${blank.length} ${whole ? '(all) ' : ''}cells of “${part}” are blank: ${en}${more ? ' and others' : ''}. Blank means unknown, which is not 0.`,
        },
      },
    ];
  });
};

/** Rules that need the ledger's figures, where it does not know the whole year. */
const unmeasured = ({ form, ledger }: FormToCheck): readonly Finding[] => {
  if (ledger.published !== null) return [];
  const rules = rulesWithFigures(form);
  if (rules.length === 0) return [];
  return [
    {
      code: 'ledger-incomplete',
      level: 'warning',
      cells: [],
      message: {
        zh: `台账对本年部分日期的公开情况不详，无法用它核对填报的数（规则${rules.join('、')}未核对）。`,
        en: `The ledger does not know all days of the year, so what was entered could not be checked against it (rules ${rules.join(', ')}).`,
      },
    },
  ];
};

const rulesWithFigures = ({ rules }: Form): readonly string[] => [
  ...new Set(
    rules
      .filter(
        (rule) =>
          rule.kind === 'plain-sum' ||
          (rule.kind === 'compare' && [...rule.left, ...rule.right].some((term) => 'figure' in term)),
      )
      .map(({ id }) => id),
  ),
];
