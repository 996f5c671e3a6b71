import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { Environment as ApiEnvironment } from '../../functions/api/environment.ts';
import type { Environment as ConfirmEnvironment } from '../../functions/confirm/environment.ts';
import type { Environment as DeliverEnvironment } from '../../functions/deliver/environment.ts';
import type { Environment as RemindEnvironment } from '../../functions/remind/environment.ts';
import type { Environment as ReportEnvironment } from '../../functions/report/environment.ts';
import type { Environment as TickEnvironment } from '../../functions/tick/environment.ts';
import type { ChannelDefinition } from '../../lib/configuration/channel-definition.ts';
import type { FunctionName } from '../bundle-functions.ts';
import { alarmAboveZero, alarmOnErrors } from '../constructs/alarms.ts';
import { NewYearSchedule } from '../constructs/new-year-schedule.ts';
import { ProductFunction, type ProductFunctionProps } from '../constructs/product-function.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import type { Partition } from '../settings.ts';
import type { DataStack } from './data-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly data: DataStack;
  readonly installation: string;
  readonly partition: Partition;
  readonly channels: readonly ChannelDefinition[];
  readonly code: Readonly<Record<FunctionName, Code>>;
}

/** Time around a call to a channel: reading, claiming, settling, and a cold start. */
const AROUND_A_CALL = Duration.seconds(15);

/** Under which an office that signs its returns stores its key (docs/returns.md). */
const SIGNING_KEY = 'return-signing-key';

/** Everything that can be thrown away and made again: functions, queues, schedules, the HTTP API, alarms. */
export class ServiceStack extends Stack {
  readonly #props: ServiceStackProps;
  readonly #alarms: Topic;
  readonly #storage: { readonly TABLE_NAME: string; readonly BUCKET_NAME: string };

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { data, channels } = props;
    this.#props = props;
    this.#alarms = new Topic(this, 'Alarms', { enforceSSL: true });
    this.#storage = { TABLE_NAME: data.table.tableName, BUCKET_NAME: data.bucket.bucketName };

    const httpApi = new HttpApi(this, 'HttpApi', { createDefaultStage: false });
    const workers = new Map(
      channels.map((channel) => [channel.id, this.#worker(channel, httpApi.apiEndpoint)]),
    );
    this.#api(httpApi, workers, this.#report());
    this.#tick(workers);
    this.#confirm(workers, httpApi.apiEndpoint);
    this.#remind();

    new CfnOutput(this, 'Origin', { value: httpApi.apiEndpoint });
    new CfnOutput(this, 'AlarmTopic', { value: this.#alarms.topicArn });
  }

  #function(id: FunctionName, props: Pick<ProductFunctionProps, 'environment' | 'timeout' | 'memorySize'>) {
    const { data, code, partition } = this.#props;
    const created = new ProductFunction(this, id, { ...props, code: code[id], partition });
    data.table.grantUse(created);
    data.bucket.grantUse(created);
    return created;
  }

  #worker({ id, name, concurrency, timeout }: ChannelDefinition, origin: string): QueueWorker {
    const { data, installation, code, partition } = this.#props;
    const worker = new QueueWorker(this, `deliver-${id}`, {
      code: code.deliver,
      environmentFor: ({ queueUrl }) =>
        ({
          ...this.#storage,
          CHANNEL: id,
          QUEUE_URL: queueUrl,
          SECRETS_PREFIX: installation,
          PUBLIC_ORIGIN: origin,
        }) satisfies z.input<typeof DeliverEnvironment>,
      timeout: Duration.millis(timeout).plus(AROUND_A_CALL),
      partition,
      concurrency,
      topic: this.#alarms,
      impact: `渠道“${name}”的推送因系统自身故障中断，信息仍在台账，不会丢失，但发布会延迟。Deliveries to channel ${id} break by our own fault; items stay in the ledger but are published late. Read the function's log, mend it, then redrive the dead-letter queue.`,
    });
    worker.queue.grantSendMessages(worker.consumer); // what comes next for the same item
    data.table.grantUse(worker.consumer);
    data.bucket.grantUse(worker.consumer);
    data.bucket.grantDelete(worker.consumer); // a site's article that is withdrawn
    data.channelSecrets.get(id)?.grantRead(worker.consumer);
    return worker;
  }

  #queueUrls(workers: ReadonlyMap<string, QueueWorker>): string {
    return this.toJsonString(
      Object.fromEntries([...workers].map(([channel, { queue }]) => [channel, queue.queueUrl])),
    );
  }

