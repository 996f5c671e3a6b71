import { hash } from 'node:crypto';
import { type CountRequest, countYear } from '../../domain/count/count-year.ts';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import type { Sha256 } from '../../domain/item.ts';
import type { GatheredEvidence } from '../gather-evidence.ts';

/**
 * SHA-256 of everything that figures of a return are made of: equal ones are equal figures of equal items, in tables and text.
 * `lines` covers what the evidence tells of each item; areas, days and remarks do not stand there.
 */
export const figuresHash = (
  lines: Sha256,
  { tallies, disclosureDays, remarks }: GatheredEvidence,
  counting: Omit<CountRequest, 'by' | 'quarter'>,
): Sha256 => {
  const { groups: areas } = countYear(tallies, { ...counting, by: 'area' });
  return hash('sha256', canonicalJson({ lines, areas, disclosureDays, remarks }));
};
