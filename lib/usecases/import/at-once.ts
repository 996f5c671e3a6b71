/** Runs the work for every element, at most `limit` at once; the first fault ends it, after what is under way. */
export const atOnce = async <Element>(
  limit: number,
  elements: Iterable<Element>,
  work: (element: Element) => Promise<void>,
): Promise<void> => {
  const queue = elements[Symbol.iterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true && !failed; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: limit }, worker));
  const fault = workers.find((settled) => settled.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
};
