import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { type Calendar, parseCalendar } from '../domain/calendar.ts';
import { ChannelsFile } from './channel-definition.ts';
import type { Configuration } from './configuration.ts';
import { Identity } from './identity.ts';
import { Limits } from './limits.ts';
import { Office } from './office.ts';
import { Outgoing } from './outgoing.ts';
import { Policies } from './policies.ts';
import { wrongPlaces } from './wrong-places.ts';

/** A configuration file is missing, not JSON or says something it may not; the message names the file and each place. */
export class ConfigurationProblem extends Error {
  override readonly name = 'ConfigurationProblem';
}

const readJson = async (folder: string, name: string): Promise<unknown> => {
  const file = join(folder, name);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const sentence = isMissing(cause)
      ? `配置目录 ${folder} 中没有 ${name}。配置目录须包含全部配置文件，缺少的可从程序自带的 config 目录复制。There is no ${name} in the configuration folder ${folder}. It has to hold every configuration file; copy what is missing from the folder config that comes with the program.`
      : `配置文件无法读取：${file}。请检查运行系统的账号有无读取权限。The configuration file cannot be read: ${file}. See whether the account running the server may read it.`;
    throw new ConfigurationProblem(sentence, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const where = cause instanceof SyntaxError ? `\n${cause.message}` : '';
    throw new ConfigurationProblem(
      `配置文件不是有效的 JSON：${file}。请检查括号、引号和逗号。The configuration file is not JSON: ${file}. Check its brackets, quotes and commas.${where}`,
      { cause },
    );
  }
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const wrongFile = (file: string, places: readonly string[], cause?: unknown): ConfigurationProblem =>
  new ConfigurationProblem(
    `配置文件 ${file} 有误，请改正后重新启动。Mend this configuration file and start again:\n${places.join('\n')}`,
    { cause },
  );

const readCalendar = async (folder: string): Promise<Calendar> => {
  const name = 'calendar.json';
  const value = await readJson(folder, name);
  try {
    return parseCalendar(value);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw wrongFile(join(folder, name), [cause.message], cause);
  }
};

const readPart = async <Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const value = await readJson(folder, name);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrongFile(join(folder, name), wrongPlaces(parsed.error, value));
};

/** A platform's template is a sheet with a few headings. */
const LARGEST_TEMPLATE = 5 * 1024 * 1024;

const readTemplates = async (folder: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const templates = join(folder, 'templates');
  try {
    const names = (await readdir(templates)).filter(
      (name) => name.endsWith('.xlsx') && !name.startsWith('.'),
    );
    const read = await Promise.all(
      names.map(async (name) => [name, await readFile(join(templates, name))] as const),
    );
    const large = read.find(([, bytes]) => bytes.length > LARGEST_TEMPLATE);
    if (large === undefined) return new Map(read);
    throw wrongFile(join(templates, large[0]), ['模板过大，不得超过 5 MiB (larger than 5 MiB)']);
  } catch (cause) {
    if (isMissing(cause)) return new Map();
    throw cause;
  }
};

/** Reads and checks every file of a configuration folder; throws `ConfigurationProblem`. */
export const readConfiguration = async (folder: string): Promise<Configuration> => {
  const [channels, policies, office, outgoing, limits, identity, calendar, templates] = await Promise.all([
    readPart(folder, 'channels.json', ChannelsFile),
    readPart(folder, 'policies.json', Policies),
    readPart(folder, 'office.json', Office),
    readPart(folder, 'outgoing.json', Outgoing),
    readPart(folder, 'limits.json', Limits),
    readPart(folder, 'identity.json', Identity),
    readCalendar(folder),
    readTemplates(folder),
  ]);
  return {
    channels: new Map(channels.channels.map((channel) => [channel.id, channel])),
    policies,
    office,
    outgoing,
    limits,
    identity,
    calendar,
    templates,
  };
};
