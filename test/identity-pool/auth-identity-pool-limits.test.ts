import { CognitoAuth, IdentityPoolProvider, RoleMapping, RoleRule } from 'cdk-cognito-auth';
import { authIn, identityPoolOf, newAuth, spa } from '../support/auth';
import { findingsOf, named, synth } from '../support/template';

describe('clients', () => {
  const clientsOf = (auth: CognitoAuth, count: number) =>
    Array.from({ length: count }, (_, index) => auth.addClient(`Spa${index}`, spa()));

  test('at most 10, for their roles are mapped', () => {
    const few = newAuth();
    expect(() => few.addIdentityPool('Aws', { clients: clientsOf(few, 10) })).not.toThrow();
    const many = newAuth();
    expect(() => many.addIdentityPool('Aws', { clients: clientsOf(many, 11) })).toThrow(
      'Stack/Auth/Aws: there are 11 clients, and an identity pool maps roles for at most 10. Leave some out.',
    );
  });

  test('each once', () => {
    const auth = newAuth();
    const [one, other] = clientsOf(auth, 2);
    expect(() => auth.addIdentityPool('Aws', { clients: [one, other, one] })).toThrow(
      'Stack/Auth/Aws: clients has Stack/Auth/Spa0 twice. Pass each client once.',
    );
    expect(() => auth.addIdentityPool('Both', { clients: [one, other] })).not.toThrow();
  });
});

describe('principal tags', () => {
  const tagged = (principalTags: Record<string, string>) => {
    const auth = newAuth();
    return auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], principalTags });
  };

  test('differ by more than letter case', () => {
    expect(() => tagged({ tenant: 'sub', Tenant: 'cognito:username' })).toThrow(
      "Stack/Auth/Aws: principalTags has the tags 'Tenant' and 'tenant', which are one for IAM: letter case does not count. Leave one out.",
    );
    expect(() => tagged({ tenant: 'sub', tenants: 'cognito:username' })).not.toThrow();
  });

  test('are found whatever the letter case', () => {
    const signedIn = tagged({ Tenant: 'sub' });
    expect(['tenant', 'TENANT', 'tenants'].map((name) => signedIn._hasPrincipalTag(name))).toEqual([true, true, false]);
  });
});

test('the role of a group says nothing that IAM would refuse', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.addGroup('Editors', { groupName: '編集者', precedence: 1, identityPool: identityPoolOf(auth) });
  });
  expect(named(template, 'AuthEditorsRole').Properties.Description).toBe('Members of a group of a user pool');
});

describe('an identity pool beside one in which groups have roles', () => {
  const RULES = RoleMapping.rules([RoleRule.claimEquals('cognito:username', 'a', 'A')]);
  const beside = (add: (auth: CognitoAuth) => void, hasRole = true) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      add(auth);
      const identityPool = identityPoolOf(auth);
      auth.addGroup('Editors', { precedence: 1, identityPool: hasRole ? identityPool : undefined });
    });
  const another = (roleMapping?: RoleMapping) => (auth: CognitoAuth) =>
    void auth.addIdentityPool('Other', { clients: [auth.addClient('Web', spa())], roleMapping });

  test('is refused where the token picks the role', () =>
    expect(beside(another())).toEqual([
      'Stack/Auth/Other: members of groups with a role in Stack/Auth/Aws would get no credentials here: their tokens name a role that trusts that identity pool only (Stack/Auth/Editors). Pass roleMapping: RoleMapping.rules([…]) here, or use one identity pool for both.',
    ]));

  test('is allowed with rules, without roles of groups, and without users of the user pool', () => {
    expect(beside(another(RULES))).toEqual([]);
    expect(beside(another(), false)).toEqual([]);
    const withoutUserPool = (auth: CognitoAuth) =>
      void auth.addIdentityPool('Other', { providers: [IdentityPoolProvider.developer('login.example.app')] });
    expect(beside(withoutUserPool)).toEqual([]);
  });
});
