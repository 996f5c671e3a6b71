import { HTTPException } from 'hono/http-exception';
import { StorageTrouble } from '../ports/storage-trouble.ts';
import type { ApiContext } from './endpoint.ts';
import type { Log } from './log.ts';
import { type Problem, problemOf, refuse } from './problem.ts';

/** Answers what was thrown: ours is told to the log alone; a body that broke off or a request the framework refused is the caller's. */
export const answerFault = (fault: Error, context: ApiContext, log: Log): Response => {
  if ((fault instanceof HTTPException && fault.status < 500) || context.req.raw.signal.aborted) {
    return refuse(context, problemOf('bad-request'));
  }
  log.error(
    {
      requestId: context.get('requestId'),
      method: context.req.method,
      path: context.req.path,
      fault: { name: fault.name, message: fault.message, stack: fault.stack },
    },
    'fault',
  );
  if (fault instanceof StorageTrouble) return refuse(context, storageProblem(fault));
  return refuse(context, problemOf('internal-error'));
};

/** Seconds until a person may have made space; a client that repeats by itself is not to do so at once. */
const RETRY_AFTER = '60';

const storageProblem = ({ trouble }: StorageTrouble): Problem =>
  problemOf(trouble === 'full' ? 'storage-full' : 'storage-unavailable', {
    headers: { 'Retry-After': RETRY_AFTER },
  });
