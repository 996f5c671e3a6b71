import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readChannels } from '../../cdk/settings.ts';
import { TABLE } from '../../lib/engines/aws/table.ts';
import { type Resource, resourcesOf, synthesise } from './synthesise.ts';

const { data } = synthesise();

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

const namesOf = (secrets: ReadonlyMap<string, Resource>): readonly string[] =>
  Array.from(secrets.values(), ({ Properties }) => String(Properties['Name'])).toSorted();

const indexesOf = (template: typeof data) =>
  [...resourcesOf(template, 'AWS::DynamoDB::Table').values()][0]?.Properties['GlobalSecondaryIndexes'];

describe('the data stack', () => {
  it('creates the table and its indexes as the ledger is written for them', () => {
    const [table] = resourcesOf(data, 'AWS::DynamoDB::Table').values();

    expect(table?.Properties['KeySchema']).toEqual(keys('pk', 'sk'));
    expect(table?.Properties['GlobalSecondaryIndexes']).toEqual(
      Object.entries(TABLE.indexes).map(([IndexName, { partitionKey, sortKey, projected }]) => ({
        IndexName,
        KeySchema: keys(partitionKey.name, sortKey.name),
        Projection:
          projected.length === 0
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projected] },
      })),
    );
  });

  it('leaves out indexes that a table that exists gets by a later deployment', () => {
    const without = synthesise({ withoutIndexes: ['waiting'] }).data;
    expect(indexesOf(without)).toHaveLength(Object.keys(TABLE.indexes).length - 1);
    expect(JSON.stringify(indexesOf(without))).not.toContain('waiting');
  });

  it('keeps the table: paid by use, restorable, protected, left standing without its stack, and never expiring', () => {
    data.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: Match.objectLike({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: Match.absent(),
      }),
    });
    expect(resourcesOf(data, 'AWS::DynamoDB::Table').size).toBe(1);
  });

  it('keeps the objects: versioned, encrypted, nothing public, left standing', () => {
    data.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
    });
    expect(resourcesOf(data, 'AWS::S3::Bucket').size).toBe(1);
  });

  it('lets old versions expire only of what is rebuilt from the ledger', () => {
    const [bucket] = resourcesOf(data, 'AWS::S3::Bucket').values();

    expect(bucket?.Properties['LifecycleConfiguration']).toEqual({
      Rules: [
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' },
        ...['site/', 'site-changes/'].map((Prefix) => ({
          Prefix,
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          Status: 'Enabled',
        })),
      ],
    });
  });

  it('takes no request for an object that is not encrypted on the way', () => {
    data.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
    expect(resourcesOf(data, 'AWS::S3::BucketPolicy').size).toBe(1);
  });

  it('makes up a secret for the administrator and for each channel that signs, and keeps them', () => {
    const secrets = resourcesOf(data, 'AWS::SecretsManager::Secret');

    expect(namesOf(secrets)).toEqual([
      'gongkai/administrator-token',
      'gongkai/municipal',
      'gongkai/provincial',
    ]);
    expect([...secrets.values()].every(({ DeletionPolicy }) => DeletionPolicy === 'Retain')).toBe(true);
  });

  it('makes one secret for channels that share one', () => {
    const channels = readChannels('config').map((channel) => ({
      ...channel,
      settings: { ...channel.settings, secret: 'shared' },
    }));
    const { data: sharing } = synthesise({ channels });

    expect(namesOf(resourcesOf(sharing, 'AWS::SecretsManager::Secret'))).toEqual([
      'gongkai/administrator-token',
      'gongkai/shared',
    ]);
  });
});
