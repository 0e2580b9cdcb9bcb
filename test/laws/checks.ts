import { findCycle } from '../support/cycles';
import { allOf, Resource, TemplateJson } from '../support/template';

export type Check = (template: TemplateJson) => string[];

const POOL = 'AWS::Cognito::UserPool';

const mentions = (value: unknown, id: string) => JSON.stringify(value).includes(`"${id}"`);
const poolOf = (template: TemplateJson) => allOf(template, POOL)[0][0];
const triggersOf = (template: TemplateJson) =>
  allOf(template, 'AWS::Lambda::Function').filter(
    ([, { Properties }]) => Properties.Environment?.Variables.COGNITO_AUTH_STEPS,
  );
const dependenciesOf = ({ DependsOn }: Resource) => [DependsOn ?? []].flat();
const refs = (list: any[]) => list.map(({ Ref }) => Ref as string);

/** Beside, never inside: whatever refers to the pool, nothing leads back. */
export const law01: Check = (template) => {
  const cycle = findCycle(template);
  return cycle ? [`${cycle.join(' -> ')} is a cycle`] : [];
};

/** Triggers carry literals only; the one token is the ARN of an own function. */
export const law02: Check = (template) =>
  triggersOf(template)
    .filter(([, { Properties }]) => mentions(Properties.Environment, poolOf(template)))
    .map(([id]) => `${id} carries a reference to the pool`);

/** Statements that name the pool stand in a policy for which the function does not wait; it waits for all others. */
export const law03: Check = (template) =>
  triggersOf(template).flatMap(([id, trigger]) => {
    const role = trigger.Properties.Role['Fn::GetAtt'][0];
    const policies = allOf(template, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      refs(Properties.Roles).includes(role),
    );
    return policies.flatMap(([name, { Properties }]) => {
      const isAwaited = dependenciesOf(trigger).includes(name);
      return isAwaited === mentions(Properties.PolicyDocument, poolOf(template))
        ? [`${id} and ${name} wait wrongly`]
        : [];
    });
  });

/** Every client offers every provider, and waits for it. */
export const law04: Check = (template) => {
  const providers = allOf(template, 'AWS::Cognito::UserPoolIdentityProvider');
  return allOf(template, 'AWS::Cognito::UserPoolClient').flatMap(([id, client]) =>
    providers
      .filter(([provider, { Properties }]) => {
        const offered = client.Properties.SupportedIdentityProviders ?? [];
        return !offered.includes(Properties.ProviderName) || !dependenciesOf(client).includes(provider);
      })
      .map(([provider]) => `${id} does not offer ${provider}, or does not wait for it`),
  );
};

/** A trigger ends before Cognito gives up on it, after 5 seconds. */
export const law08: Check = (template) =>
  triggersOf(template).flatMap(([id, { Properties }]) =>
    Properties.Timeout < 5 ? [] : [`${id} outlives Cognito's patience`],
  );

/** Roles of groups are reached by token, and no two have the same rank. */
export const law09: Check = (template) => {
  const mappings = allOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment').flatMap(([, { Properties }]) =>
    Object.values<any>(Properties.RoleMappings),
  );
  const groups = allOf(template, 'AWS::Cognito::UserPoolGroup').filter(([, { Properties }]) => Properties.RoleArn);
  const ranks = groups.map(([, { Properties }]) => Properties.Precedence);
  return [
    ...(mappings.length > 0 && mappings.every(({ Type }) => Type === 'Token')
      ? []
      : ['the role does not come from the token']),
    ...(new Set(ranks).size === ranks.length ? [] : ['two role groups have the same rank']),
  ];
};

/** What is granted to the identity pool reaches the authenticated role and every group role, by one policy. */
export const law10: Check = (template) => {
  const policies = allOf(template, 'AWS::IAM::ManagedPolicy');
  const [[, attachment]] = allOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  const groups = allOf(template, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.RoleArn);
  const roles = [attachment.Properties.Roles.authenticated, ...groups].flatMap((arn) => arn?.['Fn::GetAtt'][0] ?? []);
  if (policies.length !== 1) return ['there is not one shared policy'];
  const reached = refs(policies[0][1].Properties.Roles);
  return roles.filter((role) => !reached.includes(role)).map((role) => `${role} is not reached`);
};

const SATELLITE = /^AWS::(Lambda::|IAM::(Role|Policy)|Logs::)/;

/** What the pool needs to live shares its removal policy. */
export const law11: Check = (template) => {
  const { DeletionPolicy } = template.Resources[poolOf(template)];
  return Object.entries(template.Resources)
    .filter(([id, { Type }]) => SATELLITE.test(Type) && /^Auth(Pre|Post)/.test(id))
    .filter(([, satellite]) => satellite.DeletionPolicy !== DeletionPolicy)
    .map(([id]) => `${id} does not share the pool's removal policy`);
};
