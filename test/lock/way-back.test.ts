import { CfnResource, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth, IdentityProvider } from 'cdk-cognito-auth';
import { IConstruct } from 'constructs';
import { deskPerTest, pool, type Build } from './world';
import { spa } from '../support/auth';

const desk = deskPerTest();

const l1 = ({ node }: IConstruct) => node.defaultChild as CfnResource;
const partner = (name?: string) =>
  IdentityProvider.oidc({
    name,
    issuerUrl: 'https://login.example.com',
    clientId: 'id',
    clientSecret: SecretValue.secretsManager('oidc'),
  });

/** What is renamed from Old to New, the logical id it had, and what the advice says in code. */
const RENAMED: [string, string, (auth: CognitoAuth, id: string, isBack: boolean) => CfnResource][] = [
  ['the node.defaultChild (a CfnUserPoolClient) of what addClient returns.', 'clients', (auth, id) => l1(auth.addClient(id, spa()))],
  ['the node.defaultChild (a CfnUserPoolDomain) of what addDomain returns.', 'domains', (auth, id) => l1(auth.addDomain(id, AuthDomain.prefix('notes-example')))],
  [
    "the resource.node.defaultChild (a CfnUserPoolGroup) of what addGroup returns, with groupName: 'Old'.",
    'groups',
    (auth, id, isBack) => l1(auth.addGroup(id, isBack ? { groupName: 'Old' } : {}).resource),
  ],
  ['the identityPool of what addIdentityPool returns.', 'identityPools', (auth, id) => auth.addIdentityPool(id, { clients: [auth.addClient('Spa', spa())] }).identityPool],
  [
    "the resource.node.defaultChild (a CfnUserPoolIdentityProvider) of what addIdentityProvider returns, with name: 'Old'.",
    'identityProviders',
    (auth, id, isBack) => l1(auth.addIdentityProvider(id, partner(isBack ? 'Old' : undefined)).resource),
  ],
  ['the node.defaultChild (a CfnUserPoolResourceServer) of what addResourceServer returns.', 'resourceServers', (auth, id) => l1(auth.addResourceServer(id, { identifier: 'notes' }))],
]; // prettier-ignore

test.each(RENAMED)('a renamed construct stays with overrideLogicalId on %s', (advice, section, add) => {
  const named = (id: string, logicalId?: string): Build =>
    pool({}, (auth) => {
      const resource = add(auth, id, logicalId !== undefined);
      if (logicalId) resource.overrideLogicalId(logicalId);
    });
  desk.at.synth(named('Old'), 'write');
  const [logicalId] = Object.keys(desk.at.record.stacks.Notes.Auth[section]);
  expect(desk.at.synth(named('New'))).toEqual([
    expect.stringMatching(/ Auth\/Old is gone, and new is Auth\/New: .* Give the construct its old id back, or call/),
  ]);
  expect(desk.at.synth(named('New'))[0]).toContain(`overrideLogicalId('${logicalId}') on ${advice}`);
  expect(desk.at.synth(named('New', logicalId))).toEqual([]);
});

test('the path of a construct is for sentences and may change; the next writing knows the new one', () => {
  const grown = (id: string, logicalId: string, ...groups: string[]) =>
    pool({}, (auth) => {
      l1(auth.addClient(id, spa())).overrideLogicalId(logicalId);
      groups.forEach((name) => auth.addGroup(name));
    });
  desk.at.synth(grown('Old', 'Spa'), 'write');
  const { text } = desk.at;
  expect(desk.at.synth(grown('New', 'Spa'), 'write')).toEqual([]);
  expect(desk.at.text).toBe(text);
  expect(desk.at.synth(grown('New', 'Spa', 'Editors'), 'write')).toEqual([]);
  expect(desk.at.record.stacks.Notes.Auth.clients.Spa.path).toBe('Auth/New');
});

test('of several new ones, the one with the old name is the one that was renamed', () => {
  const groups = (names: Record<string, string>) =>
    pool({}, (auth) => Object.entries(names).forEach(([id, groupName]) => auth.addGroup(id, { groupName })));
  desk.at.synth(groups({ Old: 'Editors' }), 'write');
  const [said] = desk.at.synth(groups({ Other: 'Readers', New: 'Editors' }));
  expect(said).toContain('the group Auth/Old is gone, and new is Auth/New: ');
});

test('a record without paths names logical ids', () => {
  desk.at.synth(pool({}, (auth) => auth.addClient('Spa', spa())), 'write'); // prettier-ignore
  desk.at.replace(/,\s*"path": "[^"]*"/g, '');
  expect(desk.at.synth(pool({}, (auth) => auth.addClient('App', spa())))).toEqual([
    expect.stringContaining('the client AuthSpaC60D1C2D is gone, and new is Auth/App: '),
  ]);
});

test('the pool itself stays with overrideLogicalId on its defaultChild', () => {
  const renamed = (logicalId: string) =>
    pool({}, (auth) => (auth.userPool.node.defaultChild as cognito.CfnUserPool).overrideLogicalId(logicalId));
  desk.at.synth(pool(), 'write');
  expect(desk.at.synth(renamed('Pool'))).toHaveLength(1);
  expect(desk.at.synth(renamed('AuthUserPool8115E87F'))).toEqual([]);
});
