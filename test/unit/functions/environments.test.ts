import { afterEach, describe, expect, it, vi } from 'vitest';
import * as api from '../../../functions/api/environment.ts';
import * as confirm from '../../../functions/confirm/environment.ts';
import * as deliver from '../../../functions/deliver/environment.ts';
import * as remind from '../../../functions/remind/environment.ts';
import * as report from '../../../functions/report/environment.ts';
import * as tick from '../../../functions/tick/environment.ts';

const STORAGE = { TABLE_NAME: 'ledger', BUCKET_NAME: 'objects' };
const QUEUE_URLS = JSON.stringify({ portal: 'https://queue.example/portal' });
const DELIVER = {
  ...STORAGE,
  CHANNEL: 'portal',
  QUEUE_URL: 'https://queue.example/portal',
  SECRETS_PREFIX: 'gongkai',
  PUBLIC_ORIGIN: 'https://api.example/',
};

const setEnvironment = (variables: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the environment of a function', () => {
  it('is read into names of the code, the configuration taken from the bundle', () => {
    const RETURN_QUEUE_URL = 'https://queue.example/returns';
    setEnvironment({ ...DELIVER, QUEUE_URLS, RETURN_QUEUE_URL, INSTALLATION: 'gongkai' });
    const storage = { tableName: 'ledger', bucketName: 'objects', configDir: 'config' };
    const queueUrls = new Map([['portal', 'https://queue.example/portal']]);

    expect(report.readEnvironment()).toEqual({ storage, secretsPrefix: 'gongkai' });
    expect(remind.readEnvironment()).toEqual({ storage, installation: 'gongkai' });
    expect(tick.readEnvironment()).toEqual({ storage, queueUrls });
    expect(confirm.readEnvironment()).toEqual({
      storage,
      queueUrls,
      publicOrigin: 'https://api.example',
      installation: 'gongkai',
    });
    expect(api.readEnvironment()).toEqual({
      storage,
      queueUrls,
      secretsPrefix: 'gongkai',
      returnQueueUrl: RETURN_QUEUE_URL,
    });
    expect(deliver.readEnvironment()).toEqual({
      storage,
      channel: 'portal',
      queueUrl: 'https://queue.example/portal',
      secretsPrefix: 'gongkai',
      publicOrigin: 'https://api.example',
    });
  });

  it('names every variable that is missing', () => {
    setEnvironment({ TABLE_NAME: '' });

    expect(() => deliver.readEnvironment()).toThrow(
      /TABLE_NAME[^]*BUCKET_NAME[^]*CHANNEL[^]*QUEUE_URL[^]*SECRETS_PREFIX[^]*PUBLIC_ORIGIN/,
    );
  });

  it.each(['', '{', '[]x', '{"portal":"no url"}', '"https://queue.example"'])(
    'is refused with %j for the queues',
    (urls) => {
      setEnvironment({ ...STORAGE, QUEUE_URLS: urls });

      expect(() => tick.readEnvironment()).toThrow('not a JSON object of URLs');
    },
  );
});
