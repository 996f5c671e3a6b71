import { Paragraph, TextRun } from 'docx';
import { xmlCharacters } from '../../domain/xml-text.ts';

type Options = Exclude<ConstructorParameters<typeof Paragraph>[0], string>;

/** A paragraph of plain text, or of several lines, in a style of the file. */
export const words = (
  text: string | readonly string[],
  style: string,
  options: Omit<Options, 'style' | 'children'> = {},
): Paragraph =>
  new Paragraph({
    ...options,
    style,
    children: [text]
      .flat()
      .map((line, index) => new TextRun({ text: xmlCharacters(line), ...(index > 0 ? { break: 1 } : {}) })),
  });
