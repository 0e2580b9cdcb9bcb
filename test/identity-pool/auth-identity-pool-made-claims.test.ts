import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import {
  AppClient,
  ClaimTokens,
  ClaimValue,
  CognitoAuth,
  IdentityPoolOptions,
  PostConfirmation,
  PreTokenGeneration,
  RoleMapping,
  RoleRule,
} from 'cdk-cognito-auth';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { findingsOf } from '../support/template';

const TENANT = { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } };
const writing = AppClient.spa({
  callbackUrls: [CALLBACK],
  writeAttributes: new cognito.ClientAttributes().withCustomAttributes('tenant'),
});
const TAG = { principalTags: { t: 'tenant' } };
const rule = (made: RoleRule) => ({ roleMapping: RoleMapping.rules([made]) });

const pool = (auth: CognitoAuth, options: Partial<IdentityPoolOptions>, client = spa()) =>
  auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', client)], ...options });

const findings = (
  options: Partial<IdentityPoolOptions>,
  value: ClaimValue,
  { client, tokens, name = 'tenant' }: { client?: AppClient; tokens?: ClaimTokens; name?: string } = {},
) =>
  findingsOf((stack) => {
    const auth = authIn(stack, TENANT);
    pool(auth, options, client);
    auth.addTrigger(PreTokenGeneration.claim({ name, value, tokens }));
  });

const OF_TENANT = ClaimValue.attribute('custom:tenant');
const filled = (use: string, otherwise = '') =>
  `Stack/Auth/Aws: ${use} the claim 'tenant', which PreTokenGeneration.claim fills from 'custom:tenant', which users may write through Stack/Auth/Spa. Leave it out of writeAttributes there; administrators and triggers can still write it${otherwise}.`;

describe('a claim that a handler fills from what users may write', () => {
  test('is refused as a principal tag', () =>
    expect(findings(TAG, OF_TENANT, { client: writing })).toEqual([filled("principalTags maps 't' to")]));

  test('is refused in a rule', () =>
    expect(findings(rule(RoleRule.claimEquals('tenant', 'a', 'A')), OF_TENANT, { client: writing })).toEqual([
      filled('roleMapping has a rule on', '; or say RoleRule.userWritableClaimEquals if users may choose this role'),
    ]));

  test('is allowed where users may choose the role', () => {
    const wanted = rule(RoleRule.userWritableClaimEquals('tenant', 'a', 'A'));
    expect(findings(wanted, OF_TENANT, { client: writing })).toEqual([]);
  });

  test.each([
    ['no client writes the attribute', OF_TENANT, spa()],
    ['the value is a literal', ClaimValue.literal('a'), writing],
    ['Cognito writes the attribute', ClaimValue.attribute('email_verified'), writing],
  ])('is allowed where %s', (_, value, client) => expect(findings(TAG, value, { client })).toEqual([]));

  test('does not matter under another name', () =>
    expect(findings(TAG, OF_TENANT, { client: writing, name: 'other' })).toEqual([]));
});

describe('a claim out of a row into which a handler copies what users may write', () => {
  const copying = (attributes: { [name: string]: string }, options: Partial<IdentityPoolOptions>, more: object = {}) =>
    findingsOf((stack) => {
      const auth = authIn(stack, { ...TENANT, selfSignUpEnabled: true });
      pool(auth, options, writing);
      const other = dynamodb.Table.fromTableName(stack, 'Other', 'others');
      auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { tenant: 'team' }, ...more }));
      auth.addTrigger(PostConfirmation.profileRow({ attributes, ...('elsewhere' in more ? { table: other } : {}) }));
    });
  const sentence = filled("principalTags maps 't' to").replace('PreTokenGeneration.claim ', 'PreTokenGeneration.claimsFromRow '); // prettier-ignore

  test('is refused as a principal tag', () => expect(copying({ team: 'custom:tenant' }, TAG)).toEqual([sentence]));

  test.each<[string, object, object]>([
    ['another attribute of the row', { other: 'custom:tenant' }, {}],
    ['a row of another table', { team: 'custom:tenant' }, { elsewhere: true }],
    ['what only Cognito writes', { team: 'email_verified' }, {}],
    ['a claim that the identity pool does not see', { team: 'custom:tenant' }, { claims: { unused: 'team' } }],
  ])('is allowed for %s', (_, attributes, more) => expect(copying({ ...attributes }, TAG, more)).toEqual([]));

  test('of the access token only is no claim for an identity pool', () =>
    expect(copying({}, TAG, { tokens: ClaimTokens.ACCESS })).toEqual([
      "Stack/Auth/Aws: principalTags maps 't' to the claim 'tenant', which PreTokenGeneration.claimsFromRow puts into the access token only, and an identity pool reads the ID token. Pass ClaimTokens.ID_AND_ACCESS or ClaimTokens.ID as its tokens.",
    ]));
});

describe('a claim of the access token only', () => {
  const values = { tokens: ClaimTokens.ACCESS };

  test('is refused, for the identity pool never sees it', () =>
    expect(findings(TAG, OF_TENANT, values)).toEqual([
      "Stack/Auth/Aws: principalTags maps 't' to the claim 'tenant', which PreTokenGeneration.claim puts into the access token only, and an identity pool reads the ID token. Pass ClaimTokens.ID_AND_ACCESS or ClaimTokens.ID as its tokens.",
    ]));

  test.each([ClaimTokens.ID, ClaimTokens.ID_AND_ACCESS])('%s is allowed', (tokens) =>
    expect(findings(TAG, OF_TENANT, { tokens })).toEqual([]),
  );

  test('is allowed for an attribute, which the ID token has anyway', () => {
    const options = { principalTags: { t: 'custom:tenant' } };
    expect(findings(options, OF_TENANT, { ...values, name: 'custom:tenant' })).toEqual([]);
  });
});

describe('a list', () => {
  const sentence = (use: string, claim: string) =>
    `Stack/Auth/Aws: ${use} the claim '${claim}', which is a list and not one text. Give groups a role instead, with identityPool in addGroup().`;

  test.each(['cognito:groups', 'cognito:roles', 'identities'])('%s is refused', (claim) => {
    expect(() => pool(newAuth(), { principalTags: { t: claim } })).toThrow(
      sentence("principalTags maps 't' to", claim),
    );
    for (const made of [RoleRule.claimEquals, RoleRule.userWritableClaimEquals]) {
      expect(() => pool(newAuth(), rule(made(claim, 'a', 'A')))).toThrow(sentence('roleMapping has a rule on', claim));
    }
  });

  test('what Cognito writes as one text is allowed', () => {
    for (const t of ['sub', 'cognito:username', 'cognito:preferred_role']) {
      expect(() => pool(newAuth(), { principalTags: { t } })).not.toThrow();
    }
  });
});

test('updated_at is for users to write, unless no client does', () => {
  const tagged = (client: AppClient) =>
    findingsOf((stack) => void pool(authIn(stack), { principalTags: { t: 'updated_at' } }, client));
  const attributes = (lastUpdateTime: boolean) =>
    AppClient.spa({
      callbackUrls: [CALLBACK],
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true, lastUpdateTime }),
    });
  expect(tagged(attributes(true))).toEqual([
    expect.stringContaining("the claim 'updated_at', which users may write through Stack/Auth/Spa."),
  ]);
  expect(tagged(attributes(false))).toEqual([]);
});
