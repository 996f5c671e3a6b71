/** Runs works one after the other, in the order in which they were asked for; a fault of one is no other's. */
export type OneAtATime = <Result>(work: () => Promise<Result>) => Promise<Result>;

export const createOneAtATime = (): OneAtATime => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
};
