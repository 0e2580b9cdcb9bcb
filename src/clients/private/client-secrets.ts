import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { ACKNOWLEDGED_RULES } from '../../private/wildcards';

/** What both halves of the credentials are called in the secret. */
const FIELDS = { id: 'clientId', secret: 'clientSecret' };

/**
 * A copy of what Cognito made, so it goes when its client goes. CloudFormation hands the value over; the template has only
 * the name of the attribute (docs/decisions/0008-client-secrets.md).
 */
export function createClientSecret(
  client: cognito.UserPoolClient,
  encryptionKey: kms.IKey | undefined,
): secretsmanager.Secret {
  const { attrClientSecret } = client.node.defaultChild as cognito.CfnUserPoolClient;
  const secret = new secretsmanager.Secret(client, 'Secret', {
    description: `Id and secret of the app client ${client.node.path}`,
    encryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
    secretObjectValue: {
      [FIELDS.id]: SecretValue.resourceAttribute(client.userPoolClientId),
      [FIELDS.secret]: SecretValue.resourceAttribute(attrClientSecret),
    },
  });
  secret.node.addMetadata(ACKNOWLEDGED_RULES, {
    'AwsSolutions::AwsSolutions-SMG4':
      'Cognito makes the secret of an app client. A rotation by Secrets Manager alone would lock the client out.',
  });
  return secret;
}
