import type { CellId } from './cell-value.ts';
import type { Finding } from './finding.ts';
import { cellWords, sideWords } from './finding-words.ts';
import { type FormRule, type Term, termsOf } from './form-rule.ts';
import { addend, type RuleFacts, sumOf } from './rule-facts.ts';

type RuleOf<Kind extends FormRule['kind']> = Extract<FormRule, { readonly kind: Kind }>;

/** What one rule finds; undefined where it holds, or where a blank or an unknown figure leaves it without a say. */
export const checkRule = (rule: FormRule, facts: RuleFacts): Finding | undefined => {
  if (rule.kind === 'compare') return compare(rule, facts);
  if (rule.kind === 'all-zero') return allZero(rule, facts);
  return plainSum(rule, facts);
};

const compare = (rule: RuleOf<'compare'>, facts: RuleFacts): Finding | undefined => {
  const left = sumOf(rule.left, facts);
  const right = sumOf(rule.right, facts);
  if (left === null || right === null) return undefined;
  if (rule.relation === '=' ? left === right : left <= right) return undefined;
  const [from, to] = [sideWords(rule.left, facts, left), sideWords(rule.right, facts, right)];
  const must =
    rule.relation === '='
      ? { zh: '应等于', en: 'has to equal' }
      : { zh: '不应大于', en: 'should be no more than' };
  const difference = Math.abs(left - right);
  return {
    code: rule.id,
    level: rule.level,
    cells: cellsOf([...rule.left, ...rule.right]),
    message: {
      zh: `${from.zh}${rule.left.length > 1 ? '，' : ''}${must.zh}${to.zh}，相差${difference}。${rule.why.zh}`,
      en: `${from.en} ${must.en} ${to.en}; the difference is ${difference}. ${rule.why.en}`,
    },
  };
};

const cellsOf = (terms: readonly Term[]): readonly CellId[] =>
  terms.flatMap((term) => ('cell' in term && term.lastYear !== true ? [term.cell] : []));

const allZero = (rule: RuleOf<'all-zero'>, facts: RuleFacts): Finding | undefined => {
  const { when } = rule;
  const given = typeof when === 'string' ? !facts.makesRules : addend(facts.valueOf(when.cell)) === 0;
  const wrong = rule.cells.filter((cell) => (addend(facts.valueOf(cell)) ?? 0) !== 0);
  if (!given || wrong.length === 0) return undefined;
  const words = wrong.map((cell) => cellWords(cell, facts));
  const condition =
    typeof when === 'string'
      ? { zh: '按配置，本单位没有规章制定权', en: 'By the configuration this office makes no rules' }
      : {
          zh: `${cellWords(when.cell, facts).zh}没有数`,
          en: `[${cellWords(when.cell, facts).en}] is nothing`,
        };
  return {
    code: rule.id,
    level: rule.level,
    cells: [...(typeof when === 'string' ? [] : [when.cell]), ...wrong],
    message: {
      zh: `${condition.zh}，${words.map(({ zh }) => zh).join('、')}却不是0。${rule.why.zh}`,
      en: `${condition.en}, yet ${words.map(({ en }) => `[${en}]`).join(', ')} is not 0. ${rule.why.en}`,
    },
  };
};

/**
 * A total that equals the sum of its rows is right only where no item stands in two rows. Where all channels belong to one row,
 * total and row are the same union although the channels share items: then it is the ledger's own figure that tells.
 */
const plainSum = (rule: RuleOf<'plain-sum'>, facts: RuleFacts): Finding | undefined => {
  const { published, firstPublishedEarlier, repostsLeftOut, sharedByChannels, sharedByFormRows } =
    facts.ledger;
  const total = addend(facts.valueOf(rule.total));
  const sum = sumOf(termsOf(...rule.parts), facts);
  if (total === null || sum === null || total !== sum) return undefined;
  if (published === null || firstPublishedEarlier === null || repostsLeftOut === null) return undefined;
  const isUnion = total === published - firstPublishedEarlier - repostsLeftOut && !sharedByFormRows;
  if (!sharedByChannels || isUnion) return undefined;
  const whole = cellWords(rule.total, facts);
  const parts = sideWords(termsOf(...rule.parts), facts, sum);
  return {
    code: rule.id,
    level: rule.level,
    cells: [rule.total, ...rule.parts],
    message: {
      zh: `${whole.zh}等于${parts.zh}。${rule.why.zh}`,
      en: `[${whole.en}] is ${parts.en}. ${rule.why.en}`,
    },
  };
};
