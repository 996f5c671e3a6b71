import { describe, expect, it } from 'vitest';
import { WORDS } from '../../../lib/api/schemas/labels.ts';
import { WAITING_REASONS } from '../../../lib/domain/waiting.ts';

describe('what clerks are told of words that a member may be', () => {
  it.each([...WAITING_REASONS, 'open', 'merge', 'merged', 'apart', 'undo'])('names %s in Chinese', (word) => {
    expect(WORDS[word]).toMatch(/^\p{Script=Han}+$/u);
  });
});
