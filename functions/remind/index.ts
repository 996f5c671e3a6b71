import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { createReminding } from './create-reminding.ts';
import { readEnvironment } from './environment.ts';
import { createHandler } from './handler.ts';

const environment = readEnvironment();
const logger = new Logger({ serviceName: 'remind' });
const metrics = new Metrics({
  namespace: 'Gongkai',
  serviceName: 'remind',
  defaultDimensions: { installation: environment.installation },
});
const reminding = await createReminding(environment);

export const handler = createHandler({ ...reminding, logger, metrics });
