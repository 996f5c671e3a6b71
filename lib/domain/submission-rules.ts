import { type ApprovalPolicy, approvalViolations } from './approval.ts';
import { attachmentViolations } from './attachment-rules.ts';
import { blankText } from './bare-text.ts';
import type { ChannelId, Instant, Submission } from './item.ts';
import { comparePointers, pointerTo } from './json-pointer.ts';
import { namedDate, unreadableDate } from './named-date.ts';
import { textViolations } from './text-rules.ts';
import type { Violation } from './violation.ts';

/** Unicode code points. */
const LONGEST_TITLE = 300;

interface Context {
  readonly now: Instant;
  readonly policy: ApprovalPolicy;
  readonly knownChannels: ReadonlySet<ChannelId>;
}

/**
 * Every rule that the submission breaks, all at once and ordered by pointer; empty when it may be accepted. Whether title
 * and body still say anything once they are canonical is not judged here.
 */
export const submissionViolations = (submission: Submission, context: Context): readonly Violation[] =>
  [
    ...approvalViolations({ submission, now: context.now, policy: context.policy }),
    ...channelViolations(submission, context.knownChannels),
    ...columnViolations(submission),
    ...attachmentViolations(submission),
    ...textViolations(submission),
    ...titleTooLong(submission),
    ...blankText('/issuer', submission.issuer, { zh: '发布机构', en: 'The issuer' }),
    ...unreadablePublishAt(submission),
  ].toSorted((a, b) => comparePointers(a.pointer, b.pointer));

const channelViolations = ({ channels }: Submission, known: ReadonlySet<ChannelId>): readonly Violation[] => {
  if (channels.length === 0) return [{ code: 'channels-empty', pointer: '/channels', message: oneOf(known) }];
  return channels.flatMap((channel, index) => {
    const pointer = `/channels/${index}`;
    return [
      ...(known.has(channel) ? [] : [{ code: 'channel-unknown', pointer, message: unknownBut(known) }]),
      ...(channels.indexOf(channel) === index
        ? []
        : [{ code: 'channel-duplicate', pointer, message: CHANNEL_DUPLICATE }]),
    ];
  });
};

const oneOf = (known: ReadonlySet<ChannelId>) => ({
  zh: `没有选择发布渠道。请至少选择一个：${[...known].join('、')}。`,
  en: `No channel was chosen. Choose at least one of: ${[...known].join(', ')}.`,
});

const unknownBut = (known: ReadonlySet<ChannelId>) => ({
  zh: `没有这个发布渠道。请从以下渠道中选择：${[...known].join('、')}。`,
  en: `There is no such channel. Choose from: ${[...known].join(', ')}.`,
});

const CHANNEL_DUPLICATE = {
  zh: '发布渠道重复。同一渠道只发布一次，请删去重复的一项。',
  en: 'The channel occurs twice, and an item goes to a channel once. Remove the repetition.',
};

const columnViolations = ({ columns, channels }: Submission): readonly Violation[] =>
  Object.entries(columns).flatMap(([channel, column]) => {
    const pointer = pointerTo('/columns', channel);
    return channels.includes(channel)
      ? blankText(pointer, column, { zh: '栏目', en: 'The column' })
      : [{ code: 'column-without-channel', pointer, message: COLUMN_WITHOUT_CHANNEL }];
  });

const COLUMN_WITHOUT_CHANNEL = {
  zh: '为一个未选择的发布渠道指定了栏目。请同时选择该渠道，或删去这个栏目。',
  en: 'A column is given for a channel that was not chosen. Choose the channel too, or remove the column.',
};

const titleTooLong = ({ title }: Submission): readonly Violation[] => {
  if (title.length <= LONGEST_TITLE) return [];
  const length = Array.from(title).length;
  if (length <= LONGEST_TITLE) return [];
  const message = {
    zh: `标题有${length}个字符，最多${LONGEST_TITLE}个。请缩短标题，其余内容放入正文。`,
    en: `The title has ${length} characters, of ${LONGEST_TITLE} at most. Shorten it and put the rest into the body.`,
  };
  return [{ code: 'title-too-long', pointer: '/title', message }];
};

const unreadablePublishAt = ({ publishAt }: Submission): readonly Violation[] =>
  publishAt === null
    ? []
    : unreadableDate(
        namedDate({
          pointer: '/publishAt',
          form: 'day-or-time',
          text: publishAt,
          name: { zh: '定时发布时间', en: 'The time to publish at' },
        }),
      );
