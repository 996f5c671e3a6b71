import type { TokenRegister } from '../ports/registers.ts';
import { type TokenView, tokenView } from './token-view.ts';

export type ListTokens = () => Promise<readonly TokenView[]>;

/** All tokens ever created, the revoked ones too, newest first. */
export const createListTokens = ({ tokens }: { readonly tokens: TokenRegister }): ListTokens => {
  return async () =>
    (await tokens.list())
      .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
      .map(tokenView);
};
