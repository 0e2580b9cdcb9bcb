import { decode, STEPS_VARIABLE } from '../../src/contract/codec';
import { canAssume, policiesOf, WEB_IDENTITY, webIdentityRoles } from '../support/iam';
import { REGION } from '../support/intrinsics';
import { allOf, Resource, TemplateJson } from '../support/template';

/** What is wrong with a template in the sense of one row of the threats; nothing when it is safe. */
export type Check = (template: TemplateJson) => string[];

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
const ROLE_ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';

type Properties = Resource['Properties'];

/** Findings about every resource of a kind: each sentence whose condition holds. */
export function about(
  type: string,
  faults: (properties: Properties, resource: Resource) => Record<string, boolean>,
): Check {
  return (template) =>
    allOf(template, type).flatMap(([id, resource]) =>
      Object.entries(faults(resource.Properties, resource)).flatMap(([fault, holds]) =>
        holds ? [`${id} ${fault}`] : [],
      ),
    );
}

export const all =
  (...checks: Check[]): Check =>
  (template) =>
    checks.flatMap((check) => check(template));

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Custom attributes are what applications authorize by; Cognito's own verdicts are not for users to write. */
export const row01 = about(CLIENT, ({ WriteAttributes, ReadAttributes }) => ({
  'does not say what may be written': list(WriteAttributes).length === 0,
  'does not say what may be read': list(ReadAttributes).length === 0,
  'opens a custom attribute': list(WriteAttributes).some((name) => `${name}`.startsWith('custom:')),
  "opens Cognito's own verdict": list(WriteAttributes).some((name) => `${name}`.endsWith('_verified')),
}));

export const row03 = about(POOL, (pool) => {
  const verified = list(pool.AutoVerifiedAttributes);
  const kept = list(pool.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate);
  const factors = [...list(pool.EnabledMfas), ...list(pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors)];
  const contacts = [
    ...(factors.some((factor) => factor === 'SMS_MFA' || factor === 'SMS_OTP') ? ['phone_number'] : []),
    ...(factors.includes('EMAIL_OTP') ? ['email'] : []),
  ];
  return {
    'sends codes where nobody proved to be': contacts.some((name) => !verified.includes(name)),
    'sends codes to a new contact at once': contacts.some((name) => !kept.includes(name)),
    'does not verify e-mail addresses': !verified.includes('email'),
    'lets an unverified change count': verified.some((name) => !kept.includes(name)),
  };
});

export const row04 = about(POOL, ({ UsernameConfiguration }) => ({
  'tells A@ from a@': UsernameConfiguration?.CaseSensitive !== false,
}));

/** Whoever verifies an alias last owns it, so that one that is never verified belongs to whoever claims it. */
export const row05 = about(POOL, ({ AliasAttributes, AutoVerifiedAttributes }) => ({
  'has an alias that nobody verifies': list(AliasAttributes).some(
    (name) => name !== 'preferred_username' && !list(AutoVerifiedAttributes).includes(name),
  ),
}));

/** Open sign-up needs a guard that fires for it. */
/** Every way in is closed, or has a guard that looks at it; self sign-up says nothing about identity providers. */
export const row06: Check = (template) =>
  allOf(template, POOL).flatMap(([id, { Properties: pool }]) => {
    const isOpen = pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true;
    const hasProviders = allOf(template, 'AWS::Cognito::UserPoolIdentityProvider').length > 0;
    const trigger = pool.LambdaConfig?.PreSignUp?.['Fn::GetAtt']?.[0];
    const guarded = trigger ? guardedSources(template.Resources[trigger]) : [];
    return [
      ...(isOpen && !guarded.includes('PreSignUp_SignUp') ? [`${id} lets everybody sign up`] : []),
      ...(hasProviders && !guarded.includes('PreSignUp_ExternalProvider')
        ? [`${id} lets everybody in who has an account at a provider`]
        : []),
    ];
  });

function guardedSources({ Properties: { Environment } }: Resource): readonly string[] {
  const steps = decode(Environment.Variables[STEPS_VARIABLE], ['allowEmailDomains', 'invoke']);
  return steps.filter(({ step }) => step === 'allowEmailDomains').flatMap(({ sources }) => sources);
}

export const row07 = all(
  about(CLIENT, ({ PreventUserExistenceErrors }) => ({
    'tells who exists': PreventUserExistenceErrors !== 'ENABLED',
  })),
  about(POOL, ({ UsernameAttributes }) => ({ 'has public user names': list(UsernameAttributes).length === 0 })),
);

