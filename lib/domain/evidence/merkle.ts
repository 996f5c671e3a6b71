import { hash } from 'node:crypto';
import type { Sha256 } from '../item.ts';

/** RFC 6962 section 2.1: SHA-256 of 0x00 and the leaf, so that no leaf is mistaken for a node. */
const leafHash = (leaf: string): Buffer => hash('sha256', `\0${leaf}`, 'buffer');

const SHA256_BYTES = 32;

/** SHA-256 of 0x01 and both hashes below. */
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  const node = new Uint8Array(1 + 2 * SHA256_BYTES);
  node[0] = 0x01;
  node.set(left, 1);
  node.set(right, 1 + SHA256_BYTES);
  return hash('sha256', node, 'buffer');
};

export interface MerkleTree {
  /** Takes the next leaf, in UTF-8. */
  readonly add: (leaf: string) => void;
  readonly leaves: () => number;
  /** Of the leaves so far; of none the SHA-256 of nothing. */
  readonly root: () => Sha256;
}

/** The Merkle tree hash of RFC 6962, made leaf by leaf: kept are the roots of the full subtrees, one a power of two. */
export const createMerkleTree = (): MerkleTree => {
  let leaves = 0;
  const subtrees: Buffer[] = [];
  return {
    add: (leaf) => {
      let node = leafHash(leaf);
      // Each bit of the number of leaves that carries joins two subtrees of one size.
      for (let carry = leaves; carry % 2 === 1; carry = (carry - 1) / 2) {
        const left = subtrees.pop();
        if (left !== undefined) node = nodeHash(left, node);
      }
      subtrees.push(node);
      leaves += 1;
    },
    leaves: () => leaves,
    root: () => {
      const right = subtrees.at(-1);
      if (right === undefined) return hash('sha256', '');
      return subtrees
        .slice(0, -1)
        .reduceRight<Buffer>((below, left) => nodeHash(left, below), right)
        .toString('hex');
    },
  };
};
