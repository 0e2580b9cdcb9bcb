import { Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ClientSettings } from './client-settings';

/** The L2 client beside the pool; the providers it offers are read when the template is rendered (law 4). */
export function createClient(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  settings: ClientSettings,
  providerNames: () => readonly string[],
): cognito.UserPoolClient {
  const client = new cognito.UserPoolClient(scope, id, { userPool, ...settings });
  const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
  resource.supportedIdentityProviders = Lazy.list({ produce: () => ['COGNITO', ...providerNames()] });
  return client;
}
