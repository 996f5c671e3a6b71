import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ChannelDefinition } from '../../lib/configuration/channel-definition.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { ObjectBucket } from '../constructs/object-bucket.ts';

/** They sign nothing: the clerk's own hands, with a workbook or without, and pages of our own. */
const KINDS_WITHOUT_SECRET = new Set(['manual', 'excel', 'site']);

/** Letters and digits in a multiple of four are valid base64, which is what signatures take. */
const SECRET_LENGTH = 44;

export interface DataStackProps extends StackProps {
  /** Secrets are named `<installation>/<name>`. */
  readonly installation: string;
  readonly channels: readonly ChannelDefinition[];
  /** Indexes that are left out for this deployment. */
  readonly withoutIndexes: readonly string[];
}

/** What must outlive every change of the code: the ledger, the objects, the secrets. */
export class DataStack extends Stack {
  readonly table: LedgerTable;
  readonly bucket: ObjectBucket;
  readonly administratorToken: Secret;
  /** By channel, for those that sign; made up here, to be replaced by what a platform gave. */
  readonly channelSecrets: ReadonlyMap<string, Secret>;

  constructor(
    scope: Construct,
    id: string,
    { installation, channels, withoutIndexes, ...props }: DataStackProps,
  ) {
    super(scope, id, props);
    this.table = new LedgerTable(this, 'Ledger', withoutIndexes);
    this.bucket = new ObjectBucket(this, 'Objects');

    const secret = (name: string, description: string): Secret =>
      new Secret(this, `Secret-${name}`, {
        secretName: `${installation}/${name}`,
        description,
        generateSecretString: { passwordLength: SECRET_LENGTH, excludePunctuation: true },
        removalPolicy: RemovalPolicy.RETAIN,
      });
    this.administratorToken = secret('administrator-token', 'Token of the administrator of the API');

    // Channels may share one: it is then made once.
    const byName = new Map<string, Secret>();
    const channelSecrets = new Map<string, Secret>();
    for (const { id: channel, kind, settings } of channels) {
      if (KINDS_WITHOUT_SECRET.has(kind)) continue;
      const name = typeof settings['secret'] === 'string' ? settings['secret'] : channel;
      const signs = byName.get(name) ?? secret(name, `What calls of the channel ${channel} are signed with`);
      byName.set(name, signs);
      channelSecrets.set(channel, signs);
    }
    this.channelSecrets = channelSecrets;
  }
}
