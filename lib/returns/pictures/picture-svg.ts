import type { Markup } from '../html.ts';
import { disclosureSvg } from './disclosure-svg.ts';
import { monthSvg } from './month-svg.ts';
import { overlapSvg } from './overlap-svg.ts';
import type { Picture } from './picture.ts';

/** The picture as SVG for the inside of a page, where no other picture is `of` the same. */
export const pictureSvg = (picture: Picture): Markup => {
  const id = `picture-${picture.of}`;
  if (picture.of === 'overlaps') return overlapSvg(picture, id);
  return picture.of === 'months' ? monthSvg(picture, id) : disclosureSvg(picture, id);
};
