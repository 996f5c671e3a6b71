import type { OpenEngine } from './opener.ts';

/** An engine in memory has no second life: there the same questions are put to the first one. */
export const openKept = async (open: OpenEngine) => {
  const opened = await open();
  return { ...opened, reopened: async () => (await opened.reopen?.()) ?? opened.engine };
};
