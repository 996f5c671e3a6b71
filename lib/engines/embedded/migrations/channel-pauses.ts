/** Pauses of a channel, and who ordered them and why. */
export const CHANNEL_PAUSES = `
ALTER TABLE channel_state ADD COLUMN paused TEXT;
ALTER TABLE channel_state ADD COLUMN history TEXT NOT NULL DEFAULT '[]';
ALTER TABLE channel_state ADD COLUMN history_head TEXT;
`;
