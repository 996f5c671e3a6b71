import { Logger } from '@aws-lambda-powertools/logger';
import { createApp } from './create-app.ts';
import { readEnvironment } from './environment.ts';
import { createHandler } from './handler.ts';

const logger = new Logger({ serviceName: 'api' });
const app = await createApp(readEnvironment(), logger);

export const handler = createHandler({ app, logger });
