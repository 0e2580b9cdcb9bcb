import { ownEndpoint } from './own-endpoint';
import { addUserToGroup, findAccounts, linkUser, signOutEverywhere } from '../../../lambda/ports/cognito';
import { invokeFunction } from '../../../lambda/ports/lambda';

const MEMBERSHIP = { userPoolId: 'eu-west-1_Example01', userName: 'ann', groupName: 'Readers' };
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:audit';
const { signal } = new AbortController();

const aws = ownEndpoint();

describe('cognito', () => {
  const OPERATION = 'AWSCognitoIdentityProviderService';
  const user = { userPoolId: 'eu-west-1_Example01', userName: 'ann' };

  test('finds the accounts of an address', async () => {
    const Attributes = [{ Name: 'email', Value: 'ann@example.com' }, { Name: 'nickname' }, { Value: 'nameless' }];
    const Users = [{ Username: 'ann', UserStatus: 'CONFIRMED', Enabled: true, Attributes }, {}];
    aws.answers(() => ({ body: JSON.stringify({ Users }) }));
    const attributes = { email: 'ann@example.com', nickname: '', '': 'nameless' };
    expect(await findAccounts('eu-west-1_Example01', 'ann@example.com', signal)).toEqual([
      { userName: 'ann', status: 'CONFIRMED', isEnabled: true, attributes },
      { userName: '', status: '', isEnabled: false, attributes: {} },
    ]);
    const body = { UserPoolId: 'eu-west-1_Example01', Filter: 'email = "ann@example.com"', Limit: 10 };
    expect(aws.requests).toMatchObject([{ headers: { 'x-amz-target': `${OPERATION}.ListUsers` }, body }]);
  });

  test('finds none where there are none', async () => {
    aws.answers(() => ({}));
    expect(await findAccounts('eu-west-1_Example01', 'ann@example.com', signal)).toEqual([]);
  });

  test('ends the sessions of a user', async () => {
    aws.answers(() => ({}));
    await signOutEverywhere(user, signal);
    const body = { UserPoolId: 'eu-west-1_Example01', Username: 'ann' };
    expect(aws.requests).toMatchObject([{ headers: { 'x-amz-target': `${OPERATION}.AdminUserGlobalSignOut` }, body }]);
  });

  test('links a user to who they are at a provider', async () => {
    aws.answers(() => ({}));
    await linkUser({ ...user, provider: 'Google', providerUserId: '123' }, signal);
    const body = {
      UserPoolId: 'eu-west-1_Example01',
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: 'ann' },
      SourceUser: { ProviderName: 'Google', ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: '123' },
    };
    expect(aws.requests).toMatchObject([{ headers: { 'x-amz-target': `${OPERATION}.AdminLinkProviderForUser` }, body }]);
  }); // prettier-ignore

  test('adds the user to the group', async () => {
    aws.answers(() => ({}));
    await addUserToGroup(MEMBERSHIP, signal);
    expect(aws.requests).toMatchObject([
      {
        headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminAddUserToGroup' },
        body: { UserPoolId: 'eu-west-1_Example01', Username: 'ann', GroupName: 'Readers' },
      },
    ]);
  });

  test('tells what Cognito refused, and asks only once', async () => {
    aws.answers(() => ({ status: 400, body: '{"__type":"ResourceNotFoundException","message":"Group not found."}' }));
    await expect(addUserToGroup(MEMBERSHIP, signal)).rejects.toThrow('Group not found.');
    expect(aws.requests).toHaveLength(1);
  });

  test('asks again after a failure that can pass', async () => {
    aws.answers(() => (aws.requests.length === 1 ? { status: 500 } : {}));
    await addUserToGroup(MEMBERSHIP, signal);
    expect(aws.requests).toHaveLength(2);
  });
});

describe('lambda', () => {
  test('sends the whole event and waits for the answer', async () => {
    aws.answers(() => ({ body: '{"response":{"autoConfirmUser":true}}' }));
    const answer = await invokeFunction(FUNCTION, { userName: 'ann', newField: [1] }, signal);
    expect(answer).toEqual({ failed: false, payload: '{"response":{"autoConfirmUser":true}}' });
    expect(aws.requests).toMatchObject([
      {
        path: `/2015-03-31/functions/${encodeURIComponent(FUNCTION)}/invocations`,
        headers: { 'x-amz-invocation-type': 'RequestResponse' },
        body: { userName: 'ann', newField: [1] },
      },
    ]);
  });

  test('tells that the function failed', async () => {
    const body = '{"errorType":"UserFacingError","errorMessage":"no"}';
    aws.answers(() => ({ headers: { 'x-amz-function-error': 'Unhandled' }, body }));
    expect(await invokeFunction(FUNCTION, {}, signal)).toEqual({ failed: true, payload: body });
  });

  test('asks only once: it need not be idempotent', async () => {
    aws.answers(() => ({ status: 500 }));
    await expect(invokeFunction(FUNCTION, {}, signal)).rejects.toThrow();
    expect(aws.requests).toHaveLength(1);
  });
});
