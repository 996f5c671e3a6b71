import { html, type Markup } from '../html.ts';

/** Grey and hatching, so that nothing depends on colours or on a printer that has them. */
export const INK = '#1a1a1a';
export const BAR = '#1f4e79';
export const PALE = '#d5d9de';

export const WIDTH = 480;

/** An accessible SVG of its own, in user units of a picture {@link WIDTH} wide. `id` is unique on its page. */
export const svgFrame = (
  frame: {
    readonly id: string;
    readonly title: string;
    readonly words: string;
    readonly height: number;
  },
  content: Markup | readonly Markup[],
): Markup => html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${frame.height}" role="img" aria-labelledby="${frame.id}-title ${frame.id}-desc" font-size="13">
<title id="${frame.id}-title">${frame.title}</title>
<desc id="${frame.id}-desc">${frame.words}</desc>
${content}
</svg>`;

/** As an attribute writes it: at most two decimals, the same on every machine. */
export const at = (length: number): string => String(Math.round(length * 100) / 100);

export const bar = (place: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
}): Markup =>
  html`<rect x="${at(place.x)}" y="${at(place.y)}" width="${at(place.width)}" height="${at(place.height)}" fill="${place.fill}"/>`;

export const words = (
  text: string | number,
  place: { readonly x: number; readonly y: number; readonly anchor?: 'start' | 'middle' | 'end' },
): Markup =>
  html`<text x="${at(place.x)}" y="${at(place.y)}" text-anchor="${place.anchor ?? 'start'}" fill="${INK}">${text}</text>`;

export const line = (from: readonly [number, number], to: readonly [number, number], width = 1): Markup =>
  html`<line x1="${at(from[0])}" y1="${at(from[1])}" x2="${at(to[0])}" y2="${at(to[1])}" stroke="${INK}" stroke-width="${width}"/>`;

/** Names are cut to fit; the table beside a picture has them in full. */
export const cut = (name: string, most: number): string =>
  Array.from(name).length > most
    ? `${Array.from(name)
        .slice(0, most - 1)
        .join('')}…`
    : name;
