import { CfnResource, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth, IdentityProvider } from 'cdk-cognito-auth';
import { IConstruct } from 'constructs';
import { deskPerTest, pool, type Build } from './world';
import { google, spa } from '../support/auth';

const desk = deskPerTest();
const { StringAttribute, NumberAttribute } = cognito;

const OVERWRITE = 'npx cdk synth -c cognito-auth:lock=overwrite';
const MOVE =
  'add a second CognitoAuth beside this one and move the users with a user migration trigger or a CSV import.';
const tenant = (options: cognito.StringAttributeProps = {}) =>
  pool({ customAttributes: { tenant: new StringAttribute({ mutable: true, maxLen: 64, ...options }) } });
const passkeys = (passkeyRelyingPartyId: string) =>
  pool({ signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } }, passkeyRelyingPartyId });
const having = (add: (auth: CognitoAuth) => void) => pool({}, add);
const client = (id: string, kind = spa()) => having((auth) => auth.addClient(id, kind));
const domain = (prefix: string, id = 'Domain') => having((auth) => auth.addDomain(id, AuthDomain.prefix(prefix)));
const group = (id: string, groupName?: string) => having((auth) => auth.addGroup(id, { groupName }));
const provider = (id: string, kind = google()) => having((auth) => auth.addIdentityProvider(id, kind));
const server = (id: string, identifier = 'notes') => having((auth) => auth.addResourceServer(id, { identifier }));
const identities = (id: string) =>
  having((auth) => auth.addIdentityPool(id, { clients: [auth.addClient('Spa', spa())] }));
const oidc = (name: string) =>
  IdentityProvider.oidc({
    name,
    issuerUrl: 'https://login.example.com',
    clientId: 'id',
    clientSecret: SecretValue.secretsManager('oidc'),
  });
const l1Of = ({ node }: IConstruct) => node.defaultChild as CfnResource;
const web = AppClient.web({ callbackUrls: ['https://app.example.com/callback'] });

