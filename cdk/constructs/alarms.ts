import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface AlarmProps {
  /** What it means for the office while this rings, and what to do; whoever is woken reads only this. */
  readonly impact: string;
  readonly topic: ITopic;
}

const MINUTES = Duration.minutes(5);

/** `periods`: how many stretches of five minutes in a row must show it. */
export const alarmAboveZero = (
  scope: Construct,
  id: string,
  metric: IMetric,
  { impact, topic, periods }: AlarmProps & { readonly periods: number },
): void => {
  const alarm = new Alarm(scope, id, {
    metric,
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: impact,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
};

export const alarmWhenNotEmpty = (scope: Construct, queue: IQueue, props: AlarmProps): void =>
  alarmAboveZero(
    scope,
    'NotEmpty',
    queue.metricApproximateNumberOfMessagesVisible({ period: MINUTES, statistic: 'Maximum' }),
    { ...props, periods: 1 },
  );

/** `periods`: how many stretches of five minutes in a row must have an error; one where a single failure matters. */
export const alarmOnErrors = (
  scope: Construct,
  onFunction: IFunction,
  props: AlarmProps & { readonly periods: number },
): void =>
  alarmAboveZero(scope, 'Errors', onFunction.metricErrors({ period: MINUTES, statistic: 'Sum' }), props);
