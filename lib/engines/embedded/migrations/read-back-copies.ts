/** When each public copy is read back next; copies from before have their first look at once. */
export const READ_BACK_COPIES = `
ALTER TABLE delivery ADD COLUMN confirmation TEXT;
ALTER TABLE delivery ADD COLUMN confirm_at INTEGER;
UPDATE delivery SET confirm_at = public_at
  WHERE state = 'published' AND imported_by IS NULL AND json_extract(receipt, '$.url') IS NOT NULL;
CREATE INDEX delivery_confirm ON delivery (channel, confirm_at) WHERE confirm_at IS NOT NULL;
`;
