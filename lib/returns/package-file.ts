import { strToU8, zipSync } from 'fflate';

/** An Office package of these parts in their order; equal parts give equal bytes. */
export const packageFile = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    // The same moment in every file, as the clock of this zone shows it; ZIP files begin in 1980.
    mtime: new Date(1980, 0, 1),
  });

/** A time as the properties of a package write it. */
export const packageTime = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
