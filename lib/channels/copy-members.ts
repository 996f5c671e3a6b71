import type { Copy } from '../ports/channel.ts';

/** What platforms are told of a copy in words, under the names that all our protocols give it. */
export const copyMembers = ({
  number,
  title,
  documentNumber,
  issuer,
  unit,
  formedOn,
  topic,
  genre,
  kind,
  area,
  column,
  html,
  text,
}: Copy) => ({
  number,
  title,
  documentNumber,
  issuer,
  unit,
  formedOn,
  topic,
  genre,
  kind,
  area,
  column,
  html,
  text,
});
