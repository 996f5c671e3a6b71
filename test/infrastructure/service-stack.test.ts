import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readChannels } from '../../cdk/settings.ts';
import { Environment as ApiEnvironment } from '../../functions/api/environment.ts';
import { Environment as ConfirmEnvironment } from '../../functions/confirm/environment.ts';
import { Environment as DeliverEnvironment } from '../../functions/deliver/environment.ts';
import { Environment as RemindEnvironment } from '../../functions/remind/environment.ts';
import { Environment as ReportEnvironment } from '../../functions/report/environment.ts';
import { Environment as TickEnvironment } from '../../functions/tick/environment.ts';
import { ChannelDefinition } from '../../lib/configuration/channel-definition.ts';
import { type Resource, resourcesOf, synthesise } from './synthesise.ts';

const CHANNELS = ['portal', 'provincial', 'municipal'];
const inAws = synthesise();
const inChina = synthesise({ partition: 'aws-cn' });
const { service } = inAws;

const Reference = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const Redrive = z.object({
  RedrivePolicy: z.object({ deadLetterTargetArn: Reference, maxReceiveCount: z.number() }),
});
const Variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });
const Statement = z.object({
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.unknown(),
  Effect: z.string(),
  Condition: z.unknown().optional(),
});
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }), Roles: z.unknown() });

const environmentOf = ({ Properties }: Resource) => Variables.parse(Properties).Environment.Variables;

/** The functions, each named by its logical id without the hash at its end. */
const functionsOf = (template: Template) =>
  [...resourcesOf(template, 'AWS::Lambda::Function')].map(([id, resource]) => ({
    name: id.replace(/(Function)?[0-9A-F]{8}$/, ''),
    resource,
  }));

const policiesOf = (template: Template, of: string) =>
  [...resourcesOf(template, 'AWS::IAM::Policy')]
    .filter(([id]) => id.startsWith(of))
    .flatMap(([, { Properties }]) => Policy.parse(Properties).PolicyDocument.Statement);

const joined = (...actions: readonly (readonly string[])[]): readonly string[] =>
  [...new Set(actions.flat())].toSorted();

/** Everything that a function of the stack may do. */
const actionsOf = (name: string): readonly string[] =>
  joined(...policiesOf(service, name).map(({ Action }) => [Action].flat()));

/** The statements that let a function of the stack read secrets, as text. */
const secretsOf = (name: string): string =>
  JSON.stringify(
    policiesOf(service, name).filter(({ Action }) =>
      [Action].flat().includes('secretsmanager:GetSecretValue'),
    ),
  );

const TABLE_ACTIONS = [
  'dynamodb:BatchGetItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
];

describe('the queues', () => {
  const queues = resourcesOf(service, 'AWS::SQS::Queue');
  const deadLetters = new Set(
    [...queues.values()].flatMap(({ Properties }) => {
      const redrive = Redrive.safeParse(Properties);
      return redrive.success ? [redrive.data.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]] : [];
    }),
  );

  it('are one a channel and one for returns, each with a dead-letter queue of its own', () => {
    expect(queues.size).toBe(2 * CHANNELS.length + 2);
    expect(deadLetters.size).toBe(CHANNELS.length + 1);
    const without = [...queues].filter(([, { Properties }]) => !Redrive.safeParse(Properties).success);
    expect(new Set(without.map(([id]) => id))).toEqual(deadLetters);
  });

  it('ring when one of our own faults left a message behind, and say what that means', () => {
    const alarms = [...resourcesOf(service, 'AWS::CloudWatch::Alarm').values()];
    const Watched = z.object({ Dimensions: z.tuple([z.object({ Name: z.string(), Value: Reference })]) });
    const watched = alarms.flatMap(({ Properties }) => {
      const queue = Watched.safeParse(Properties);
      return queue.success ? [queue.data.Dimensions[0].Value['Fn::GetAtt'][0]] : [];
    });

    expect(new Set(watched)).toEqual(deadLetters);
    for (const { Properties } of alarms) {
      expect(Properties['AlarmDescription']).toMatch(/[\u4e00-\u9fff].*[a-z]/);
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
  });

  it('are encrypted, and take nothing that is not encrypted on the way', () => {
    for (const { Properties } of queues.values()) expect(Properties['SqsManagedSseEnabled']).toBe(true);
    const denying = [...resourcesOf(service, 'AWS::SQS::QueuePolicy').values()].filter(({ Properties }) =>
      JSON.stringify(Properties).includes('"aws:SecureTransport":"false"'),
    );
    expect(denying).toHaveLength(queues.size);
  });

  it('hide a message for six times as long as its function may run', () => {
    const drained = functionsOf(service).filter(({ name }) => /^(?:deliver|report)/.test(name));
    for (const { name, resource } of drained) {
      const [, queue] = [...queues].find(([id]) => id.startsWith(`${name}Queue`)) ?? [];

      expect(queue?.Properties['VisibilityTimeout']).toBe(6 * Number(resource.Properties['Timeout']));
    }
    expect(drained).toHaveLength(CHANNELS.length + 1);
  });

  it('are drained in batches whose records come back one by one, at most as many at once as the channel takes', () => {
    const sources = [...resourcesOf(service, 'AWS::Lambda::EventSourceMapping').values()];

    expect(sources).toHaveLength(CHANNELS.length + 1);
    for (const { Properties } of sources) {
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      });
    }
    // A return is built alone.
    const alone = sources.filter(({ Properties }) => Properties['BatchSize'] === 1);
    const together = sources.filter(({ Properties }) => Properties['BatchSize'] === 4);
    expect([alone.length, together.length]).toEqual([1, CHANNELS.length]);
  });
});

