import type { Check } from './checks';
import { changing, setting } from './mutants';
import type { Threat } from './threat';
import { allOf, TemplateJson } from '../support/template';

const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
const ROLE_ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';

const row09: Check = (template) =>
  allOf(template, IDENTITY_POOL).flatMap(([id, { Properties }]) =>
    Properties.AllowClassicFlow === false ? [] : [`${id} has the classic flow`],
  );

const rulesOf = (template: TemplateJson): { Claim: string; MatchType: string }[] =>
  allOf(template, ROLE_ATTACHMENT)
    .flatMap(([, { Properties }]) => Object.values<any>(Properties.RoleMappings ?? {}))
    .flatMap(({ RulesConfiguration }) => RulesConfiguration?.Rules ?? []);

const row14: Check = (template) => {
  const writable = allOf(template, 'AWS::Cognito::UserPoolClient').flatMap(
    ([, { Properties }]) => Properties.WriteAttributes ?? [],
  );
  return rulesOf(template).flatMap(({ Claim, MatchType }) => [
    ...(MatchType === 'Equals' ? [] : [`a rule on ${Claim} asks for ${MatchType}`]),
    ...(writable.includes(Claim) ? [`a rule asks for ${Claim}, which users write`] : []),
  ]);
};

const withRule = (Claim: string, MatchType: string) =>
  changing(ROLE_ATTACHMENT, ({ Properties }) => {
    const rules = [{ Claim, MatchType, Value: 'admin', RoleARN: 'role' }];
    Object.values<any>(Properties.RoleMappings).forEach((mapping) => {
      mapping.Type = 'Rules';
      mapping.RulesConfiguration = { Rules: rules };
    });
  });

/** Threats to the settings of identity pools. */
export const THREATS_TO_IDENTITY_POOLS: readonly Threat[] = [
  {
    row: 9,
    title: 'Classic flow escapes the limit of guests',
    secureDefault: 'The classic flow is off, and the template says so',
    check: row09,
    mutants: {
      'the classic flow': setting(IDENTITY_POOL, { AllowClassicFlow: true }),
      'left to Cognito': setting(IDENTITY_POOL, { AllowClassicFlow: undefined }),
    },
  },
  {
    row: 14,
    title: 'Rules that match weakly, or claims that users write',
    secureDefault: 'Rules ask for equality only, of claims that users cannot write',
    check: row14,
    mutants: {
      'a value that contains the word': withRule('custom:role', 'Contains'),
      'a value that starts with it': withRule('custom:role', 'StartsWith'),
      'any other value': withRule('custom:role', 'NotEqual'),
      'a claim that users write': withRule('nickname', 'Equals'),
    },
    alsoTestedBy: ['identity-pool/auth-identity-pool-rules.test.ts'],
  },
];
