import type { z } from '@hono/zod-openapi';
import { invalidProblem, type Problem, type ProblemError } from './problem.ts';
import { shapeViolations } from './shape-violations.ts';

/** What a schema refused, as a problem: all of it at once. `part` is the part of the request, the body where it is not given. */
export const shapeProblem = (
  error: z.core.$ZodError,
  { input, part }: { readonly input: unknown; readonly part?: 'path' | 'query' },
): Problem => {
  const [first, ...rest] = shapeViolations(error, input);
  const placed = (violation: ProblemError) => (part === undefined ? violation : { ...violation, in: part });
  return invalidProblem([placed(first), ...rest.map(placed)]);
};