describe('the functions', () => {
  it.each([
    ['api', ApiEnvironment],
    ['tick', TickEnvironment],
    ['confirm', ConfirmEnvironment],
    ['remind', RemindEnvironment],
    ['report', ReportEnvironment],
    ...CHANNELS.map((channel) => [`deliver${channel}`, DeliverEnvironment] as const),
  ] as const)('%s gets exactly the variables that it reads', (name, environment) => {
    const [found, ...others] = functionsOf(service).filter((each) => each.name === name);
    const { NODE_OPTIONS: _, ...given } = found === undefined ? {} : environmentOf(found.resource);
    // The configuration is in the bundle, where the schema looks by itself.
    const { CONFIG_DIR: _in, ...read } = environment.shape;

    expect(others).toEqual([]);
    expect(Object.keys(given).toSorted()).toEqual(Object.keys(read).toSorted());
  });

  it('run on the Node that the tests run on', () => {
    const Runtime = `nodejs${process.versions.node.split('.')[0]}.x`;
    for (const { resource } of functionsOf(service)) {
      expect(resource.Properties).toMatchObject({ Runtime, Handler: 'index.handler' });
    }
    expect(functionsOf(service)).toHaveLength(5 + CHANNELS.length);
  });

  it('have the rights that their work needs, and no others', () => {
    const read = ['s3:GetBucket*', 's3:GetObject*', 's3:List*'];
    const put = [
      's3:Abort*',
      's3:PutObject',
      's3:PutObjectLegalHold',
      's3:PutObjectRetention',
      's3:PutObjectTagging',
      's3:PutObjectVersionTagging',
    ];
    const send = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
    const secret = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

    expect(actionsOf('remind')).toEqual(joined(TABLE_ACTIONS, read, put));
    expect(actionsOf('report')).toEqual(
      joined(TABLE_ACTIONS, read, put, secret, [
        's3:DeleteObject*',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ReceiveMessage',
      ]),
    );
    expect(actionsOf('confirm')).toEqual(joined(TABLE_ACTIONS, read, put, send));
    expect(actionsOf('tick')).toEqual(joined(TABLE_ACTIONS, read, put, send, ['s3:DeleteObject*']));
    expect(actionsOf('api')).toEqual(joined(TABLE_ACTIONS, read, put, send, secret, ['s3:DeleteObject*']));
    expect(actionsOf('deliverportal')).toEqual(
      joined(
        TABLE_ACTIONS,
        read,
        put,
        send,
        ['s3:DeleteObject*'],
        ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'],
      ),
    );
  });

  it('delete nothing from the table but lists of what is to be done and rows of imported files', () => {
    const deleting = policiesOf(service, '').filter(({ Action }) =>
      [Action].flat().includes('dynamodb:DeleteItem'),
    );

    expect(deleting.length).toBeGreaterThan(0);
    for (const { Condition } of deleting) {
      expect(Condition).toEqual({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['UNEXAMINED', 'IMPORTED#*'] },
      });
    }
  });

  it('never have a right to everything', () => {
    const statements = policiesOf(service, '');

    expect(statements.length).toBeGreaterThan(10);
    for (const { Action, Resource: on } of statements) {
      expect(on).not.toBe('*');
      expect(JSON.stringify(on)).not.toContain('"*"');
      for (const action of [Action].flat()) expect(action).not.toMatch(/^(\*|\w+:\*)$/);
    }
  });

  it.each(['provincial', 'municipal'])('read what %s signs with only where that is done', (channel) => {
    const other = channel === 'provincial' ? 'municipal' : 'provincial';
    expect(secretsOf(`deliver${channel}`)).toContain(`Secret${channel}`);
    expect(secretsOf(`deliver${channel}`)).not.toContain(`Secret${other}`);
    expect(secretsOf(`deliver${channel}`)).not.toContain('administrator');
  });

  it('of the API sees no secret of a channel that is real', () => {
    const channels = readChannels('config').map((channel) => ({ ...channel, practice: false }));
    const statements = JSON.stringify(policiesOf(synthesise({ channels }).service, 'api'));

    expect(statements).toContain('Secretadministrator');
    expect(statements).not.toContain('Secretprovincial');
  });
});

