import { describe, expect, it } from 'vitest';
import { copyKey, parseCopyKey } from '../../../lib/domain/copy-key.ts';

const ID = 'a'.repeat(64);

describe('the key of a copy', () => {
  it.each([
    { itemId: ID, number: '2026-0078', edition: 1, text: '2026-0078/1' },
    { itemId: ID, number: null, edition: 12, text: `${ID}/12` },
  ])('$text names item and edition, and is read back', ({ text, ...copy }) => {
    expect(copyKey(copy)).toBe(text);
    expect(parseCopyKey(text)).toEqual({ idOrNumber: copy.number ?? ID, edition: copy.edition });
  });

  it('may leave the edition out, and be written full width or with spaces around', () => {
    expect(parseCopyKey(' ２０２６－００７８ ')).toEqual({ idOrNumber: '2026-0078', edition: null });
  });

  it.each(['', '42', '2026-78', `${ID}0`, '2026-0078/0', '2026-0078/x', '虚政服发〔2026〕3号'])(
    'is not read from “%s”',
    (text) => {
      expect(parseCopyKey(text)).toBeUndefined();
    },
  );
});
