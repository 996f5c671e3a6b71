import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Partition } from '../settings.ts';

export interface ProductFunctionProps {
  /** A bundle with `index.mjs`. */
  readonly code: Code;
  /** Exactly what the function's `Environment` wants: `{…} satisfies z.input<typeof Environment>`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  readonly partition: Partition;
  /** Megabytes; processor time comes with them. */
  readonly memorySize?: number;
}

/** What the functions have in common: the runtime the tests ran on, logs that are kept for a year, stacks that can be read. */
export class ProductFunction extends LambdaFunction {
  constructor(
    scope: Construct,
    id: string,
    { partition, environment, memorySize = 512, ...props }: ProductFunctionProps,
  ) {
    super(scope, id, {
      ...props,
      memorySize,
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      // Whether each Chinese region has the other processor is not certain.
      architecture: partition === 'aws-cn' ? Architecture.X86_64 : Architecture.ARM_64,
      logGroup: new LogGroup(scope, `${id}Logs`, {
        retention: RetentionDays.ONE_YEAR,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    });
  }
}
