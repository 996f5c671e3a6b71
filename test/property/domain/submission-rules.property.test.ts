import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Submission } from '../../../lib/domain/item.ts';
import { comparePointers } from '../../../lib/domain/json-pointer.ts';
import { submissionViolations } from '../../../lib/domain/submission-rules.ts';
import { NOTICE_POSTED_AT, officeNotice } from '../../examples/office-notice.ts';

const context = {
  now: NOTICE_POSTED_AT,
  policy: { distinctPersons: true },
  knownChannels: new Set(['portal', 'provincial', 'municipal']),
};

const text = fc.string({ unit: 'binary', maxLength: 20 });
const anything = fc
  .record({
    title: text,
    issuer: text,
    channels: fc.array(fc.oneof(fc.constantFrom(...context.knownChannels), text), { maxLength: 5 }),
    columns: fc.dictionary(
      fc.oneof(fc.constantFrom(...context.knownChannels, '__proto__', 'a/b'), text),
      text,
    ),
    publishAt: fc.option(text),
    attachments: fc.array(fc.record({ name: text, sha256: text, mediaType: text, size: fc.nat() }), {
      maxLength: 12,
    }),
  })
  .map((change): Submission => ({ ...officeNotice, ...change }));

const resolve = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((value: unknown, member) => Object.getOwnPropertyDescriptor(value, member)?.value, document);

it('points at something that was posted, with every violation, in order', () => {
  fc.assert(
    fc.property(anything, (submission) => {
      const violations = submissionViolations(submission, context);
      for (const { pointer } of violations) expect(resolve(submission, pointer)).toBeDefined();
      const pointers = violations.map(({ pointer }) => pointer);
      expect(pointers).toEqual(pointers.toSorted(comparePointers));
    }),
  );
});

const member = fc.constantFrom(
  'title',
  'issuer',
  'documentNumber',
  'unit',
  'topic',
  'genre',
  'area',
  'occurrence',
);
const control = fc.integer({ min: 0, max: 0x9f }).filter((code) => code < 0x20 || code >= 0x7f);

it('refuses a control character wherever it stands, there', () => {
  fc.assert(
    fc.property(member, control, fc.nat(3), (name, code, place) => {
      const spoilt = `${'公'.repeat(place)}${String.fromCharCode(code)}开`;
      expect(submissionViolations({ ...officeNotice, [name]: spoilt }, context)).toMatchObject([
        { code: 'control-character', pointer: `/${name}` },
      ]);
    }),
  );
});

it('refuses half a character wherever it stands, there', () => {
  fc.assert(
    fc.property(member, fc.integer({ min: 0xd800, max: 0xdfff }), (name, code) => {
      expect(
        submissionViolations({ ...officeNotice, [name]: `公${String.fromCharCode(code)}开` }, context),
      ).toMatchObject([{ code: 'text-malformed', pointer: `/${name}` }]);
    }),
  );
});
