import { AlignmentType, type IParagraphStyleOptions, type IPropertiesOptions, LineRuleType } from 'docx';
import { BODY_FONT, HEADING_FONT, SUBHEADING_FONT, TITLE_FONT } from '../document-fonts.ts';

const fonts = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });

/** Twentieths of a point between lines; in official documents 28 points. */
const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACTLY });
const LINES = exactly(560);

/** Two characters: a style's indentation, never spaces. Programs that do not know of characters take the length. */
const TWO_CHARACTERS = { firstLineChars: 200, firstLine: 640 } as const;

const style = (
  id: string,
  size: number,
  paragraph: IParagraphStyleOptions['paragraph'],
  font = BODY_FONT,
): IParagraphStyleOptions => ({
  id,
  name: id,
  basedOn: 'Normal',
  run: { size, font: fonts(font) },
  paragraph: paragraph ?? {},
});

/** GB/T 9704 as far as an annual report goes. Sizes are half points: 44 is 2号, 32 is 3号, 28 is 4号, 21 is 5号. */
export const WORD_STYLES: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: { size: 32, font: fonts(BODY_FONT), language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
    },
    title: {
      run: { size: 44, font: fonts(TITLE_FONT), color: '000000' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 240, after: 240, line: 700, lineRule: LineRuleType.EXACTLY },
      },
    },
    heading1: {
      run: { size: 32, font: fonts(HEADING_FONT), color: '000000' },
      paragraph: {
        keepNext: true,
        indent: TWO_CHARACTERS,
        spacing: LINES,
      },
    },
    heading2: {
      run: { size: 32, font: fonts(SUBHEADING_FONT), color: '000000' },
      paragraph: {
        keepNext: true,
        indent: TWO_CHARACTERS,
        spacing: { before: 160, ...LINES },
      },
    },
  },
  paragraphStyles: [
    style('Body', 32, {
      alignment: AlignmentType.BOTH,
      indent: TWO_CHARACTERS,
      spacing: LINES,
    }),
    style('Mark', 28, { alignment: AlignmentType.RIGHT }, HEADING_FONT),
    style('Meta', 24, { alignment: AlignmentType.CENTER, spacing: { after: 240 } }),
    style(
      'FormTitle',
      36,
      { alignment: AlignmentType.CENTER, keepNext: true, spacing: { after: 60 } },
      TITLE_FONT,
    ),
    style('FormYear', 24, { alignment: AlignmentType.CENTER, keepNext: true, spacing: { after: 60 } }),
    style(
      'Notice',
      24,
      {
        spacing: { before: 80, after: 80 },
        border: Object.fromEntries(
          (['top', 'bottom', 'left', 'right'] as const).map((side) => [
            side,
            { style: 'single', size: 6, space: 4, color: '000000' },
          ]),
        ),
      },
      BODY_FONT,
    ),
    style(
      'TableCaption',
      24,
      { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 160, after: 60 } },
      HEADING_FONT,
    ),
    style('Seal', 24, { keepNext: true, spacing: { after: 60 } }),
    style('TableText', 21, { spacing: exactly(290) }),
    style('TableHeading', 21, { alignment: AlignmentType.CENTER, spacing: exactly(290) }, HEADING_FONT),
    style('SmallText', 18, { spacing: exactly(240) }),
    style('SmallHeading', 18, { alignment: AlignmentType.CENTER, spacing: exactly(240) }, HEADING_FONT),
    style('Gap', 2, { spacing: exactly(40) }),
    style('Figure', 21, { alignment: AlignmentType.CENTER, spacing: { before: 60, after: 200 } }),
    style('Note', 18, { spacing: { before: 40, after: 120 } }),
    style('PageNumber', 28, { alignment: AlignmentType.CENTER }, '宋体'),
  ],
};
