import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createChannels } from '../../lib/channels/create-channels.ts';
import { HttpSettings } from '../../lib/channels/http/settings.ts';
import { createOutgoing } from '../../lib/channels/outgoing/create-outgoing.ts';
import type { Configuration } from '../../lib/configuration/configuration.ts';
import { ConfigurationProblem, readConfiguration } from '../../lib/configuration/read-configuration.ts';
import { yearOf } from '../../lib/domain/shanghai-time.ts';
import { createMemoryStore } from '../../lib/engines/embedded/memory-store.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { type Finding, problem, sound, warning } from './finding.ts';

const ABOUT = '配置';

/** Builds the channels, so that their settings are checked as at start, and calls none. */
const checkChannels = async (configuration: Configuration, clock: Clock): Promise<void> => {
  const outgoing = createOutgoing({ allow: configuration.outgoing.allow, ownOrigin: () => undefined });
  try {
    createChannels(configuration.channels, {
      office: configuration.office,
      outgoing,
      secrets: { read: () => Promise.resolve(undefined) },
      objectStore: createMemoryStore(),
      clock,
      folders: configuration.outgoing.folders,
      onTrouble: () => {},
    });
  } finally {
    await outgoing.close();
  }
};

/** Secrets of platforms that are not of this server, which makes up those of its own. */
const neededSecrets = ({ channels }: Configuration): readonly string[] =>
  [...channels.values()].flatMap(({ id, kind, settings }) => {
    const http = kind === 'http' ? HttpSettings.safeParse(settings).data : undefined;
    return http === undefined || http.endpoint.startsWith('/') ? [] : [http.secret ?? id];
  });

const examineSecret = async (folder: string, name: string): Promise<Finding> => {
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.size === 0) {
    return problem(
      '密钥',
      `渠道密钥“${name}”没有存放，请写入 ${path}，权限 0600`,
      `the secret "${name}" is missing; write it to ${path}, mode 0600`,
    );
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    return warning(
      '密钥',
      `${path} 其他账号也能读取，请执行 chmod 600`,
      `other accounts may read ${path}; chmod 600`,
    );
  }
  return sound('密钥', `渠道密钥“${name}”已存放`, `the secret "${name}" is stored`);
};

const examineCalendar = ({ calendar }: Configuration, clock: Clock): Finding => {
  const year = yearOf(clock.now());
  return calendar.verifiedThrough >= year
    ? sound(
        '节假日',
        `已核对到 ${calendar.verifiedThrough} 年`,
        `verified through ${calendar.verifiedThrough}`,
      )
    : warning(
        '节假日',
        `calendar.json 只核对到 ${calendar.verifiedThrough} 年，今年的公开期限都是暂定的，请补上`,
        `calendar.json is verified through ${calendar.verifiedThrough} only; this year's deadlines are provisional`,
      );
};

/** Whether the server would take its configuration, and has the secrets that it names. */
export const examineConfiguration = async ({
  configDir,
  dataDir,
  clock,
}: {
  readonly configDir: string;
  readonly dataDir: string;
  readonly clock: Clock;
}): Promise<readonly Finding[]> => {
  try {
    const configuration = await readConfiguration(configDir);
    await checkChannels(configuration, clock);
    const folder = join(dataDir, 'secrets');
    const { size } = configuration.channels;
    return [
      sound(ABOUT, `${configDir} 无误，${size} 个渠道`, `${configDir} is sound, ${size} channels`),
      examineCalendar(configuration, clock),
      ...(await Promise.all(neededSecrets(configuration).map((name) => examineSecret(folder, name)))),
    ];
  } catch (error) {
    if (!(error instanceof ConfigurationProblem)) throw error;
    return [problem(ABOUT, error.message, 'the configuration cannot be used; see above')];
  }
};
