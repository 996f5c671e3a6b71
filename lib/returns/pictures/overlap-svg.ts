import { html, type Markup } from '../html.ts';
import { type OverlapPicture, pictureWords, UNKNOWN } from './picture.ts';
import { at, BAR, bar, cut, INK, line, PALE, svgFrame, WIDTH, words } from './svg-frame.ts';

const LEFT = 190;
const TALLEST = 130;
const TOP = 24;
const ROW = 28;
const WIDEST_COLUMN = 46;

/** Bars of the sets above, a row of dots for each channel below; dots of one set are joined. */
export const overlapSvg = (picture: OverlapPicture, id: string): Markup => {
  const { channels, regions } = picture;
  const baseline = TOP + TALLEST;
  const column = Math.min(WIDEST_COLUMN, (WIDTH - LEFT - 8) / Math.max(1, regions.length));
  const most = Math.max(1, ...regions.map(({ items }) => items));
  const middle = (index: number): number => LEFT + column * (index + 0.5);
  const rowMiddle = (index: number): number => baseline + 18 + ROW * (index + 0.5);
  const stripes = channels.map((_channel, index) =>
    index % 2 === 0
      ? bar({ x: 0, y: rowMiddle(index) - ROW / 2, width: WIDTH, height: ROW, fill: '#f3f4f6' })
      : html``,
  );
  const names = channels.map(({ name, items }, index) => [
    words(cut(name, 10), { x: 4, y: rowMiddle(index) + 5 }),
    words(items ?? UNKNOWN, { x: LEFT - 14, y: rowMiddle(index) + 5, anchor: 'end' as const }),
  ]);
  const sets = regions.map((region, index) => {
    const height = (TALLEST * region.items) / most;
    const on = region.on.flatMap((has, row) => (has ? [row] : []));
    const [first, last] = [on[0], on.at(-1)];
    return html`${bar({ x: middle(index) - column * 0.3, y: baseline - height, width: column * 0.6, height, fill: BAR })}${words(
      region.items,
      { x: middle(index), y: baseline - height - 5, anchor: 'middle' },
    )}${region.on.map(
      (has, row) =>
        html`<circle cx="${at(middle(index))}" cy="${at(rowMiddle(row))}" r="6" fill="${has ? INK : PALE}"/>`,
    )}${
      first === undefined || last === undefined || first === last
        ? ''
        : line([middle(index), rowMiddle(first)], [middle(index), rowMiddle(last)], 3)
    }`;
  });
  return svgFrame(
    {
      id,
      title: picture.title,
      words: pictureWords(picture),
      height: baseline + 22 + ROW * channels.length,
    },
    [...stripes, line([LEFT, baseline], [WIDTH - 4, baseline]), ...names.flat(), ...sets],
  );
};
