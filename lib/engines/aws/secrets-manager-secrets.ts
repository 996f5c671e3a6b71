import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Instant } from '../../domain/item.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** Milliseconds for which a value is kept: a rotated secret is in use within minutes. */
const KEPT = 120_000;

/** Secrets under `<prefix>/<name>`; one that does not exist is undefined, everything else that goes wrong is thrown. */
export const createSecretsManagerSecrets = ({
  client,
  prefix,
  clock,
}: {
  readonly client: SecretsManagerClient;
  readonly prefix: string;
  readonly clock: Clock;
}): Secrets => {
  const known = new Map<string, { readonly value: string | undefined; readonly readAt: Instant }>();

  const fetchValue = async (name: string): Promise<string | undefined> => {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId: `${prefix}/${name}` }))).SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  return {
    read: async (name) => {
      if (!NAME.test(name)) return undefined;
      const held = known.get(name);
      const now = clock.now();
      if (held !== undefined && now - held.readAt < KEPT) return held.value;
      const value = await fetchValue(name);
      known.set(name, { value, readAt: now });
      return value;
    },
  };
};
