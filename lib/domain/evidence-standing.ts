/** Why an item is in the evidence of a year. */
export type EvidenceStanding = 'counted' | 'earlier' | 'repost-left-out' | 'in-error';
