import { ACCOUNT, concrete } from './intrinsics';
import { simulate } from './simulation';
import { allOf, Resource, TemplateJson } from './template';

export type Context = Record<string, string | string[]>;

export const WEB_IDENTITY = 'cognito-identity.amazonaws.com';

interface Question {
  readonly principal?: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
  readonly policies?: readonly object[];
  /** The permissions boundary of the role. */
  readonly boundary?: object;
  readonly resourcePolicy?: object;
}

/** Whether policies allow a call. */
export function isAllowed({ principal, ...call }: Question): boolean {
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/Role/CognitoIdentityCredentials`;
  return simulate({ ...call, principal: principal ?? session, account: ACCOUNT }) === 'Allowed';
}

/** Roles that web identities can assume, by logical id. */
export function webIdentityRoles(template: TemplateJson): [string, Resource][] {
  return allOf(template, 'AWS::IAM::Role').filter(([, { Properties }]) =>
    JSON.stringify(Properties.AssumeRolePolicyDocument).includes('sts:AssumeRoleWithWebIdentity'),
  );
}

/** Every policy document of a role, with concrete values: inline, beside it, and managed. */
export function policiesOf(template: TemplateJson, roleId: string): object[] {
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => allOf(template, type));
  const inline = template.Resources[roleId].Properties.Policies ?? [];
  return [
    ...inline.map((policy: any) => concrete(template, policy.PolicyDocument)),
    ...attached
      .filter(([, { Properties }]) => Properties.Roles?.some(({ Ref }: any) => Ref === roleId))
      .map(([, { Properties }]) => concrete(template, Properties.PolicyDocument)),
  ];
}

/** The permissions boundary of a role, when it is one of the template. */
export function boundaryOf(template: TemplateJson, roleId: string): object | undefined {
  const { PermissionsBoundary } = template.Resources[roleId].Properties;
  if (PermissionsBoundary === undefined) return undefined;
  return concrete(template, template.Resources[PermissionsBoundary.Ref].Properties.PolicyDocument);
}

/** Whether the identity service hands out a role to a session with these claims. */
export function canAssume(template: TemplateJson, roleId: string, context: Context): boolean {
  const trust = concrete(template, template.Resources[roleId].Properties.AssumeRolePolicyDocument);
  return isAllowed({
    principal: WEB_IDENTITY,
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: `arn:aws:iam::${ACCOUNT}:role/${roleId}`,
    context,
    resourcePolicy: trust,
  });
}
