import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { createDelivering } from './create-delivering.ts';
import { readEnvironment } from './environment.ts';
import { createHandler } from './handler.ts';

const environment = readEnvironment();
const logger = new Logger({
  serviceName: 'deliver',
  persistentLogAttributes: { channel: environment.channel },
});
const metrics = new Metrics({ namespace: 'Gongkai', defaultDimensions: { channel: environment.channel } });
const delivering = await createDelivering(environment, logger);

export const handler = createHandler({ ...delivering, logger, metrics });
