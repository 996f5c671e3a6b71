import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from 'constructs';
import * as z from 'zod';
import { type ChannelDefinition, ChannelsFile } from '../lib/configuration/channel-definition.ts';
import { TABLE } from '../lib/engines/aws/table.ts';

const Settings = z.object({
  /** One installation a reporting unit; several stand side by side in one account. Names stacks and secrets. */
  installation: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/)
    .default('gongkai'),
  /** Decides what the region offers: some services and processors are missing in China. */
  partition: z.enum(['aws', 'aws-cn']).default('aws'),
  /** The unit's configuration folder, which goes into every bundle. */
  config: z.string().min(1).default('config'),
  /** Indexes that the table is not to have yet, separated by commas: a table that exists gets one new index a deployment. */
  withoutIndexes: z
    .string()
    .default('')
    .transform((names) => names.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.string().refine((name) => Object.hasOwn(TABLE.indexes, name)))),
});
export type Settings = z.infer<typeof Settings>;
export type Partition = Settings['partition'];

/** From `cdk -c name=value`; throws a `ZodError` that names what cannot be used. */
export const readSettings = (node: Node): Settings =>
  Settings.parse(
    Object.fromEntries(Object.keys(Settings.shape).map((name) => [name, node.tryGetContext(name)])),
  );

/** The channels that get a queue each; throws for a file that the functions could not start with either. */
export const readChannels = (configFolder: string): readonly ChannelDefinition[] => {
  const file = readFileSync(join(configFolder, 'channels.json'), 'utf8');
  const { channels } = ChannelsFile.parse(JSON.parse(file));
  const exchange = channels.find(({ kind }) => kind === 'exchange');
  if (exchange === undefined) return channels;
  throw new Error(
    `渠道“${exchange.id}”（exchange）需要共享目录，只能用于单机部署。Channel "${exchange.id}" needs a shared folder, which only a single machine has.`,
  );
};
