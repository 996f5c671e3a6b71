import * as z from 'zod';

const Text = z.string().min(1).max(500);

/** `config/office.json`: the reporting unit (填报单位) and what its pages must say of it. */
export const Office = z.strictObject({
  $comment: z.string().optional(),
  /** The unit's name, as it signs. */
  name: Text,
  /** How the sentence of the report names it. */
  shortName: Text,
  site: z.strictObject({
    name: Text,
    domain: Text,
    /** 网站标识码. */
    idCode: z
      .string()
      .regex(/^[0-9A-Za-z]{10}$/, '应为 10 位网站标识码。It has to be the 10 characters of the site’s code.'),
  }),
  /** What 公开指南 must say (条例 2019 article 12). */
  guide: z.strictObject({
    address: Text,
    telephone: Text,
    fax: Text.nullable().default(null),
    email: Text.nullable().default(null),
    hours: Text,
    waysToApply: z.array(Text).min(1),
    supervision: Text,
  }),
});
export type Office = z.infer<typeof Office>;
