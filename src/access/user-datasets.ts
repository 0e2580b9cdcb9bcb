import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { identityPoolOf } from './private/grantee-sessions';
import { UserKey } from './user-key';
import type { AuthIdentityPool } from '../identity-pool/auth-identity-pool';
import { AuthConfigError } from '../private/errors';
import { requireGiven } from '../private/options';
import { explainWildcard } from '../private/wildcards';

const READ = ['cognito-sync:ListDatasets', 'cognito-sync:DescribeDataset', 'cognito-sync:ListRecords'];
const WRITE = ['cognito-sync:UpdateRecords', 'cognito-sync:DeleteDataset'];
const SUBSCRIBE = ['cognito-sync:SubscribeToDataset', 'cognito-sync:UnsubscribeFromDataset'];
const REGISTER = ['cognito-sync:RegisterDevice'];

/**
 * Datasets of Amazon Cognito Sync per user, as a view with grants:
 * `UserDatasets.ownerOnly(signedIn).grantReadWrite(signedIn)`. A dataset belongs to an identity id; users reach those of
 * their own, and nothing else of the identity pool.
 *
 * Cognito Sync is a legacy service, for apps that use it already. The modern way: keep what users share between their
 * devices in DynamoDB behind AWS AppSync, with `UserRows` and `GraphqlFields`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sync.html
 */
export class UserDatasets {
  /**
   * Each user reads and writes the datasets of their own identity id; nobody else's.
   *
   * @param identityPool the identity pool whose identities the datasets belong to
   */
  public static ownerOnly(identityPool: AuthIdentityPool): UserDatasets {
    requireGiven('UserDatasets.ownerOnly', [identityPool]);
    return new UserDatasets(identityPool);
  }

  private constructor(private readonly identityPool: AuthIdentityPool) {}

  /**
   * Lets the grantee's users list and read their own datasets. Throws when the grantee is not of this identity pool.
   *
   * @param grantee the identity pool (every signed-in user), a group with a role, or guests
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, READ);
  }

  /**
   * Lets the grantee's users do what `grantRead` does, and change and delete their own datasets. Throws when the grantee
   * is not of this identity pool.
   *
   * @param grantee the identity pool (every signed-in user), a group with a role, or guests
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, [...READ, ...WRITE]);
  }

  /**
   * Lets the grantee's users register their devices, and have them told of changes of their own datasets (`sync` of the
   * identity pool has the push applications). Throws when the grantee is not of this identity pool.
   *
   * @param grantee the identity pool (every signed-in user), a group with a role, or guests
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/push-sync.html
   */
  public grantSubscribe(grantee: iam.IGrantable): iam.Grant {
    const device = { grantee, actions: REGISTER, resourceArns: [this.identityOf(grantee)] };
    return this.grant(grantee, SUBSCRIBE).combine(iam.Grant.addToPrincipal(device));
  }

  private grant(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    const datasets = `${this.identityOf(grantee)}/dataset/*`;
    explainWildcard(grantee, datasets, "a user's own datasets: what stands before the * is of the session");
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [datasets] });
  }

  private identityOf(grantee: iam.IGrantable): string {
    const user = UserKey.identityId()._variableFor(grantee);
    this.requireOwn(grantee);
    const { identityPoolId } = this.identityPool;
    return Stack.of(this.identityPool).formatArn({
      service: 'cognito-sync',
      resource: 'identitypool',
      resourceName: `${identityPoolId}/identity/${user}`,
    });
  }

  /** Another identity pool gives other identity ids, so that the statement would never match. */
  private requireOwn(grantee: iam.IGrantable): void {
    if (grantee.grantPrincipal === this.identityPool.grantPrincipal) return;
    if (identityPoolOf(grantee) === this.identityPool) return;
    throw new AuthConfigError(
      this.identityPool,
      'the datasets of this identity pool are granted to users whom it gave no identity id. Grant to this identity pool, a group with a role of it, or its guests.',
    );
  }
}
