/** What stands around a number and says what it counts. */
export interface NumberContext {
  readonly before: string;
  readonly after: string;
}

/** The number in its words. */
export const stated = ({ before, after }: NumberContext, figure: number): string =>
  `${before}${figure}${after}`;
