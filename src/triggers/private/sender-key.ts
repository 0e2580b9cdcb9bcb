import { Annotations, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { pathToPool } from './path-to-pool';
import { TriggerScope } from './trigger-step';
import { POOL_IN_CONTEXT } from '../../contract/senders';
import { TriggerName } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { Pool } from '../../user-pool/pool';

/**
 * The key with which Cognito encrypts what custom senders read. The pool waits for it, so nothing in its policy names the pool
 * (laws 3 and 7); who may read is said beside the functions that do.
 */
export class SenderKey extends Construct {
  /** That of a pool, made by the first sender that asks. */
  static of({ pool, shared }: TriggerScope): SenderKey {
    return shared('CustomSenderKey', (scope, id) => new SenderKey(scope, id, pool));
  }

  readonly arn: string;

  constructor(scope: Construct, id: string, pool: Pool) {
    super(scope, id);
    const key = pool.customSenderKmsKey ?? this.createKey(pool);
    this.arn = requireKey(scope, key).keyArn;
    this.letCognitoEncrypt(scope, key);
    const resource = pool.userPool.node.defaultChild as cognito.CfnUserPool;
    resource.addPropertyOverride('LambdaConfig.KMSKeyID', this.arn);
    this.node.addValidation({ validate: () => cycleFindings(key, pool) });
  }

  /** Reads codes of the pool, and of no other that has the same key. */
  decryptingFor({ userPoolId }: cognito.IUserPool): iam.PolicyStatement {
    return new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [this.arn],
      conditions: { StringEquals: { [`kms:EncryptionContext:${POOL_IN_CONTEXT}`]: userPoolId } },
    });
  }

  private createKey({ removalPolicy }: Pool): kms.Key {
    return new kms.Key(this, 'Key', {
      description: 'Codes and temporary passwords on their way from Amazon Cognito to a custom sender.',
      enableKeyRotation: true,
      // law 11: without it the pool could send nothing
      removalPolicy,
    });
  }

  /** Of any pool of the account in this Region, because a policy that names the pool could never be deployed. */
  private letCognitoEncrypt(scope: Construct, key: kms.IKey): void {
    const stack = Stack.of(this);
    const pools = stack.formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: '*' });
    const statement = new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cognito-idp.amazonaws.com')],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': pools } },
    });
    if (key.addToResourcePolicy(statement).statementAdded) return;
    const json = JSON.stringify(stack.resolve(statement.toStatementJson()));
    Annotations.of(scope).addWarningV2(
      'cdk-cognito-auth:senderKeyPolicy',
      `the policy of customSenderKmsKey is not this app's to change. Make sure that it leaves the rest to IAM policies of the account, as that of a new key does, and that it has this statement, then acknowledge the warning: ${json}`,
    );
  }
}

/** Cognito writes the ARN of the key into what it encrypts, and a policy about an alias decides nothing. */
function requireKey(scope: Construct, key: kms.IKey): kms.IKey {
  if (!('aliasName' in key)) return key;
  throw new AuthConfigError(scope, 'customSenderKmsKey is an alias. Pass the key itself.');
}

function cycleFindings(key: kms.IKey, { userPool }: Pool): string[] {
  const path = pathToPool(key, userPool);
  if (!path) return [];
  return [
    `customSenderKmsKey leads back to the user pool (${path.join(' -> ')}), so that each would wait for the other. Leave the pool out of the key's policy: write aws:SourceArn with userpool/*, and name the pool in a policy of whoever uses the key.`,
  ];
}

/** Lets a function of the application read the codes, from a policy beside it (law 3). */
export function letRead(scope: TriggerScope, trigger: TriggerName, reader: lambda.IFunction): void {
  const { where, pool } = scope;
  const statement = SenderKey.of(scope).decryptingFor(pool.userPool);
  if (reader.role) {
    const policy = new iam.Policy(where as Construct, `${trigger}Reader`, { statements: [statement] });
    reader.role.attachInlinePolicy(policy);
    return;
  }
  const json = JSON.stringify(Stack.of(where).resolve(statement.toStatementJson()));
  Annotations.of(where).addWarningV2(
    `cdk-cognito-auth:senderReads:${trigger}`,
    `the role of ${reader.node.path} is not known here, so that it cannot be let read the codes. Give it this statement, then acknowledge the warning, or pass reads: false: ${json}`,
  );
}
