import type { Publication, PublicationPattern } from '../../../../lib/domain/publication.ts';

const PUBLICATION: Publication = {
  channel: 'portal',
  month: '2017-05',
  late: false,
  imported: false,
  practice: false,
  withdrawal: null,
  formRow: 'website',
};

/** An item's pattern from what is special about it; each publication says at least its channel. */
export const patternOf = (
  publications: readonly Partial<Publication>[],
  pattern: Partial<PublicationPattern> = {},
): PublicationPattern => ({
  kind: 'document',
  origin: 'own',
  unit: null,
  area: null,
  publications: publications.map((publication) => ({ ...PUBLICATION, ...publication })),
  ...pattern,
});
