import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { addStacks } from '../../cdk/add-stacks.ts';
import { type Partition, readChannels } from '../../cdk/settings.ts';
import type { ChannelDefinition } from '../../lib/configuration/channel-definition.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
/** A template's resource, as far as tests look into it. */
export type Resource = z.infer<typeof Resource>;

/** Both templates, without bundling: what a function does is tested elsewhere. */
export const synthesise = ({
  partition = 'aws',
  channels = readChannels('config'),
  withoutIndexes = [],
}: {
  readonly withoutIndexes?: readonly string[];
  readonly partition?: Partition;
  readonly channels?: readonly ChannelDefinition[];
} = {}) => {
  const code = Code.fromInline('export const handler = () => undefined;');
  const { data, service } = addStacks(new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': true } }), {
    installation: 'gongkai',
    partition,
    channels,
    withoutIndexes,
    code: { api: code, deliver: code, tick: code, confirm: code, remind: code, report: code },
  });
  return { data: Template.fromStack(data), service: Template.fromStack(service) };
};

export const resourcesOf = (template: Template, type: string): ReadonlyMap<string, Resource> =>
  new Map(Object.entries(z.record(z.string(), Resource).parse(template.findResources(type))));
