import { CfnDeletionPolicy, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct, IConstruct } from 'constructs';
import { ATTEMPTS_KEY } from '../../contract/rows';
import { AuthConfigError } from '../../private/errors';

/** A table that the library makes beside a pool. */
export interface OwnTable {
  readonly id: string;
  /** Partition key and, where there is one, sort key: with what stands for the user. */
  readonly key: Readonly<Record<string, string>>;
  /** The attribute by which rows go. */
  readonly expiresAt?: string;
}

export const PROFILES: OwnTable = { id: 'ProfileTable', key: { sub: '{sub}' } };
export const SUSPENSIONS: OwnTable = {
  id: 'SuspensionTable',
  key: { sub: '{sub}' },
  expiresAt: 'suspendedUntil',
};
export const SIGN_INS: OwnTable = {
  id: 'SignInTable',
  key: { sub: '{sub}', signIn: '{time} {clientId}' },
  expiresAt: 'expiresAt',
};
export const LOCKOUTS: OwnTable = { id: 'LockoutTable', key: { [ATTEMPTS_KEY]: '' }, expiresAt: 'expiresAt' };

/** The table beside a pool, made by whoever asks first. */
export function ownTable(auth: IConstruct, { id, key, expiresAt }: OwnTable): dynamodb.Table {
  const present = auth.node.tryFindChild(id);
  if (present instanceof dynamodb.Table) return present;
  const pool = auth.node.tryFindChild('UserPool')?.node.defaultChild;
  if (!(pool instanceof cognito.CfnUserPool)) {
    throw new AuthConfigError(auth, 'this has no user pool, and so no tables of one. Pass the CognitoAuth.');
  }
  const [partitionKey, sortKey] = Object.keys(key).map((name) => ({ name, type: dynamodb.AttributeType.STRING }));
  return new dynamodb.Table(auth as Construct, id, {
    partitionKey,
    sortKey,
    timeToLiveAttribute: expiresAt,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: dynamodb.TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    ...livesLike(pool),
  });
}

/** Law 11: what belongs to a pool stays and goes with it. */
function livesLike({ cfnOptions, deletionProtection }: cognito.CfnUserPool) {
  const isKept = cfnOptions.deletionPolicy !== CfnDeletionPolicy.DELETE;
  return {
    removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    deletionProtection: deletionProtection === 'ACTIVE',
  };
}
