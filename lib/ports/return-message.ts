import * as z from 'zod';
import type { ReturnWork } from './return-works.ts';

/** The version is part of the type: what changes its meaning gets another one. */
const TYPE = 'gongkai.return.asked.v1';
const SOURCE = '/gongkai/returns';

/** CloudEvents 1.0 in JSON, as nudges are. */
const Message = z.object({
  specversion: z.literal('1.0'),
  type: z.literal(TYPE),
  data: z.object({ year: z.int(), revision: z.int().min(1) }),
});

/** What a queue carries for a return that is to be built: which record says what. */
export const formatReturnWork = ({ year, revision }: ReturnWork): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `${year}/${revision}`,
    source: SOURCE,
    type: TYPE,
    subject: `returns/${year}/${revision}`,
    datacontenttype: 'application/json',
    data: { year, revision },
  });

/** Throws for what `formatReturnWork` has not written: then only ours writes to that queue, and it is our own fault. */
export const parseReturnWork = (text: string): ReturnWork => Message.parse(JSON.parse(text)).data;
