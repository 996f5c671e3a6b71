import { html, type Markup } from '../html.ts';
import { type MonthPicture, pictureWords, UNKNOWN } from './picture.ts';
import { BAR, bar, line, svgFrame, WIDTH, words } from './svg-frame.ts';

const LEFT = 8;
const PANEL = 122;
const TALLEST = 64;
const COLUMN = (WIDTH - 2 * LEFT) / 12;

/** A row of bars for each channel, all on one scale, so that their heights compare. */
export const monthSvg = (picture: MonthPicture, id: string): Markup => {
  const most = Math.max(1, ...picture.channels.flatMap(({ items }) => items.map(Number)));
  const panels = picture.channels.map(({ name, items }, index) => {
    const top = PANEL * index;
    const baseline = top + 34 + TALLEST;
    const bars = items.map((figure, month) => {
      const height = (TALLEST * (figure ?? 0)) / most;
      const x = LEFT + COLUMN * (month + 0.5);
      return html`${bar({ x: x - COLUMN * 0.3, y: baseline - height, width: COLUMN * 0.6, height, fill: BAR })}${words(
        figure ?? UNKNOWN,
        { x, y: baseline - height - 4, anchor: 'middle' },
      )}${words(`${month + 1}月`, { x, y: baseline + 16, anchor: 'middle' })}`;
    });
    return html`${words(name, { x: LEFT, y: top + 14 })}${line([LEFT, baseline], [WIDTH - LEFT, baseline])}${bars}`;
  });
  return svgFrame(
    {
      id,
      title: picture.title,
      words: pictureWords(picture),
      height: Math.max(1, PANEL * picture.channels.length),
    },
    panels,
  );
};