/** What changes, from where to where, what is said, and a change beside it that is allowed. */
const CHANGES: [string, Build, Build, string, Build][] = [
  [
    'the logical id of the pool',
    pool(),
    pool({}, ({ userPool }) => (userPool.node.defaultChild as cognito.CfnUserPool).overrideLogicalId('Pool')),
    `the user pool has the logical id Pool, and the deployed one AuthUserPool8115E87F: CloudFormation would make an empty pool, and leave all users in the old one. Give the construct its old id back, or call overrideLogicalId('AuthUserPool8115E87F') on auth.userPool.node.defaultChild (a CfnUserPool); for a pool that shall be new, ${MOVE}`,
    pool({ userPoolName: 'another' }),
  ],
  [
    'user names',
    pool(),
    pool({ signInAliases: { username: true } }),
    `UsernameAttributes (signInAliases) of the user pool changes from ['email'] to [], and Cognito fixes it when the pool is made, so that the deployment would fail. Put it back; for a pool with the new setting, ${MOVE}`,
    pool({ signInAliases: { email: true } }),
  ],
  [
    'aliases',
    pool({ signInAliases: { username: true, email: true } }),
    pool({ signInAliases: { username: true, email: true, preferredUsername: true } }),
    `AliasAttributes (signInAliases) of the user pool changes from ['email'] to ['email','preferred_username'], and Cognito fixes it when the pool is made, so that the deployment would fail. Put it back; for a pool with the new setting, ${MOVE}`,
    pool({ signInAliases: { username: true, email: true }, autoVerify: { email: true } }),
  ],
  [
    'case sensitivity',
    pool(),
    pool({ signInCaseSensitive: true }),
    `CaseSensitive (signInCaseSensitive) of the user pool changes from false to true, and Cognito fixes it when the pool is made, so that the deployment would fail. Put it back; for a pool with the new setting, ${MOVE}`,
    pool({ signInCaseSensitive: false }),
  ],
  [
    'case sensitivity, by leaving it out',
    pool(),
    pool({}, ({ userPool }) =>
      (userPool.node.defaultChild as cognito.CfnUserPool).addPropertyDeletionOverride('UsernameConfiguration'),
    ),
    `CaseSensitive (signInCaseSensitive) of the user pool changes from false to nothing, and Cognito fixes it when the pool is made, so that the deployment would fail. Put it back; for a pool with the new setting, ${MOVE}`,
    pool({ mfa: cognito.Mfa.REQUIRED }),
  ],
  [
    'the domain of passkeys',
    passkeys('example.com'),
    passkeys('login.example.com'),
    `the relying-party id of passkeys changes from 'example.com' to 'login.example.com', and browsers offer a passkey for its own domain only, so that all would be lost. Pass passkeyRelyingPartyId: 'example.com'; or keep both domains in use while users register new ones, and run ${OVERWRITE}.`,
    pool(),
  ],
  [
    'an attribute that is removed',
    tenant(),
    pool(),
    "the attribute 'tenant' is gone, and Cognito never removes one: the deployment would fail, or leave it there. Put it back, and stop using it.",
    tenant(),
  ],
  [
    'the type of an attribute',
    pool({ customAttributes: { tenant: new StringAttribute({ mutable: true }) } }),
    pool({ customAttributes: { tenant: new cognito.BooleanAttribute({ mutable: true }) } }),
    "AttributeDataType of the attribute 'tenant' changes from 'String' to 'Boolean', and an attribute stays as it was made, so that the deployment would fail. Put it back, or add another attribute and copy the values.",
    pool({
      customAttributes: { tenant: new StringAttribute({ mutable: true }), other: new NumberAttribute() },
    }),
  ],
  [
    'the mutability of an attribute',
    tenant(),
    tenant({ mutable: false }),
    "Mutable of the attribute 'tenant' changes from true to false, and an attribute stays as it was made, so that the deployment would fail. Put it back, or add another attribute and copy the values.",
    tenant({ mutable: true }),
  ],
  [
    'a limit of an attribute',
    tenant(),
    tenant({ maxLen: 128 }),
    "StringAttributeConstraints.MaxLength of the attribute 'tenant' changes from '64' to '128', and an attribute stays as it was made, so that the deployment would fail. Put it back, or add another attribute and copy the values.",
    tenant({ maxLen: 64 }),
  ],
  [
    'whether sign-up requires an attribute',
    pool({ standardAttributes: { familyName: { required: true, mutable: true } } }),
    pool({ standardAttributes: { familyName: { required: false, mutable: true } } }),
    "Required of the attribute 'family_name' changes from true to false, and an attribute stays as it was made, so that the deployment would fail. Put it back, or add another attribute and copy the values.",
    pool({
      standardAttributes: { familyName: { required: true, mutable: true } },
      customAttributes: { tenant: new StringAttribute() },
    }),
  ],
  [
    'a standard attribute that is added',
    pool(),
    pool({ standardAttributes: { familyName: { mutable: false } } }),
    "the standard attribute 'family_name' is new in the schema, and Cognito takes it when the pool is made only, so that the deployment would fail. Leave it out of standardAttributes: users have it all the same, optional and mutable.",
    tenant(),
  ],
  [
    'a client that is removed',
    client('Spa'),
    pool(),
    `the client Auth/Spa is gone: apps know the client id of the old one, and could no longer sign anybody in. If that is meant, run ${OVERWRITE}. Otherwise add it again with its old id.`,
    client('Spa', AppClient.spa({ callbackUrls: ['https://other.example.com/callback'] })),
  ],
  [
    'a client with another id',
    client('Spa'),
    client('App'),
    `the client Auth/Spa is gone, and new is Auth/App: apps know the client id of the old one, and could no longer sign anybody in. Give the construct its old id back, or call overrideLogicalId('AuthSpaC60D1C2D') on the node.defaultChild (a CfnUserPoolClient) of what addClient returns. If nobody needs the old one, run ${OVERWRITE}.`,
    having((auth) => ['Spa', 'App'].map((id) => auth.addClient(id, spa()))),
  ],
  [
    'whether a client has a secret',
    client('Spa', web),
    client('Spa'),
    'GenerateSecret of the client Auth/Spa changes from true to',
    client('Spa', AppClient.web({ callbackUrls: ['https://other.example.com/callback'] })),
  ],
  [
    'the name of a domain',
    domain('notes-example'),
    domain('memos-example'),
    `changes from 'notes-example' to 'memos-example', so that it is replaced: CloudFormation makes the new one first, which Cognito refuses ("Domain already exists", or that the pool has one), and without one nobody can sign in there. Put it back. To change it, deploy once without the domain and once with the new one, each time after ${OVERWRITE}.`,
    domain('notes-example'),
  ],
  [
    'the logical id of a domain',
    domain('notes-example'),
    domain('notes-example', 'Login'),
    `the domain Auth/Domain is gone, and new is Auth/Login: CloudFormation makes the new one first, which Cognito refuses ("Domain already exists", or that the pool has one), and without one nobody can sign in there. Give the construct its old id back, or call overrideLogicalId('AuthDomain80E3F95D') on the node.defaultChild (a CfnUserPoolDomain) of what addDomain returns. To change it`,
    having((auth) => [auth.addDomain('Domain', AuthDomain.prefix('notes-example')), auth.addClient('Spa', spa())]),
  ],
  [
    'the name of a group',
    group('Editors'),
    group('Editors', 'Writers'),
    "GroupName of the group Auth/Editors changes from 'Editors' to 'Writers', so that it is replaced: its members, with their role, would be in no group. Put it back, with groupName: 'Editors'.",
    having((auth) => auth.addGroup('Editors', { precedence: 3, description: 'They edit' })),
  ],
  [
    'a group that is removed',
    group('Editors'),
    pool(),
    `the group Auth/Editors is gone: its members, with their role, would be in no group. If that is meant, run ${OVERWRITE}. Otherwise add it again with its old id, with groupName: 'Editors'.`,
    having((auth) => ['Editors', 'Readers'].map((id) => auth.addGroup(id))),
  ],
  [
    'a domain that is removed',
    domain('notes-example'),
    pool(),
    `without one nobody can sign in there. If that is meant, also as a step to another domain, run ${OVERWRITE}. Otherwise`,
    domain('notes-example'),
  ],
  [
    'the logical id of a group alone',
    group('Editors'),
    having((auth) => l1Of(auth.addGroup('Editors').resource).overrideLogicalId('Another')),
    'the group AuthEditors27BB788F is gone, and new is Another: ',
    group('Editors'),
  ],
  [
    'an identity pool with another id',
    identities('Aws'),
    identities('Credentials'),
    'the identity pool Auth/Aws is gone, and new is Auth/Credentials: users would get new identity ids, and lose the folders and rows that are named by the old ones.',
    having((auth) => auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], guestsAllowed: true })),
  ],
  [
    'the name of a provider',
    provider('Partner', oidc('Partner')),
    provider('Partner', oidc('Other')),
    "changes from 'Partner' to 'Other', so that it is replaced: its users would come back as strangers, because user names begin with the name of the provider.",
    having((auth) => [auth.addIdentityProvider('Partner', oidc('Partner')), auth.addIdentityProvider('G', google())]),
  ],
  [
    'the identifier of a resource server',
    server('Api'),
    server('Api', 'memos'),
    "changes from 'notes' to 'memos', so that it is replaced: clients would lose its scopes.",
    having((auth) =>
      auth.addResourceServer('Api', {
        identifier: 'notes',
        scopes: [new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' })],
      }),
    ),
  ],
];

describe.each(CHANGES)('%s', (_, before, after, sentence, control) => {
  beforeEach(() => expect(desk.at.synth(before, 'write')).toEqual([]));

  test('is refused, and the record stays as it was', () => {
    const { text } = desk.at;
    for (const mode of [undefined, 'write']) {
      const findings = desk.at.synth(after, mode);
      expect(findings).toEqual([expect.stringContaining(`Notes/Auth: `)]);
      expect(findings[0]).toContain(sentence);
      expect(desk.at.text).toBe(text);
    }
  });

  test('is recorded on the louder command', () => {
    expect(desk.at.synth(after, 'overwrite')).toEqual([]);
    expect(desk.at.synth(after)).toEqual([]);
    expect(desk.at.synth(before)).not.toEqual([]);
  });

  test('what stands beside it is not refused', () => {
    expect(desk.at.synth(control, 'write')).toEqual([]);
    expect(desk.at.synth(control)).toEqual([]);
  });
});

test('all refusals of one synth appear at once', () => {
  desk.at.synth(pool({ customAttributes: { a: new StringAttribute(), b: new StringAttribute() } }), 'write');
  expect(desk.at.synth(pool({ signInCaseSensitive: true }))).toHaveLength(3);
});
