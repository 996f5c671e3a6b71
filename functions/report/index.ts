import { Logger } from '@aws-lambda-powertools/logger';
import { createReporting } from './create-reporting.ts';
import { readEnvironment } from './environment.ts';
import { createHandler } from './handler.ts';

const logger = new Logger({ serviceName: 'report' });
const reporting = await createReporting(readEnvironment(), logger);

export const handler = createHandler({ ...reporting, logger });