const AUDIENCE = `${WEB_IDENTITY}:aud`;
const METHOD = `${WEB_IDENTITY}:amr`;
const identityPoolsOf = (template: TemplateJson) => allOf(template, IDENTITY_POOL).map(([id]) => `${REGION}:${id}`);

export const row08 = all(
  about(IDENTITY_POOL, ({ AllowUnauthenticatedIdentities }) => ({
    'lets guests in': AllowUnauthenticatedIdentities !== false,
  })),
  about(ROLE_ATTACHMENT, ({ Roles }) => ({ 'has a role for guests': 'unauthenticated' in (Roles ?? {}) })),
  (template) =>
    webIdentityRoles(template).flatMap(([id]) =>
      identityPoolsOf(template)
        .filter((pool) => canAssume(template, id, { [AUDIENCE]: pool, [METHOD]: ['unauthenticated'] }))
        .map(() => `${id} trusts guests`),
    ),
);

export const row10: Check = (template) => {
  const pools = identityPoolsOf(template);
  const authenticated = { [METHOD]: ['authenticated', 'cognito-idp'] };
  return webIdentityRoles(template).flatMap(([id]) => {
    const trusts = (context: Record<string, string | string[]>) => canAssume(template, id, context);
    const faults = {
      'trusts nobody': !pools.some((pool) => trusts({ [AUDIENCE]: pool, ...authenticated })),
      'trusts any identity pool': trusts({ [AUDIENCE]: `${REGION}:foreign`, ...authenticated }),
      'trusts guests': pools.some((pool) => trusts({ [AUDIENCE]: pool, [METHOD]: ['unauthenticated'] })),
      'trusts without a method': pools.some((pool) => trusts({ [AUDIENCE]: pool })),
      'trusts without an audience': trusts(authenticated),
      'trusts without any claim': trusts({}),
    };
    return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : []));
  });
};

export const row13 = all(
  about(ROLE_ATTACHMENT, ({ RoleMappings }) => {
    const mappings = Object.values<Properties>(RoleMappings ?? {});
    return {
      'does not map tokens': mappings.length === 0 || mappings.some(({ Type }) => Type !== 'Token'),
      'leaves an ambiguous role open': mappings.some((each) => each.AmbiguousRoleResolution !== 'AuthenticatedRole'),
    };
  }),
  (template) => {
    const ranks = allOf(template, 'AWS::Cognito::UserPoolGroup')
      .filter(([, { Properties: group }]) => group.RoleArn)
      .map(([, { Properties: group }]) => group.Precedence);
    return new Set(ranks).size === ranks.length && !ranks.includes(undefined) ? [] : ['role groups share a rank'];
  },
  authenticatedRoleIsLeast,
);

/** Every statement of the authenticated role must stand in each group role too. */
function authenticatedRoleIsLeast(template: TemplateJson): string[] {
  const statements = (id: string) =>
    policiesOf(template, id).flatMap((policy: any) => policy.Statement.map((each: object) => JSON.stringify(each)));
  const arns = allOf(template, ROLE_ATTACHMENT).map(
    ([
      ,
      {
        Properties: { Roles },
      },
    ]) => Roles.authenticated['Fn::GetAtt'][0],
  );
  return arns.flatMap((least) =>
    webIdentityRoles(template).flatMap(([id]) => {
      const held = statements(id);
      return statements(least)
        .filter((statement) => !held.includes(statement))
        .map(() => `${id} lacks what ${least} holds`);
    }),
  );
}

export const row18 = about(CLIENT, ({ AllowedOAuthFlows }) => ({
  'has another grant than the code': `${list(AllowedOAuthFlows)}` !== 'code',
}));

/** A URL, with a word for what only the deployment knows. */
function urlText(url: unknown): string {
  if (typeof url === 'string') return url;
  const [separator, parts]: [string, unknown[]] = (url as Record<string, any>)['Fn::Join'] ?? ['', [url]];
  return parts.map((part) => (typeof part === 'string' ? part : 'late')).join(separator);
}

