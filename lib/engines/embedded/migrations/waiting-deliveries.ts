/** What waits for a person, and since when; the index holds nothing else. */
export const WAITING_DELIVERIES = `
ALTER TABLE delivery ADD COLUMN waiting TEXT;
ALTER TABLE delivery ADD COLUMN waiting_since INTEGER;
UPDATE delivery SET waiting = state, waiting_since = ifnull(json_extract(history, '$[#-1].at'), 0)
  WHERE state IN ('parked', 'handed-over') OR (state = 'unknown' AND next_attempt_at IS NULL);
UPDATE delivery SET waiting = confirmation ->> '$.result', waiting_since = confirmation ->> '$.since'
  WHERE state IN ('published', 'confirmed', 'withdrawn') AND confirmation ->> '$.result' IN ('altered', 'missing', 'reappeared');
CREATE INDEX delivery_waiting ON delivery (waiting, channel, waiting_since) WHERE waiting IS NOT NULL;
`;
