import { hash } from 'node:crypto';

/** A subtree that is full: what it hashes to, and of how many leaves it is. */
interface Subtree {
  readonly hash: string;
  readonly leaves: number;
}

export interface MerkleRoot {
  readonly add: (leaf: string) => void;
  readonly finish: () => { readonly root: string; readonly leaves: number };
}

const node = (left: string, right: string): string => hash('sha256', Buffer.from(`01${left}${right}`, 'hex'));

/** RFC 6962, section 2.1. */
export const createMerkleRoot = (): MerkleRoot => {
  const full: Subtree[] = [];
  let leaves = 0;
  return {
    add: (leaf) => {
      leaves += 1;
      let last: Subtree = { hash: hash('sha256', `\0${leaf}`), leaves: 1 };
      for (let left = full.at(-1); left !== undefined && left.leaves === last.leaves; left = full.at(-1)) {
        full.pop();
        last = { hash: node(left.hash, last.hash), leaves: 2 * last.leaves };
      }
      full.push(last);
    },
    finish: () => {
      let root: string | undefined;
      for (const subtree of full.toReversed()) {
        root = root === undefined ? subtree.hash : node(subtree.hash, root);
      }
      return { root: root ?? hash('sha256', ''), leaves };
    },
  };
};
