import { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccessStack } from './access-stack';
import { Person } from './model';
import { peopleOf, Roles } from './people';
import { Pools } from './trusts';
import { ACCOUNT, concrete, REGION } from '../support/intrinsics';
import { TemplateJson, templateOf } from '../support/template';

/** The stack as it would be deployed: its template, who asks, and the ARNs that they ask about. */
export interface World {
  readonly template: TemplateJson;
  readonly roles: Roles;
  readonly pools: Pools;
  readonly people: readonly Person[];
  readonly arns: Readonly<Record<'files' | 'filesKey' | 'notes' | 'profiles' | 'userKey' | 'graphql', string>>;
  /** Up to the stage. */
  readonly restApi: string;
  readonly httpApi: string;
  readonly iot: string;
  readonly cognitoSync: string;
  /** The id of an identity pool by its logical id. */
  regional(pool: string): string;
}

let made: World | undefined;

/** Synthesised once; nobody may change it. */
export function world(): World {
  made ??= makeWorld();
  return made;
}

function makeWorld(): World {
  const stack = new AccessStack(new App(), 'Access');
  const template = templateOf(stack);
  const arn = (token: string): string => concrete(template, stack.resolve(token));
  const idOf = (role: iam.Role) => stack.getLogicalId(role.node.defaultChild as iam.CfnRole);
  const roles = Object.fromEntries(
    Object.entries(stack.roles).map(([name, role]) => [name, idOf(role)]),
  ) as unknown as Roles;
  const executeApi = `arn:aws:execute-api:${REGION}:${ACCOUNT}`;
  return {
    template,
    roles,
    pools: {
      signedIn: stack.getLogicalId(stack.signedIn.identityPool),
      partners: stack.getLogicalId(stack.partners.identityPool),
      userPool: arn(stack.auth.userPool.userPoolProviderName),
    },
    people: peopleOf(roles),
    arns: {
      files: arn(stack.files.bucketArn),
      filesKey: arn(stack.files.encryptionKey!.keyArn),
      notes: arn(stack.notes.tableArn),
      profiles: arn(stack.profiles.tableArn),
      userKey: arn(stack.userKey.keyArn),
      graphql: arn(stack.graphql.arn),
    },
    restApi: `${executeApi}:${arn(stack.rest.restApiId)}`,
    httpApi: `${executeApi}:${arn(stack.http.apiId)}`,
    iot: `arn:aws:iot:${REGION}:${ACCOUNT}`,
    cognitoSync: `arn:aws:cognito-sync:${REGION}:${ACCOUNT}`,
    regional: (pool) => `${REGION}:${pool}`,
  };
}
