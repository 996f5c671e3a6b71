import type { ChannelId } from '../item.ts';
import type { FormRow } from '../ledger-rows.ts';
import type { Standing } from './classify.ts';

export const FIGURE_NAMES = [
  'total',
  'published',
  'earlier',
  'reposts',
  'withdrawn',
  'withdrawn-as-error',
  'late',
  'imported',
  'practice',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** One number of a count, as what opens it into its items. */
export type Figure =
  | { readonly of: 'figure'; readonly name: FigureName }
  /** On these channels and no other. */
  | { readonly of: 'region'; readonly channels: readonly ChannelId[] }
  /** On these channels at least: with one a channel's figure, with more an overlap. */
  | { readonly of: 'overlap'; readonly channels: readonly ChannelId[] }
  | { readonly of: 'form-row'; readonly formRow: FormRow };

const BELONGS: Readonly<Record<FigureName, (standing: Standing) => boolean>> = {
  total: ({ counted }) => counted,
  published: ({ withdrawnAsError }) => !withdrawnAsError,
  earlier: ({ earlier }) => earlier,
  reposts: ({ repost }) => repost,
  withdrawn: ({ withdrawn }) => withdrawn,
  'withdrawn-as-error': ({ withdrawnAsError }) => withdrawnAsError,
  late: ({ late }) => late,
  imported: ({ importedDeliveries }) => importedDeliveries > 0,
  practice: ({ practiceDeliveries }) => practiceDeliveries > 0,
};

/** Is an item of this standing one of those that the figure counts? */
export const belongsTo = (standing: Standing, figure: Figure): boolean => {
  if (figure.of === 'figure') return BELONGS[figure.name](standing);
  if (figure.of === 'form-row') return standing.formRows.includes(figure.formRow);
  const exactly = figure.of === 'region';
  return (
    figure.channels.length > 0 &&
    figure.channels.every((channel) => standing.channels.includes(channel)) &&
    (!exactly || standing.channels.length === new Set(figure.channels).size)
  );
};
