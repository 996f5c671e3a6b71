import type { ObjectStore, StreamedObject } from '../ports/object-store.ts';
import type { ReturnRegister } from '../ports/registers.ts';

export type ReadReturnFile = (file: {
  readonly year: number;
  readonly revision: number;
  readonly name: string;
}) => Promise<StreamedObject | undefined>;

/** A file of a built return; only what the return's own record names can be read. */
export const createReadReturnFile = ({
  returns,
  objectStore,
}: {
  readonly returns: ReturnRegister;
  readonly objectStore: ObjectStore;
}): ReadReturnFile => {
  return async ({ year, revision, name }) => {
    const record = (await returns.list(year)).find((candidate) => candidate.revision === revision);
    const file = record?.files.find((candidate) => candidate.name === name);
    return file === undefined ? undefined : await objectStore.getStream(file.key);
  };
};