describe('a new channel', () => {
  it('is one more entry of the configuration', () => {
    const added = ChannelDefinition.parse({
      id: 'gazette',
      name: '政府公报',
      kind: 'of-another-kind',
      concurrency: 1,
    });
    const { service: larger } = synthesise({ channels: [...readChannels('config'), added] });

    const gazette = functionsOf(larger).find(({ name }) => name === 'delivergazette');

    expect(resourcesOf(larger, 'AWS::SQS::Queue').size).toBe(2 * (CHANNELS.length + 2));
    expect(gazette && environmentOf(gazette.resource)).toMatchObject({ CHANNEL: 'gazette' });
    const tick = functionsOf(larger).find(({ name }) => name === 'tick');
    expect(JSON.stringify(tick && environmentOf(tick.resource))).toContain('gazette');
  });
});

describe('the schedules', () => {
  it('tick every minute, read public copies back every five, and remind at nine in the morning of Shanghai', () => {
    for (const template of [inAws.service, inChina.service]) {
      template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' });
      template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
      template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(0 1 * * ? *)' });
    }
    expect(resourcesOf(inAws.service, 'AWS::Events::Rule').size).toBe(3);
  });

  it.each([
    ['a public copy waits to be mended', 'CopiesToMend'],
    ['people are to be reminded', 'RemindersDue'],
  ])('ring while %s', (_, MetricName) => {
    const found = service.findResources('AWS::CloudWatch::Alarm', {
      Properties: {
        Namespace: 'Gongkai',
        MetricName,
        Dimensions: Match.arrayWith([{ Name: 'installation', Value: 'gongkai' }]),
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    });

    expect(Object.keys(found)).toHaveLength(1);
  });

  it('build the draft on 1 January at 00:10 in Shanghai', () => {
    service.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(10 0 1 1 ? *)',
      ScheduleExpressionTimezone: 'Asia/Shanghai',
    });
    expect(resourcesOf(service, 'AWS::Scheduler::Schedule').size).toBe(1);
  });

  it('do so by UTC in China, where the scheduler is not certain', () => {
    inChina.service.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'cron(10 16 31 12 ? *)',
    });
    expect(resourcesOf(inChina.service, 'AWS::Scheduler::Schedule').size).toBe(0);
  });
});

describe('both partitions', () => {
  it.each([
    ['aws', inAws],
    ['aws-cn', inChina],
  ])('%s: no name of a resource has a partition written into it', (_, { data, service: services }) => {
    const text = JSON.stringify([data.toJSON(), services.toJSON()]);

    expect(text).not.toContain('arn:aws');
    expect(text).not.toContain('amazonaws.com.cn');
    expect(text).toContain('AWS::Partition');
  });

  it('have the same API in front: every path to one function, throttled', () => {
    for (const template of [inAws.service, inChina.service]) {
      template.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /{proxy+}' });
      template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
      template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
        DefaultRouteSettings: Match.objectLike({ ThrottlingRateLimit: 500 }),
      });
    }
    expect(resourcesOf(inChina.service, 'AWS::ApiGatewayV2::Api').size).toBe(1);
  });

  it('use only what China has: no function URLs, no user pools, no tracing', () => {
    const types = new Set(
      [inChina.data, inChina.service].flatMap((template) =>
        Object.values<{ Type: string }>(template.toJSON()['Resources']).map(({ Type }) => Type),
      ),
    );

    expect([...types].filter((type) => /Lambda::Url|Cognito|XRay|CloudFront/.test(type))).toEqual([]);
    expect(JSON.stringify(inChina.service.toJSON())).not.toContain('TracingConfig');
  });
});