  #api(httpApi: HttpApi, workers: ReadonlyMap<string, QueueWorker>, report: QueueWorker): void {
    const { data, channels, installation } = this.#props;
    const api = this.#function('api', {
      environment: {
        ...this.#storage,
        QUEUE_URLS: this.#queueUrls(workers),
        SECRETS_PREFIX: installation,
        RETURN_QUEUE_URL: report.queue.queueUrl,
      } satisfies z.input<typeof ApiEnvironment>,
      timeout: Duration.seconds(29), // the gateway waits for 30
      memorySize: 1024,
    });
    for (const { queue } of [...workers.values(), report]) queue.grantSendMessages(api);
    data.administratorToken.grantRead(api);
    data.bucket.grantDelete(api); // what is sealed is erased before the answer
    // A practice network checks signatures in the API; what a real platform signs with is none of its business.
    for (const { id, practice } of channels) if (practice) data.channelSecrets.get(id)?.grantRead(api);
    httpApi.addRoutes({ path: '/{proxy+}', integration: new HttpLambdaIntegration('api', api) });
    httpApi.addRoutes({ path: '/', integration: new HttpLambdaIntegration('home', api) });
    new HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
    });
    alarmOnErrors(api, api, {
      impact:
        '接口或公开页面出错，办事人员可能无法提交信息。The API or the public pages fail; clerks may not be able to post.',
      topic: this.#alarms,
      periods: 1,
    });
  }

  #tick(workers: ReadonlyMap<string, QueueWorker>): void {
    const tick = this.#function('tick', {
      environment: {
        ...this.#storage,
        QUEUE_URLS: this.#queueUrls(workers),
      } satisfies z.input<typeof TickEnvironment>,
      timeout: Duration.seconds(55), // so that two never run at once
    });
    for (const { queue } of workers.values()) queue.grantSendMessages(tick);
    this.#props.data.bucket.grantDelete(tick); // index pages that are no more
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(tick, { retryAttempts: 0 })], // the next one comes in a minute
    });
    alarmOnErrors(tick, tick, {
      impact:
        '巡检连续失败：推送失败后不再自动重试，网站目录页不再更新。The tick keeps failing: nothing is retried, and the sites’ index pages stand still.',
      topic: this.#alarms,
      periods: 3,
    });
  }

  #confirm(workers: ReadonlyMap<string, QueueWorker>, origin: string): void {
    const { installation } = this.#props;
    const confirm = this.#function('confirm', {
      environment: {
        ...this.#storage,
        QUEUE_URLS: this.#queueUrls(workers),
        PUBLIC_ORIGIN: origin,
        INSTALLATION: installation,
      } satisfies z.input<typeof ConfirmEnvironment>,
      timeout: Duration.seconds(280), // so that two never run at once
    });
    for (const { queue } of workers.values()) queue.grantSendMessages(confirm);
    new Rule(this, 'EveryFiveMinutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(confirm, { retryAttempts: 0 })], // the next one comes in five minutes
    });
    alarmOnErrors(confirm, confirm, {
      impact:
        '公开页面的核验连续失败：页面被改动或消失时无法发现。推送不受影响。Public copies are not read back: nobody would notice one that was altered or removed. Deliveries go on.',
      topic: this.#alarms,
      periods: 3,
    });
    const toMend = new Metric({
      namespace: 'Gongkai',
      metricName: 'CopiesToMend',
      dimensionsMap: { installation, service: 'confirm' },
      statistic: 'Maximum',
      period: Duration.minutes(5),
    });
    alarmAboveZero(confirm, 'CopiesToMend', toMend, {
      impact:
        '有已公开的信息在渠道上被改动、消失或撤下后重新出现。请查看 GET /v1/waiting，核实后重新推送。Public copies were altered, are gone, or reappeared after they were taken down: see GET /v1/waiting, look at the channel, and send them again.',
      topic: this.#alarms,
      periods: 1,
    });
  }

  #remind(): void {
    const { installation } = this.#props;
    const remind = this.#function('remind', {
      environment: {
        ...this.#storage,
        INSTALLATION: installation,
      } satisfies z.input<typeof RemindEnvironment>,
      timeout: Duration.minutes(2),
    });
    new Rule(this, 'EveryMorning', {
      schedule: Schedule.cron({ hour: '1', minute: '0' }), // 09:00 in Asia/Shanghai, which has no summer time
      targets: [new LambdaFunction(remind)],
    });
    alarmOnErrors(remind, remind, {
      impact:
        '每日催办提醒没有发出。待办事项仍可在 /waiting 查看。Nobody is reminded of what waits; it is still shown at /waiting.',
      topic: this.#alarms,
      periods: 1,
    });
    const due = new Metric({
      namespace: 'Gongkai',
      metricName: 'RemindersDue',
      dimensionsMap: { installation, service: 'remind' },
      statistic: 'Maximum',
      period: Duration.days(1),
    });
    alarmAboveZero(remind, 'RemindersDue', due, {
      impact:
        '有待办事项：推送失败、结果未知、页面有变，或者已报送多日仍未公开。请在 /waiting 查看并办理。People are waited for: see /waiting for what was refused, is unknown, was altered, or was handed over days ago and is not public yet.',
      topic: this.#alarms,
      periods: 1,
    });
  }

  /** Builds the draft of the year that is over, and whatever the API hands over. */
  #report(): QueueWorker {
    const { data, installation, code, partition } = this.#props;
    const report = new QueueWorker(this, 'report', {
      code: code.report,
      environmentFor: () =>
        ({ ...this.#storage, SECRETS_PREFIX: installation }) satisfies z.input<typeof ReportEnvironment>,
      timeout: Duration.minutes(10),
      memorySize: 1024,
      partition,
      concurrency: 2,
      topic: this.#alarms,
      impact:
        '有年报草稿或者报送因系统自身故障没有生成，数据不会丢失。请查看函数日志，修复后重新提交。A draft or a filing of a yearly return broke by our own fault; no data is lost. Read the function’s log, mend it, and ask for it again.',
    });
    data.table.grantUse(report.consumer);
    data.bucket.grantUse(report.consumer);
    data.bucket.grantDelete(report.consumer); // words that were sealed while it built
    // Only an office that signs its returns has stored this.
    Secret.fromSecretNameV2(this, 'SigningKey', `${installation}/${SIGNING_KEY}`).grantRead(report.consumer);
    new NewYearSchedule(this, 'NewYear', { target: report.consumer, partition });
    alarmOnErrors(report.consumer, report.consumer, {
      impact:
        '年报草稿没有生成，可在系统中手动生成。The draft of the yearly return was not built; build it by POST /v1/returns/{year}.',
      topic: this.#alarms,
      periods: 1,
    });
    return report;
  }
}
