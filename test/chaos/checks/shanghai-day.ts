/** Of Asia/Shanghai, which is eight hours ahead all year round. */
export const shanghaiDay = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
