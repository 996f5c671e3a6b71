import type { Configuration } from '../../lib/configuration/configuration.ts';
import { readConfiguration } from '../../lib/configuration/read-configuration.ts';
import { createDynamoClient, createS3Client } from '../../lib/engines/aws/aws-clients.ts';
import { createAwsEngine } from '../../lib/engines/aws/create-aws-engine.ts';
import { type Clock, systemClock } from '../../lib/ports/clock.ts';
import type { Engine } from '../../lib/ports/engine.ts';
import type { Storage } from './storage-environment.ts';

export interface Runtime {
  readonly engine: Engine;
  readonly configuration: Configuration;
  readonly clock: Clock;
}

/** Made once a cold start; throws `ConfigurationProblem`, and then no request is served under half a configuration. */
export const openRuntime = async ({ tableName, bucketName, configDir }: Storage): Promise<Runtime> => ({
  engine: createAwsEngine({ dynamo: createDynamoClient(), s3: createS3Client(), tableName, bucketName }),
  configuration: await readConfiguration(configDir),
  clock: systemClock,
});
