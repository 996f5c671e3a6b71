import type { PublicationPattern } from '../../domain/publication.ts';
import type { KnownCodes } from './known-codes.ts';
import { type DeliveryCodes, firstCodeOf } from './publication-codes.ts';

/** A public delivery as a count reads it. */
export interface CodedDelivery extends DeliveryCodes {
  readonly generation: number;
}

/** An item's pattern up to the end of the year; undefined where it was not public by then. */
export type PatternOf = (
  deliveries: readonly CodedDelivery[],
  throughYear: number,
) => PublicationPattern | undefined;

export const createPatternOf = (codes: KnownCodes): PatternOf => {
  const channelOf = ({ publication }: CodedDelivery): string => codes.publication(publication).channel;
  return (deliveries, throughYear) => {
    const within = deliveries
      .filter(({ publication }) => publication < firstCodeOf(throughYear + 1))
      .toSorted((a, b) => (channelOf(a) < channelOf(b) ? -1 : 1));
    // Whose facets count where the deliveries differ: see PublicationPattern.
    let leading = within[0];
    for (const candidate of within) {
      if (leading !== undefined && candidate.generation > leading.generation) leading = candidate;
    }
    if (leading === undefined) return undefined;
    return {
      ...codes.facets(leading.facets),
      publications: within.map(({ publication }) => codes.publication(publication)),
    };
  };
};
