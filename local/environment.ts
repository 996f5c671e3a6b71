import * as z from 'zod';
import { wrongPlaces } from '../lib/configuration/wrong-places.ts';

/** What the single-machine server takes from its environment; everything else stands in the configuration folder. */
const Environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    DATA_DIR: z.string().min(1).default('.data'),
    CONFIG_DIR: z.string().min(1).default('config'),
    GONGKAI_ADMIN_TOKEN: z.string().min(32).optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .transform((environment) => ({
    host: environment.HOST,
    port: environment.PORT,
    dataDir: environment.DATA_DIR,
    configDir: environment.CONFIG_DIR,
    adminToken: environment.GONGKAI_ADMIN_TOKEN ?? null,
    logLevel: environment.LOG_LEVEL,
  }));
export type Environment = z.output<typeof Environment>;

class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';
}

/** Throws `EnvironmentProblem`, naming every variable that cannot be used. */
export const parseEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment => {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const places = wrongPlaces(parsed.error, variables, { secret: true }).map((place) => place.slice(1));
  throw new EnvironmentProblem(
    `环境变量有误。These environment variables cannot be used:\n${places.join('\n')}`,
  );
};
