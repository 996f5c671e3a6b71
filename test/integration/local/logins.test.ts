import { afterEach, expect, it } from 'vitest';
import { claimsOf, makeKey, sign, startIssuer } from '../../examples/issuer.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>> | undefined;
let office: OfficeServer | undefined;
afterEach(async () => {
  await office?.stop();
  await issuer?.server.close();
});

it('a login of the configured issuer posts an item, and its history says whose login it was', async () => {
  const key = await makeKey('first');
  issuer = await startIssuer(key);
  office = await startOffice({
    allow: [`127.0.0.1:${issuer.server.port}`],
    identity: { oidc: issuer.oidc },
  });
  const authorization = `Bearer ${await sign(key, claimsOf(issuer.oidc.issuer, Date.now()))}`;

  const posted = await office.call('POST', '/v1/items', noticeOf(1, ['municipal'], '2026-11-03'), {
    authorization,
  });
  expect(posted.status).toBe(201);
  const { body } = await office.call('GET', `/v1/items/${posted.body.id}`);
  expect(body.history).toContainEqual(expect.objectContaining({ by: 'oidc:f81d4fae-7dec' }));
  expect(body.editions).toMatchObject([{ by: 'oidc:f81d4fae-7dec' }]);
  expect((await office.call('GET', '/v1/tokens', undefined, { authorization })).status).toBe(403);
});

it('a login is answered 503 where the office allows no requests to the issuer', async () => {
  const key = await makeKey('first');
  issuer = await startIssuer(key);
  office = await startOffice({ identity: { oidc: issuer.oidc } });
  const authorization = `Bearer ${await sign(key, claimsOf(issuer.oidc.issuer, Date.now()))}`;

  expect(await office.call('GET', '/v1/channels', undefined, { authorization })).toMatchObject({
    status: 503,
    body: { code: 'identity-unavailable' },
  });
  expect(issuer.server.received).toEqual([]);
});
