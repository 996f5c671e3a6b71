import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Made of the ledger again and again: old versions are worth nothing, and may show what was sealed since. */
const REBUILT = ['site/', 'site-changes/'];

/** Bodies, attachments, pages and returns. Every version is kept but what a seal erases, and nothing in it is public by itself. */
export class ObjectBucket extends Construct {
  readonly bucketName: string;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        ...REBUILT.map((prefix) => ({ prefix, noncurrentVersionExpiration: Duration.days(1) })),
      ],
    });
    this.bucketName = this.#bucket.bucketName;
  }

  grantUse(grantee: IGrantable): void {
    // Without the right to list, a missing object is told as forbidden, and looks like a fault.
    this.#bucket.grantRead(grantee);
    this.#bucket.grantPut(grantee);
  }

  /** Of earlier versions too: what is sealed must not be brought back. */
  grantDelete(grantee: IGrantable): void {
    this.#bucket.grantDelete(grantee);
  }
}
