import type { Logger } from '@aws-lambda-powertools/logger';
import type { NudgeFailure } from '../../lib/engines/aws/sqs-nudges.ts';

/** The logger in the order of arguments that the API uses. */
export const functionLog = (logger: Logger) => ({
  info: (told: Readonly<Record<string, unknown>>, message: string) => logger.info(message, { ...told }),
  error: (told: Readonly<Record<string, unknown>>, message: string) => logger.error(message, { ...told }),
});

export const tellNudgeFailure =
  (logger: Logger) =>
  (failure: NudgeFailure): void =>
    logger.warn('nudges were not sent; the tick sends them again', { ...failure });
