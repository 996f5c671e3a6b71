import type { ElementContent } from 'hast';
import type { ParsedBody } from './parse-body.ts';

/** Addresses in a body as they are written, in order. */
export interface BodyAddresses {
  readonly links: readonly string[];
  readonly pictures: readonly string[];
}

function* addressesIn(
  nodes: readonly ElementContent[],
  name: 'a' | 'img',
  attribute: 'href' | 'src',
): Generator<string> {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const address = node.properties[attribute];
    if (node.tagName === name && typeof address === 'string') yield address;
    yield* addressesIn(node.children, name, attribute);
  }
}

/** Where the links and pictures of a body lead; only what a reader can follow or see. */
export const bodyAddresses = ({ tree }: ParsedBody): BodyAddresses => ({
  links: [...addressesIn(tree, 'a', 'href')],
  pictures: [...addressesIn(tree, 'img', 'src')],
});
