import { html, type Markup } from '../html.ts';
import { type DisclosurePicture, pictureWords } from './picture.ts';
import { at, BAR, INK, line, svgFrame, WIDTH, words } from './svg-frame.ts';

const NAMES = 130;
const ROW = 30;
const WIDEST = WIDTH - NAMES - 60;

/** Bars lying down; past the limit they are hatched, below a line that names it. */
export const disclosureSvg = (picture: DisclosurePicture, id: string): Markup => {
  const { ranges, limit } = picture;
  const most = Math.max(1, ...ranges.map(({ items }) => items));
  const within = ranges.filter(({ late }) => !late).length;
  // The line of the limit takes a row of its own.
  const top = (index: number): number => 6 + ROW * (index < within ? index : index + 1);
  const rows = ranges.map(({ words: range, items, late }, index) => {
    const width = (WIDEST * items) / most;
    const fill = late ? `url(#${id}-late)` : BAR;
    const outline = late && items > 0 ? html` stroke="${INK}"` : html``;
    return html`${words(range, { x: NAMES - 8, y: top(index) + 19, anchor: 'end' })}<rect x="${NAMES}" y="${top(index) + 5}" width="${at(width)}" height="${ROW - 10}" fill="${fill}"${outline}/>${words(
      items,
      { x: NAMES + width + 6, y: top(index) + 19 },
    )}`;
  });
  const border = 6 + ROW * (within + 0.5);
  const height = 12 + ROW * (ranges.length + 1);
  return svgFrame({ id, title: picture.title, words: pictureWords(picture), height }, [
    html`<defs><pattern id="${id}-late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#b35900"/></pattern></defs>`,
    line([NAMES, 2], [NAMES, height - 4]),
    ...rows,
    html`<line x1="4" y1="${border}" x2="${WIDTH - 4}" y2="${border}" stroke="${INK}" stroke-width="1.5" stroke-dasharray="6 4"/>`,
    html`<rect x="${WIDTH - 194}" y="${border - 11}" width="194" height="22" fill="#fff"/>`,
    words(`法定期限：${limit}个工作日`, { x: WIDTH - 12, y: border + 5, anchor: 'end' }),
  ]);
};
