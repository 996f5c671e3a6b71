type Told = Readonly<Record<string, unknown>>;

const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'token', 'secret']);

const isObject = (value: unknown): value is Told => typeof value === 'object' && value !== null;

/** An error's own members, and those that are not enumerable. */
const membersOf = (told: Told): Told =>
  told instanceof Error
    ? {
        ...Object.fromEntries(Object.entries(told)),
        type: told.name,
        message: told.message,
        stack: told.stack,
      }
    : told;

const hide = (told: Told, depth: number): Told => {
  let shown = told;
  for (const [name, value] of Object.entries(told)) {
    if (CREDENTIALS.has(name)) shown = { ...membersOf(shown), [name]: '[Redacted]' };
    else if (depth > 0 && isObject(value)) {
      const inside = hide(value, depth - 1);
      if (inside !== value) shown = { ...membersOf(shown), [name]: inside };
    }
  }
  return shown;
};

/**
 * What a line of the log tells, with anything named like a credential struck out, there and one level deeper. Nothing is copied
 * where there is nothing to strike out, the only case there should be: pino's own redaction costs more than the rest of a line.
 */
export const withoutCredentials = (told: Told): Told => hide(told, 1);
