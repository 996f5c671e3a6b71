import { TimeZone } from 'aws-cdk-lib';
import { Rule, Schedule as RuleSchedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Partition } from '../settings.ts';

/** Calls a function on 1 January at 00:10 in Asia/Shanghai. */
export class NewYearSchedule extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { target, partition }: { readonly target: IFunction; readonly partition: Partition },
  ) {
    super(scope, id);
    if (partition === 'aws-cn') {
      // A scheduler that knows time zones is not certain there; a rule goes by UTC, and China has no summer time.
      new Rule(this, 'Rule', {
        schedule: RuleSchedule.cron({ month: '12', day: '31', hour: '16', minute: '10' }),
        targets: [new LambdaFunction(target)],
      });
      return;
    }
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.cron({
        month: '1',
        day: '1',
        hour: '0',
        minute: '10',
        timeZone: TimeZone.ASIA_SHANGHAI,
      }),
      target: new LambdaInvoke(target),
    });
  }
}
