import { Logger } from '@aws-lambda-powertools/logger';
import { createTicking } from './create-ticking.ts';
import { readEnvironment } from './environment.ts';
import { createHandler } from './handler.ts';

const logger = new Logger({ serviceName: 'tick' });
const ticking = await createTicking(readEnvironment(), logger);

export const handler = createHandler({ ...ticking, logger });
