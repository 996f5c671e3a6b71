/** Rows that are done when the answer comes. */
export const MOST_ROWS_AT_ONCE = 5000;

/** Titles under way at once: enough that an engine can share one commit between many. */
export const TITLES_AT_ONCE = 64;
