import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { parseCalendar } from '../domain/calendar.ts';
import { ChannelsFile } from './channel-definition.ts';
import type { Configuration } from './configuration.ts';
import { Identity } from './identity.ts';
import { Limits } from './limits.ts';
import { Office } from './office.ts';
import { Outgoing } from './outgoing.ts';
import { Policies } from './policies.ts';

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
    throw new ConfigurationProblem(
      `配置文件无法读取：${file}。The configuration file cannot be read: ${file}.`,
      { cause },
    );
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationProblem(
      `配置文件不是有效的 JSON:${file}。The configuration file is not JSON: ${file}.`,
      { cause },
    );
  }
};

const read = async <Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const parsed = schema.safeParse(await readJson(folder, name));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `/${issue.path.map(String).join('/')}: ${issue.message}`);
  throw new ConfigurationProblem(
    `配置文件 ${join(folder, name)} 有误，请改正后重新启动。Mend this configuration file and start again:\n${places.join('\n')}`,
  );
};

/** Reads and checks every file of a configuration folder; throws `ConfigurationProblem`. */
export const readConfiguration = async (folder: string): Promise<Configuration> => {
  const [channels, policies, office, outgoing, limits, identity, calendar] = await Promise.all([
    read(folder, 'channels.json', ChannelsFile),
    read(folder, 'policies.json', Policies),
    read(folder, 'office.json', Office),
    read(folder, 'outgoing.json', Outgoing),
    read(folder, 'limits.json', Limits),
    read(folder, 'identity.json', Identity),
    readJson(folder, 'calendar.json').then(parseCalendar),
  ]);
  return {
    channels: new Map(channels.channels.map((channel) => [channel.id, channel])),
    policies,
    office,
    outgoing,
    limits,
    identity,
    calendar,
  };
};
