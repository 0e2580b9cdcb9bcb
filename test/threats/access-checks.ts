import { Check } from './checks';
import { policiesOf, webIdentityRoles } from '../support/iam';
import { allOf, Resource, TemplateJson } from '../support/template';

type Properties = Resource['Properties'];

const CLIENT = 'AWS::Cognito::UserPoolClient';
const ROLE_ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';
const PRINCIPAL_TAG = 'AWS::Cognito::IdentityPoolPrincipalTag';

const text = (value: unknown) => JSON.stringify(value) ?? '';
const list = (value: unknown): any[] => (Array.isArray(value) ? value : []);

/** Every sentence whose condition holds, about a resource. */
function faultsOf(id: string, faults: Record<string, boolean>): string[] {
  return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : []));
}

/** Only the identity service hands out roles; a second door past it would know neither pool nor method. */
export const row11: Check = (template) => [
  ...webIdentityRoles(template).flatMap(([id, { Properties }]) =>
    faultsOf(id, {
      'trusts somebody beside the identity service': list(Properties.AssumeRolePolicyDocument.Statement).some(
        ({ Principal }) => text(Principal) !== '{"Federated":"cognito-identity.amazonaws.com"}',
      ),
    }),
  ),
  ...['AWS::IAM::OIDCProvider', 'Custom::AWSCDKOpenIdConnectProvider'].flatMap((type) =>
    allOf(template, type).flatMap(([id, { Properties }]) =>
      faultsOf(id, { 'makes IAM trust the user pool itself': text(Properties).includes('cognito-idp') }),
    ),
  ),
];

/** A member of several groups can ask for the role of each: so every role is the group's own, and has a rank. */
export const row12: Check = (template) => {
  const groups = allOf(template, 'AWS::Cognito::UserPoolGroup').filter(([, { Properties }]) => Properties.RoleArn);
  const least = allOf(template, ROLE_ATTACHMENT).map(([, { Properties }]) => text(Properties.Roles?.authenticated));
  const isShared = (value: (properties: Properties) => unknown, id: string, mine: Properties) =>
    groups.some(([other, { Properties }]) => other !== id && text(value(Properties)) === text(value(mine)));
  return groups.flatMap(([id, { Properties }]) =>
    faultsOf(id, {
      'has no rank': !Number.isInteger(Properties.Precedence) || Properties.Precedence < 0,
      'shares its rank': isShared(({ Precedence }) => Precedence, id, Properties),
      'shares its role': isShared(({ RoleArn }) => RoleArn, id, Properties),
      'has the role of users without a group': least.includes(text(Properties.RoleArn)),
    }),
  );
};

/** Whether users write a claim of their own token through some client; one that does not say lets them write. */
function isWritable(template: TemplateJson, claim: string): boolean {
  if (/^(sub|cognito:.*)$/.test(claim)) return false;
  return allOf(template, CLIENT).some(
    ([, { Properties }]) => !Properties.WriteAttributes || list(Properties.WriteAttributes).includes(claim),
  );
}

/** Whoever can hand out roles, or change who gets which, has them all. */
const TAKEOVER =
  /^(\*|iam:.*|sts:AssumeRole.*|cognito-identity:(\*|Set.*|Update.*|Create.*|Delete.*|Get(Credentials|OpenId).*)|cognito-idp:\*)$/;

export const row15: Check = (template) =>
  allOf(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    faultsOf(id, {
      'can take over roles': policiesOf(template, id)
        .flatMap((policy: any) => policy.Statement)
        .some(
          ({ Effect, Action, NotAction }: any) =>
            Effect === 'Allow' && (NotAction !== undefined || [Action].flat().some((action) => TAKEOVER.test(action))),
        ),
      'has a managed policy that is not its own': list(Properties.ManagedPolicyArns).some(
        (arn) => !text(arn).includes('Ref'),
      ),
    }),
  );

/** Identities and tags alone say whose data it is: another variable is a mistake, and an unmapped tag is one too. */
export const row27: Check = (template) => {
  const tags = new Map<string, string>(
    allOf(template, PRINCIPAL_TAG).flatMap(([, { Properties }]) => Object.entries<string>(Properties.PrincipalTags)),
  );
  return [
    ...webIdentityRoles(template).flatMap(([id, { Properties }]) => {
      const used = [...text(policiesOf(template, id)).matchAll(/\$\{([^}]*)\}/g)].map(([, variable]) => variable);
      const named = used.filter((each) => each.startsWith('aws:PrincipalTag/')).map((each) => each.split('/')[1]);
      return faultsOf(id, {
        'names users by something else than identity id or tag': used.some(
          (each) => each !== 'cognito-identity.amazonaws.com:sub' && !each.startsWith('aws:PrincipalTag/'),
        ),
        'names a tag that no token fills': named.some((name) => !tags.has(name)),
        'cannot carry the tags that it names':
          named.length > 0 && !text(Properties.AssumeRolePolicyDocument).includes('sts:TagSession'),
      });
    }),
    ...allOf(template, PRINCIPAL_TAG).flatMap(([id, { Properties }]) =>
      faultsOf(id, {
        "adds Cognito's own tags": Properties.UseDefaults !== false,
        'fills a tag from a claim that users write': [...tags.values()].some((claim) => isWritable(template, claim)),
      }),
    ),
  ];
};
