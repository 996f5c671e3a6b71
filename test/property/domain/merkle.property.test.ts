import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMerkleTree } from '../../../lib/domain/evidence/merkle.ts';
import { createMerkleRoot } from '../../../local/verify/merkle-root.ts';

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** As RFC 6962 section 2.1 writes it down. */
const naive = (leaves: readonly string[]): Buffer => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Buffer.from([0]), Buffer.from(only));
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Buffer.from([1]), naive(leaves.slice(0, half)), naive(leaves.slice(half)));
};

const rootOf = (leaves: readonly string[]): string => {
  const tree = createMerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  expect(tree.leaves()).toBe(leaves.length);
  return tree.root();
};

describe('the Merkle root', () => {
  it('of every number of leaves up to 130 is that of RFC 6962', () => {
    for (let length = 0; length <= 130; length += 1) {
      const leaves = Array.from({ length }, (_, index) => `第${index}行`);
      expect(rootOf(leaves)).toBe(naive(leaves).toString('hex'));
    }
  });

  it('of any leaves is that of RFC 6962, and the verifier comes to the same', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 70 }), (leaves) => {
        const expected = naive(leaves).toString('hex');
        const verifying = createMerkleRoot();
        for (const leaf of leaves) verifying.add(leaf);
        expect(rootOf(leaves)).toBe(expected);
        expect(verifying.finish()).toEqual({ root: expected, leaves: leaves.length });
      }),
    );
  });

  it('may be asked for on the way', () => {
    const tree = createMerkleTree();
    tree.add('一');
    expect(tree.root()).toBe(naive(['一']).toString('hex'));
    tree.add('二');
    tree.add('三');
    expect(tree.root()).toBe(naive(['一', '二', '三']).toString('hex'));
  });

  it('is another when two leaves change places, one is left out, or one comes twice', () => {
    const root = rootOf(['一', '二', '三']);
    for (const others of [
      ['二', '一', '三'],
      ['一', '二'],
      ['一', '二', '三', '三'],
    ])
      expect(rootOf(others)).not.toBe(root);
  });
});
