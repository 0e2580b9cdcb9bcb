import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { UserDatasets } from 'cdk-cognito-auth';
import {
  ALICE,
  granted,
  lonelyDenials,
  ME,
  NOBODY,
  OTHER,
  replaced,
  signedInTo,
  statementsOf,
  wrongAnswers,
} from './world';
import { authIn, spa } from '../support/auth';
import { ACCOUNT, REGION } from '../support/intrinsics';
import { allOf, synth, TemplateJson } from '../support/template';

const template = granted((signedIn) => {
  const datasets = UserDatasets.ownerOnly(signedIn);
  datasets.grantReadWrite(signedIn);
  datasets.grantSubscribe(signedIn);
});

const poolOf = (of: TemplateJson) =>
  `arn:aws:cognito-sync:${REGION}:${ACCOUNT}:identitypool/${REGION}:${allOf(of, 'AWS::Cognito::IdentityPool')[0][0]}`;
const pool = poolOf(template);
const datasetOf = (identity: string) => `${pool}/identity/${identity}/dataset/profile`;

const MINE = ['ListDatasets', 'DescribeDataset', 'ListRecords', 'UpdateRecords', 'DeleteDataset', 'SubscribeToDataset', 'UnsubscribeFromDataset']; // prettier-ignore
const CASES = [
  ...MINE.flatMap((action) => [
    ['my dataset', true, ALICE, `cognito-sync:${action}`, datasetOf(ME)] as const,
    ["another's dataset", false, ALICE, `cognito-sync:${action}`, datasetOf(OTHER)] as const,
    ['a longer identity', false, ALICE, `cognito-sync:${action}`, datasetOf(`${ME}-evil`)] as const,
    ['a session without identity', false, NOBODY, `cognito-sync:${action}`, datasetOf(ME)] as const,
  ]),
  ['my device', true, ALICE, 'cognito-sync:RegisterDevice', `${pool}/identity/${ME}`] as const,
  ["another's device", false, ALICE, 'cognito-sync:RegisterDevice', `${pool}/identity/${OTHER}`] as const,
  ['all of the pool', false, ALICE, 'cognito-sync:BulkPublish', pool] as const,
  ['the functions of the pool', false, ALICE, 'cognito-sync:SetCognitoEvents', pool] as const,
];

test('users reach the datasets of their own identity, and nothing else', () => {
  expect(wrongAnswers(template, CASES)).toEqual([]);
  expect(lonelyDenials(CASES, ['cognito-sync:BulkPublish', 'cognito-sync:SetCognitoEvents'])).toEqual([]);
});

test('the denials above are no coincidence: without the identity they would be allowed', () => {
  const open = replaced(template, '${cognito-identity.amazonaws.com:sub}', '*');
  expect(wrongAnswers(open, CASES).filter((each) => each.startsWith('allowed')).length).toBeGreaterThan(7);
});

test('grantRead reads, and writes nothing', () => {
  const [{ Action }] = statementsOf(granted((signedIn) => UserDatasets.ownerOnly(signedIn).grantRead(signedIn)));
  expect(Action).toEqual(['cognito-sync:ListDatasets', 'cognito-sync:DescribeDataset', 'cognito-sync:ListRecords']);
});

test('a grant to a group reaches its role, and what stands for an identity pool is as good as the pool', () => {
  const shared = synth((stack) => {
    const auth = authIn(stack);
    const signedIn = auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())] });
    const editors = auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
    UserDatasets.ownerOnly(signedIn).grantRead(editors);
    UserDatasets.ownerOnly(signedIn).grantRead({ grantPrincipal: signedIn.grantPrincipal });
  });
  expect(JSON.stringify(allOf(shared, 'AWS::IAM::Policy'))).toContain('cognito-sync:ListRecords');
  expect(JSON.stringify(allOf(shared, 'AWS::IAM::ManagedPolicy'))).toContain('cognito-sync:ListRecords');
});

test('refuses users whose identity id another identity pool gave', () => {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack);
  const clients = [auth.addClient('Spa', spa())];
  const [one, two] = ['One', 'Two'].map((id) => auth.addIdentityPool(id, { clients, guestsAllowed: true }));
  const editors = auth.addGroup('Editors', { precedence: 1, identityPool: two });
  for (const grantee of [two, two.guests, editors, two.authenticatedRole, { grantPrincipal: two.grantPrincipal }]) {
    expect(() => UserDatasets.ownerOnly(one).grantRead(grantee)).toThrow(
      'Stack/Auth/One: the datasets of this identity pool are granted to users whom it gave no identity id. Grant to this identity pool, a group with a role of it, or its guests.',
    );
    expect(() => UserDatasets.ownerOnly(two).grantRead(grantee)).not.toThrow();
  }
});

test('refuses who has no identity id', () => {
  const stack = new Stack(new App(), 'Stack');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  expect(() => UserDatasets.ownerOnly(signedInTo(stack)).grantReadWrite(role)).toThrow(
    'Stack/Role: sessions of this grantee have no identity id.',
  );
});
