import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { createConfirming } from './create-confirming.ts';
import { readEnvironment } from './environment.ts';
import { createHandler } from './handler.ts';

const environment = readEnvironment();
const logger = new Logger({ serviceName: 'confirm' });
const metrics = new Metrics({
  namespace: 'Gongkai',
  serviceName: 'confirm',
  defaultDimensions: { installation: environment.installation },
});
const confirming = await createConfirming(environment, logger);

export const handler = createHandler({ ...confirming, logger, metrics });
