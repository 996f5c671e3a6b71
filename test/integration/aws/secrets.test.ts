import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretsManagerSecrets } from '../../../lib/engines/aws/secrets-manager-secrets.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { createSettableClock } from '../../contract/engine-under-test.ts';
import { NOON } from '../../contract/rows.ts';

let services: AwsServices;
let client: SecretsManagerClient;

beforeEach(async () => {
  services = await startAwsServices();
  client = new SecretsManagerClient({
    region: 'cn-north-1',
    credentials: { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
    endpoint: services.environment['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? '',
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await services.stop();
});

describe('secrets on AWS', () => {
  it('are read under the prefix, and undefined where there is none', async () => {
    services.secrets.set('gongkai/portal', 'whsec_bWFkZSB1cA==');
    services.secrets.set('other/municipal', 'whsec_bWFkZSB1cA==');
    const secrets = createSecretsManagerSecrets({ client, prefix: 'gongkai', clock: { now: () => NOON } });

    expect(await secrets.read('portal')).toBe('whsec_bWFkZSB1cA==');
    expect(await secrets.read('municipal')).toBeUndefined();
  });

  it('are kept for two minutes, then a new value is taken up', async () => {
    const clock = createSettableClock(NOON);
    const secrets = createSecretsManagerSecrets({ client, prefix: 'gongkai', clock });
    services.secrets.set('gongkai/portal', 'old');
    await secrets.read('portal');
    services.secrets.set('gongkai/portal', 'new');

    clock.set(NOON + 119_000);
    const kept = await secrets.read('portal');
    clock.set(NOON + 121_000);

    expect(kept).toBe('old');
    expect(await secrets.read('portal')).toBe('new');
  });

  it.each(['../administrator-token', 'a/b', ''])('are never looked for under the name "%s"', async (name) => {
    services.secrets.set(`gongkai/${name}`, 'secret');
    const secrets = createSecretsManagerSecrets({ client, prefix: 'gongkai', clock: { now: () => NOON } });

    expect(await secrets.read(name)).toBeUndefined();
  });

  it('that cannot be asked for are thrown: a fault is not an absence', async () => {
    const secrets = createSecretsManagerSecrets({ client, prefix: 'gongkai', clock: { now: () => NOON } });
    await services.stop();

    await expect(secrets.read('portal')).rejects.toThrow('ECONNREFUSED');

    services = await startAwsServices();
  });
});
