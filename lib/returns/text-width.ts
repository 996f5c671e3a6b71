/** The width of a line of text, in halves of a Chinese character: what is not Latin is twice as wide. */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (/[\u0020-\u007E]/.test(character) ? 1 : 2), 0);
