import type { ChannelId, Submission } from '../../../lib/domain/item.ts';
import { officeNotice } from '../../examples/office-notice.ts';

/** Few enough that runs post the same one again and again. */
export const NOTICES = 4;

/** A made-up notice; `wording` 0 is how it was first written. */
export const noticeOf = (number: number, wording: number, channels: readonly ChannelId[]): Submission => ({
  ...officeNotice,
  title: `关于第${number + 1}号虚构事项的通知`,
  documentNumber: null,
  body: {
    format: 'text',
    content: `第${number + 1}号虚构事项照常办理。${wording === 0 ? '' : `第${wording}次改写。`}`,
  },
  attachments: [],
  relations: [],
  columns: {},
  channels,
});
