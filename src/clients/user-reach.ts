import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { asksForAdminScope } from './private/client-scopes';

const REFRESH = 'ALLOW_REFRESH_TOKEN_AUTH';

/** The ways by which users themselves write what a client opens, and not only identity providers and administrators. */
export interface UserReach {
  /** Tokens of the SDK's sign-in flows may change the user. */
  readonly bySdk: boolean;
  /** Tokens of managed login may, with the scope for it. */
  readonly byScope: boolean;
  /** Whoever signs up says who they are. */
  readonly bySignUp: boolean;
}

/** Read from the resources as they will stand in the template, whoever wrote it there. */
export function reachOfUsers(userPool: cognito.IUserPool, client: cognito.CfnUserPoolClient): UserReach {
  const resolve = (value: unknown) => Stack.of(client).resolve(value);
  const resource = userPool.node.defaultChild;
  const { allowAdminCreateUserOnly } =
    (resource instanceof cognito.CfnUserPool && resolve(resource.adminCreateUserConfig)) || {};
  // without a list, Cognito opens flows of its own choice
  const flows: string[] = resolve(client.explicitAuthFlows) ?? [];
  // without a grant, managed login gives no token
  const grants: string[] = resolve(client.allowedOAuthFlows) ?? [];
  return {
    bySdk: flows.length === 0 || flows.some((flow) => flow !== REFRESH),
    byScope: grants.length > 0 && asksForAdminScope(resolve(client.allowedOAuthScopes)),
    bySignUp: allowAdminCreateUserOnly !== true,
  };
}

/** Whether users themselves can write through a client. */
export function isOpenToUsers(userPool: cognito.IUserPool, client: cognito.CfnUserPoolClient): boolean {
  return Object.values(reachOfUsers(userPool, client)).some((reaches) => reaches);
}
