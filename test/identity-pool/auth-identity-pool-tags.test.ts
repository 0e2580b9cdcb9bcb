import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth } from 'cdk-cognito-auth';
import { authIn, CALLBACK, identityPoolOf, newAuth, spa } from '../support/auth';
import { webIdentityRoles } from '../support/iam';
import { allOf, findingsOf, propertiesOf, synth, TemplateJson } from '../support/template';

const TENANT = {
  customAttributes: {
    tenant: new cognito.StringAttribute({ mutable: true }),
    tenant_verified: new cognito.StringAttribute({ mutable: true }),
  },
};
const TAGS = 'AWS::Cognito::IdentityPoolPrincipalTag';

const tagged = (auth: CognitoAuth, principalTags: Record<string, string>, client = spa()) =>
  auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', client)], principalTags, guestsAllowed: true });

const actionsOf = (template: TemplateJson, part: string): string[] => {
  const [, role] = webIdentityRoles(template).find(([id]) => id.includes(part))!;
  const { Statement } = role.Properties.AssumeRolePolicyDocument;
  expect(Statement).toHaveLength(1);
  return [Statement[0].Action].flat();
};

test('maps claims for the user pool, and nothing else', () => {
  const template = synth((stack) => void tagged(authIn(stack, TENANT), { username: 'sub', tenant: 'custom:tenant' }));
  expect(propertiesOf(template, TAGS)).toEqual({
    IdentityPoolId: { Ref: allOf(template, 'AWS::Cognito::IdentityPool')[0][0] },
    IdentityProviderName: { 'Fn::GetAtt': ['AuthUserPool8115E87F', 'ProviderName'] },
    PrincipalTags: { tenant: 'custom:tenant', username: 'sub' },
    UseDefaults: false,
  });
});

test('with tags every role of signed-in users lets its sessions be tagged, under the same conditions; guests have none', () => {
  const template = synth((stack) => {
    const auth = authIn(stack, TENANT);
    auth.addGroup('Editors', { precedence: 1, identityPool: tagged(auth, { tenant: 'custom:tenant' }) });
  });
  const both = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];
  expect(actionsOf(template, 'AuthenticatedRole')).toEqual(both);
  expect(actionsOf(template, 'Editors')).toEqual(both);
  expect(actionsOf(template, 'Guests')).toEqual(['sts:AssumeRoleWithWebIdentity']);
});

test.each([undefined, {}])('without tags (%j) sessions cannot be tagged', (principalTags) => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], principalTags });
  });
  expect(actionsOf(template, 'AuthenticatedRole')).toEqual(['sts:AssumeRoleWithWebIdentity']);
  expect(allOf(template, TAGS)).toEqual([]);
});

test('tells views which tags there are', () => {
  const signedIn = tagged(newAuth(TENANT), { tenant: 'custom:tenant' });
  expect(['tenant', 'custom:tenant', 'other'].map((name) => signedIn._hasPrincipalTag(name))).toEqual([
    true,
    false,
    false,
  ]);
  expect(identityPoolOf(newAuth())._hasPrincipalTag('tenant')).toBe(false);
});

describe('refuses', () => {
  test.each(['', 'a b', 'a*', '${x}', 'aws:x', 'AWS:x', 'x'.repeat(129)])('the tag %j', (name) => {
    expect(() => tagged(newAuth(), { [name]: 'sub' })).toThrow(
      `Stack/Auth/Aws: principalTags has the tag '${name}'. Use 1 to 128 letters, digits and the characters _ . : / = + @ -, and not aws: at its beginning.`,
    );
  });

  test.each(['', 'a b', 'x'.repeat(257)])('the claim %j', (claim) => {
    expect(() => tagged(newAuth(), { tenant: claim })).toThrow(
      `Stack/Auth/Aws: principalTags maps 'tenant' to the claim '${claim}'. Name a claim of the ID token, as in 'custom:tenant' or 'sub'.`,
    );
  });

  test('a claim that is known at deployment only, for nobody could judge it', () => {
    const auth = newAuth();
    const claim = new CfnParameter(auth, 'Claim').valueAsString;
    expect(() => tagged(auth, { tenant: claim })).toThrow(/principalTags maps 'tenant' to the claim/);
  });

  test('more than 50 tags', () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'sub']));
    expect(() => tagged(newAuth(), tags(50))).not.toThrow();
    expect(() => tagged(newAuth(), tags(51))).toThrow(
      'Stack/Auth/Aws: principalTags has 51 tags, and a session carries at most 50. Leave some out.',
    );
  });
});

describe('a claim that users may write is refused', () => {
  const writing = (...names: string[]) =>
    AppClient.spa({
      callbackUrls: [CALLBACK],
      writeAttributes: new cognito.ClientAttributes().withCustomAttributes(...names),
    });
  const findings = (claim: string, client?: AppClient) =>
    findingsOf((stack) => void tagged(authIn(stack, TENANT), { tenant: claim }, client));
  const writable = (claim: string) =>
    `Stack/Auth/Aws: principalTags maps 'tenant' to the claim '${claim}', which users may write through Stack/Auth/Spa. Leave it out of writeAttributes there; administrators and triggers can still write it.`;

  test.each([
    ['custom:tenant', writing('tenant')],
    ['custom:tenant_verified', writing('tenant_verified')],
    ['email', spa()],
    ['nickname', spa()],
  ])('%s', (claim, client) => expect(findings(claim, client)).toEqual([writable(claim)]));

  test.each([
    ['custom:tenant', writing('tenant_verified')],
    ['custom:tenant', spa()],
    ['sub', spa()],
    ['cognito:username', spa()],
    ['email_verified', spa()],
    ['tenant', spa()],
  ])('and %s is not, where they may not', (claim, client) => expect(findings(claim, client)).toEqual([]));
});

test('refuses an attribute that the user pool does not have', () => {
  expect(findingsOf((stack) => void tagged(authIn(stack), { tenant: 'custom:tenant' }))).toContain(
    "Stack/Auth/Aws: principalTags maps 'tenant' to the claim 'custom:tenant', which the user pool does not have. Declare it in customAttributes.",
  );
});

test('refuses an attribute that tokens of a client lack', () => {
  const blind = AppClient.spa({
    callbackUrls: [CALLBACK],
    readAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true }),
  });
  expect(findingsOf((stack) => void tagged(authIn(stack, TENANT), { tenant: 'custom:tenant' }, blind))).toEqual([
    "Stack/Auth/Aws: principalTags maps 'tenant' to the claim 'custom:tenant', which tokens of Stack/Auth/Spa lack. Add it to readAttributes there.",
  ]);
});

describe('an imported client', () => {
  const warningsOf = (principalTags?: Record<string, string>) => {
    const stack = new Stack();
    const imported = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Imported', 'abc');
    authIn(stack, TENANT).addIdentityPool('Aws', { clients: [imported], principalTags });
    return Annotations.fromStack(stack)
      .findWarning('*', Match.stringLikeRegexp('imported'))
      .map(({ entry }) => entry.data);
  };

  test('is a warning where its users might write what decides', () => {
    expect(warningsOf({ tenant: 'custom:tenant' })).toEqual([
      expect.stringContaining(
        "Default/Imported is imported, so what users may write through it cannot be seen. Make sure that it is none of 'custom:tenant', by which the identity pool decides.",
      ),
    ]);
  });

  test.each([undefined, { user: 'sub' }])('is none with %j', (tags) => expect(warningsOf(tags)).toEqual([]));
});
