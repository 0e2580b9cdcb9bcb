import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { admin, desk, fails, make, newUser, passwordSignIn, send, signUp, tokens, world } from '../support/idp-desk';

describe('administration', () => {
  test('needs a signed call that IAM allows', async () => {
    await newUser();
    const get = () => admin('AdminGetUser', { Username: 'ann@example.com' });
    expect((await get()).UserStatus).toBe('CONFIRMED');
    desk.caller = { ...desk.caller, kind: 'role' };
    await get();
    desk.deny = true;
    await expect(get()).rejects.toEqual(fails('AccessDeniedException'));
    desk.caller = { ...desk.caller, kind: 'anonymous' };
    await expect(get()).rejects.toThrow('Missing Authentication Token');
    await tokens();
  });

  test('manages users and groups', async () => {
    await signUp('ann@example.com');
    const Username = 'ann@example.com';
    await admin('AdminConfirmSignUp', { Username });
    await make('UserPoolGroup', { UserPoolId: desk.poolId, GroupName: 'Readers' });
    await admin('AdminAddUserToGroup', { Username, GroupName: 'Readers' });
    expect((await admin('AdminListGroupsForUser', { Username })).Groups).toMatchObject([{ GroupName: 'Readers' }]);
    await expect(admin('AdminAddUserToGroup', { Username, GroupName: 'None' })).rejects.toEqual(
      fails('ResourceNotFoundException'),
    );
    await admin('AdminSetUserPassword', { Username, Password: 'Another-pass-8', Permanent: true });
    const { AccessToken } = (await passwordSignIn(Username, 'Another-pass-8')).AuthenticationResult!;
    await admin('AdminUserGlobalSignOut', { Username });
    await expect(send(new idp.GetUserCommand({ AccessToken }))).rejects.toEqual(
      fails('NotAuthorizedException', 'revoked'),
    );
  });
});

describe('resources', () => {
  const refused = (type: string, props: object) => expect(make(type, { UserPoolId: desk.poolId, ...props })).rejects;

  test('clients', async () => {
    const SupportedIdentityProviders = ['COGNITO', 'Google'];
    await refused('UserPoolClient', { SupportedIdentityProviders }).toThrow(
      'The provider Google does not exist for User Pool',
    );
    await make('UserPoolIdentityProvider', { UserPoolId: desk.poolId, ProviderName: 'Google', ProviderType: 'Google' });
    await make('UserPoolClient', { UserPoolId: desk.poolId, SupportedIdentityProviders });
  });

  test('scopes need their resource server', async () => {
    const scoped = { AllowedOAuthScopes: ['notes/read'] };
    await refused('UserPoolClient', scoped).toThrow('Invalid scope requested: notes/read');
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'r' }];
    await make('UserPoolResourceServer', { UserPoolId: desk.poolId, Identifier: 'notes', Name: 'notes', Scopes });
    await refused('UserPoolResourceServer', { Identifier: 'notes', Name: 'again' }).toThrow('already exists');
    await make('UserPoolClient', { UserPoolId: desk.poolId, ...scoped });
  });

  test('pools, domains and groups', async () => {
    await make('UserPoolDomain', { UserPoolId: desk.poolId, Domain: 'notes' });
    await refused('UserPoolDomain', { Domain: 'notes' }).toThrow('Domain notes already exists');
    await make('UserPoolGroup', { UserPoolId: desk.poolId, GroupName: 'Readers' });
    await refused('UserPoolGroup', { GroupName: 'Readers' }).toThrow('already exists');
    const remove = (id: string) =>
      Promise.resolve().then(() => desk.service.resources!['AWS::Cognito::UserPool'].delete(id, world));
    await remove(desk.poolId);
    const { ref } = await make('UserPool', { DeletionProtection: 'ACTIVE' });
    await expect(remove(ref)).rejects.toThrow('deletion protection');
  });
});
