import type { App } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { ChannelDefinition } from '../lib/configuration/channel-definition.ts';
import type { FunctionName } from './bundle-functions.ts';
import type { Settings } from './settings.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';

export interface Stacks {
  readonly data: DataStack;
  readonly service: ServiceStack;
}

/** Both stacks of one installation; for any account and region of the partition. */
export const addStacks = (
  app: App,
  {
    installation,
    partition,
    channels,
    code,
    withoutIndexes = [],
  }: Pick<Settings, 'installation' | 'partition'> & {
    readonly withoutIndexes?: readonly string[];
    readonly channels: readonly ChannelDefinition[];
    readonly code: Readonly<Record<FunctionName, Code>>;
  },
): Stacks => {
  const data = new DataStack(app, `${installation}-data`, {
    description: 'Gongkai: ledger, objects and secrets of one reporting unit',
    terminationProtection: true,
    installation,
    channels,
    withoutIndexes,
  });
  const service = new ServiceStack(app, `${installation}-service`, {
    description: 'Gongkai: functions, queues, schedules and the HTTP API of one reporting unit',
    data,
    installation,
    partition,
    channels,
    code,
  });
  return { data, service };
};