export const row19 = about(CLIENT, ({ CallbackURLs, LogoutURLs, DefaultRedirectURI }) => {
  const urls = [...list(CallbackURLs), ...list(LogoutURLs)].map(urlText);
  return {
    'has no callback URL': list(CallbackURLs).length === 0,
    'has a default redirect': DefaultRedirectURI !== undefined,
    "has the documentation's URL": urls.some((url) => /^https:\/\/example\.com/.test(url)),
    'has a wildcard, a fragment or user info': urls.some((url) => /[*#@]/.test(url)),
    'has http beyond localhost': urls.some((url) => /^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/.test(url)),
  };
});

const MINUTES: Record<string, number> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1_440 };

export const row21 = about(CLIENT, (client) => {
  const minutes = (token: string, unit: string) =>
    client[`${token}Validity`] * MINUTES[client.TokenValidityUnits?.[token] ?? unit];
  const outside = (value: number, least: number, most: number) => !(value >= least && value <= most);
  return {
    'does not rotate refresh tokens': client.RefreshTokenRotation?.Feature !== 'ENABLED',
    'has a long grace': outside(client.RefreshTokenRotation?.RetryGracePeriodSeconds, 0, 10),
    'does not revoke': client.EnableTokenRevocation !== true,
    'has the refresh flow beside rotation': list(client.ExplicitAuthFlows).includes('ALLOW_REFRESH_TOKEN_AUTH'),
    'has a long refresh token': outside(minutes('RefreshToken', 'days'), 60, 43_200),
    'has a long access token': outside(minutes('AccessToken', 'hours'), 5, 60),
    'has a long ID token': outside(minutes('IdToken', 'hours'), 5, 60),
  };
});

export const row22 = about(CLIENT, ({ AllowedOAuthScopes }) => ({
  'lets access tokens change the user': list(AllowedOAuthScopes).includes('aws.cognito.signin.user.admin'),
  'does not say its scopes': list(AllowedOAuthScopes).length === 0,
}));

/** Each message costs money, and strangers can order them by the thousand. */
export const row29 = about(POOL, (pool) => {
  const factors = [...list(pool.EnabledMfas), ...list(pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors)];
  const recovery = list(pool.AccountRecoverySetting?.RecoveryMechanisms);
  return {
    'can send SMS': pool.SmsConfiguration !== undefined,
    'has a factor by SMS': factors.some((factor) => factor === 'SMS_MFA' || factor === 'SMS_OTP'),
    'verifies phones': list(pool.AutoVerifiedAttributes).includes('phone_number'),
    'recovers by phone':
      recovery.length === 0 || recovery.some((each) => (each as Properties).Name !== 'verified_email'),
  };
});

export const row31: Check = (template) =>
  allOf(template, POOL).flatMap(
    ([
      pool,
      {
        Properties: { LambdaConfig },
      },
    ]) => {
      const own = { 'Fn::GetAtt': [pool, 'Arn'] };
      const permissions = allOf(template, 'AWS::Lambda::Permission').map(([, each]) => each.Properties);
      const isTight = ({ SourceArn, SourceAccount, Principal }: Properties) =>
        Principal === 'cognito-idp.amazonaws.com' &&
        isSame(SourceArn, own) &&
        isSame(SourceAccount, { Ref: 'AWS::AccountId' });
      return functionsIn(LambdaConfig).flatMap((arn) => {
        const given = permissions.filter(({ FunctionName }) => isSame(FunctionName, arn));
        return given.length === 1 && given.every(isTight)
          ? []
          : [`${JSON.stringify(arn)} can be called by others, or not at all`];
      });
    },
  );

function functionsIn(config: Record<string, any> = {}): object[] {
  return Object.values(config).map((entry) => entry.LambdaArn ?? entry);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const row41 = about(POOL, ({ Policies }) => {
  const policy = Policies?.PasswordPolicy ?? {};
  const classes = ['Lowercase', 'Uppercase', 'Numbers', 'Symbols'];
  return {
    'has short passwords': !(policy.MinimumLength >= 14),
    'lacks a class of characters': classes.some((name) => policy[`Require${name}`] !== true),
    'accepts old passwords': policy.PasswordHistorySize !== 24,
    'has long-lived temporary passwords': !(policy.TemporaryPasswordValidityDays <= 7),
  };
});

/** A pool of another logical id is another pool, and its users are gone. */
export const row42 = all(
  about(POOL, ({ DeletionProtection }, { DeletionPolicy, UpdateReplacePolicy }) => ({
    'can be deleted': DeletionProtection !== 'ACTIVE',
    'goes with the stack': DeletionPolicy !== 'Retain',
    'goes when it is replaced': UpdateReplacePolicy !== 'Retain',
  })),
  (template) =>
    allOf(template, POOL).flatMap(([id]) => (id === 'AuthUserPool8115E87F' ? [] : [`${id} is another pool`])),
);

export const row45 = about(IDENTITY_POOL, ({ CognitoIdentityProviders }) => ({
  'gives credentials to signed-out users':
    list(CognitoIdentityProviders).length === 0 ||
    list(CognitoIdentityProviders).some((provider) => (provider as Properties).ServerSideTokenCheck !== true),
}));

export { row26 } from './user-folders';
