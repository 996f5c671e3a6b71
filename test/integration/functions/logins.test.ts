import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { claimsOf, makeKey, sign, startIssuer } from '../../examples/issuer.ts';
import { startFunctions } from './functions-under-test.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

it('the function that answers calls takes a login of the configured issuer, as one machine does', async () => {
  const key = await makeKey('first');
  const issuer = await startIssuer(key);
  undo.push(() => issuer.server.close());
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-logins-'));
  undo.push(() => rm(folder, { recursive: true }));
  await cp('config', folder, { recursive: true });
  await writeFile(join(folder, 'identity.json'), JSON.stringify({ oidc: issuer.oidc }));
  await writeFile(
    join(folder, 'outgoing.json'),
    JSON.stringify({ allow: [`127.0.0.1:${issuer.server.port}`] }),
  );
  const functions = await startFunctions(folder);
  undo.push(() => functions.stop());
  const authorization = `Bearer ${await sign(key, claimsOf(issuer.oidc.issuer, Date.now()))}`;

  const posted = await fetch(`${functions.origin}/v1/items`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ ...SUBMISSION_EXAMPLE, attachments: [], relations: [] }),
  });
  expect(posted.status).toBe(201);
  const { id } = JSON.parse(await posted.text());
  const item = await functions.call(`/v1/items/${id}`);
  expect(JSON.parse(await item.text())).toMatchObject({ editions: [{ by: 'oidc:f81d4fae-7dec' }] });
}, 120_000);
