/** Where the API writes what happened; pino's loggers are of this shape. Never a body, never a token. */
export interface Log {
  info(told: Readonly<Record<string, unknown>>, message: string): void;
  error(told: Readonly<Record<string, unknown>>, message: string): void;
}
