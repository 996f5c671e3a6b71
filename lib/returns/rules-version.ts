/** Version of the counting rules (docs/counting.md); a rule that changes a figure makes a new one. */
export const RULES_VERSION = 1;
