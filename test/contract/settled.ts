/** For engines whose indexes never lag. */
export const settled = (): Promise<void> => Promise.resolve();
