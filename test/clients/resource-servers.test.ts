import { App, Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { machine, orders, READ } from './kinds';
import { authIn, CALLBACK, newAuth } from '../support/auth';
import { faultsAround, findingsOf, named, only, synth } from '../support/template';

const SERVER = 'AWS::Cognito::UserPoolResourceServer';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const { OAuthScope, ResourceServerScope } = cognito;

const scope = (scopeName: string, scopeDescription = 'Does things') =>
  new ResourceServerScope({ scopeName, scopeDescription });
const asking = (...scopes: cognito.OAuthScope[]) => AppClient.machine({ scopes });
const adding = (options: cognito.UserPoolResourceServerOptions) => () => newAuth().addResourceServer('Api', options);

test('stands beside the pool, with a name that Cognito takes', () => {
  const template = synth((stack) => {
    const identifier = 'https://orders.example.com/v1';
    authIn(stack).addResourceServer('Orders', { identifier, scopes: [READ] });
  });
  expect(only(template, SERVER).Properties).toEqual({
    Identifier: 'https://orders.example.com/v1',
    Name: 'https-orders.example.com-v1',
    Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read orders' }],
    UserPoolId: { Ref: expect.stringMatching(/^AuthUserPool/) },
  });
});

test('has the name that it is given', () => {
  const server = newAuth().addResourceServer('Api', { identifier: 'api', userPoolResourceServerName: 'Our API' });
  expect((server.node.defaultChild as cognito.CfnUserPoolResourceServer).name).toBe('Our API');
});

describe('a client waits for the server', () => {
  test('of a scope in plain text, whichever comes first', () => {
    const waits = (build: (auth: CognitoAuth) => void) =>
      only(
        synth((stack) => build(authIn(stack))),
        CLIENT,
      ).DependsOn;
    const first = waits((auth) => [orders(auth), auth.addClient('Job', machine())]);
    expect(first).toEqual([expect.stringMatching(/^AuthOrders/)]);
    expect(waits((auth) => [auth.addClient('Job', machine()), orders(auth)])).toEqual(first);
  });

  test('of a scope that refers to it, by the reference', () => {
    const template = synth((stack) => {
      const auth = authIn(stack);
      auth.addClient('Job', asking(OAuthScope.resourceServer(orders(auth), READ)));
    });
    expect(only(template, CLIENT).Properties.AllowedOAuthScopes).toEqual([
      { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^AuthOrders/) }, '/read']] },
    ]);
  });

  test('and for no other', () => {
    const template = synth((stack) => {
      const auth = authIn(stack);
      orders(auth);
      auth.addResourceServer('Bills', { identifier: 'orders/bills', scopes: [READ] });
      auth.addClient('Job', asking(OAuthScope.custom('orders/bills/read')));
    });
    expect(named(template, 'AuthJob').DependsOn).toEqual([expect.stringMatching(/^AuthBills/)]);
  });
});

describe('refuses a scope', () => {
  const findingsWith = (make: (auth: CognitoAuth, stack: Stack) => cognito.OAuthScope) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      const wanted = make(auth, stack);
      auth.addClient('Job', asking(wanted));
      auth.addClient('Web', AppClient.web({ callbackUrls: [CALLBACK], scopes: [OAuthScope.OPENID, wanted] }));
    });
  const both = (sentence: string) => [`Stack/Auth/Job: ${sentence}`, `Stack/Auth/Web: ${sentence}`];

  test('of a server that the pool does not have', () => {
    expect(findingsWith(() => OAuthScope.custom('bills/read'))).toEqual(
      both("scopes has 'bills/read', and the user pool has no resource server 'bills'. Call addResourceServer()."),
    );
  });

  test.each([
    ['in plain text', () => OAuthScope.custom('orders/delete')],
    [
      'of the server itself',
      (server: cognito.UserPoolResourceServer) => OAuthScope.resourceServer(server, scope('delete')),
    ],
  ])('that its server does not declare, %s', (_, make) => {
    expect(findingsWith((auth) => make(orders(auth)))).toEqual(
      both(
        "scopes has 'delete', which the resource server Stack/Auth/Orders does not declare. It declares: read, write.",
      ),
    );
  });

  test('of a server that declares none', () => {
    const findings = findingsWith((auth) => {
      auth.addResourceServer('Api', { identifier: 'api' });
      return OAuthScope.custom('api/read');
    });
    expect(findings).toEqual(
      both("scopes has 'read', which the resource server Stack/Auth/Api does not declare. It declares: none."),
    );
  });

  test('of another pool', () => {
    const findings = findingsWith((_, stack) => {
      const other = new CognitoAuth(stack, 'Other');
      return OAuthScope.resourceServer(orders(other), READ);
    });
    expect(findings).toEqual(
      both(
        "scopes has 'read' of Stack/Other/Orders, which is a resource server of another user pool. Add one to this pool with addResourceServer().",
      ),
    );
  });

  test('not of a server that was made on the L2, and none that only the deployment knows', () => {
    expect(
      findingsWith((auth) => {
        auth.userPool.addResourceServer('Own', { identifier: 'own', scopes: [READ] });
        return OAuthScope.custom('own/read');
      }),
    ).toEqual([]);
    const parameter = (stack: Stack) => new CfnParameter(stack, 'Scope').valueAsString;
    expect(findingsWith((_, stack) => OAuthScope.custom(parameter(stack)))).toEqual([]);
  });

  test.each(['web', 'machine'] as const)('of %s whose form is not one', (kind) => {
    const scopes = [OAuthScope.custom('read')];
    const client = { web: AppClient.web({ callbackUrls: [CALLBACK], scopes }), machine: AppClient.machine({ scopes }) };
    expect(faultsAround(newAuth().addClient('Client', client[kind]))).toEqual([
      "Stack/Auth/Client: scopes has 'read', which Cognito does not know. Scopes of your own have the form SERVER/SCOPE.",
    ]);
  });

  test('beyond the fifty of a client', () => {
    const scopes = (count: number) => Array.from({ length: count }, (_, index) => OAuthScope.custom(`orders/${index}`));
    expect(() => newAuth().addClient('Job', asking(...scopes(50)))).not.toThrow();
    expect(faultsAround(newAuth().addClient('Job', asking(...scopes(51))))).toContain(
      'Stack/Auth/Job: scopes has 51 entries. Cognito allows 50 for a client: use fewer, or a second client.',
    );
  });
});

const NO_IDENTIFIER =
  'is not one for Cognito: use 1 to 256 printable characters without spaces, quotation marks and backslashes.';
const NO_SCOPE =
  'is not one for Cognito: use 1 to 256 printable characters without spaces, slashes, quotation marks and backslashes.';

test.each<[string, cognito.UserPoolResourceServerOptions, string]>([
  ['an empty identifier', { identifier: '' }, `the identifier '' ${NO_IDENTIFIER}`],
  ['a space', { identifier: 'our api' }, `the identifier 'our api' ${NO_IDENTIFIER}`],
  ['a long identifier', { identifier: 'a'.repeat(257) }, `the identifier '${'a'.repeat(257)}' ${NO_IDENTIFIER}`],
  ['a slash in a scope', { identifier: 'api', scopes: [scope('a/b')] }, `the scope 'a/b' ${NO_SCOPE}`],
  ['an empty scope', { identifier: 'api', scopes: [scope('')] }, `the scope '' ${NO_SCOPE}`],
  [
    'a scope without description',
    { identifier: 'api', scopes: [scope('read', '')] },
    "the description of the scope 'read' has 0 characters. Write from 1 to 256.",
  ],
  [
    'a scope twice',
    { identifier: 'api', scopes: [scope('read'), scope('read')] },
    "the scope 'read' stands there twice. Leave one out.",
  ],
  [
    'a name with a colon',
    { identifier: 'api', userPoolResourceServerName: 'Our API: the first' },
    "userPoolResourceServerName is 'Our API: the first'. Use 1 to 256 letters, digits, spaces and + = , . @ _ -",
  ],
  [
    'too many scopes',
    { identifier: 'api', scopes: Array.from({ length: 101 }, (_, index) => scope(`s${index}`)) },
    'there are 101 scopes. Cognito allows 100 for a resource server: use fewer, or a second one.',
  ],
])('refuses %s', (_, options, sentence) => expect(adding(options)).toThrow(`Stack/Auth/Api: ${sentence}`));

test('takes as many scopes as Cognito, and texts that are known at deployment', () => {
  const scopes = Array.from({ length: 100 }, (_, index) => scope(`s${index}`));
  expect(adding({ identifier: 'api', scopes })).not.toThrow();
  expect(
    adding({ identifier: `https://${Aws.REGION}.example.com`, userPoolResourceServerName: Aws.REGION }),
  ).not.toThrow();
});

test('whatever identifier passes has a name that Cognito takes', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,40}$/), (identifier) => {
      const server = newAuth().addResourceServer('Api', { identifier });
      expect((server.node.defaultChild as cognito.CfnUserPoolResourceServer).name).toMatch(/^[\w\s+=,.@-]{1,256}$/);
    }),
    { numRuns: 60 },
  );
});

test('refuses two servers of one identifier', () => {
  const auth = newAuth();
  orders(auth);
  expect(() => auth.addResourceServer('Again', { identifier: 'orders' })).toThrow(
    "Stack/Auth/Again: the user pool has a resource server 'orders' already (Stack/Auth/Orders). Add its scopes there, or choose another identifier.",
  );
});

test('refuses more servers than Cognito allows', () => {
  const findingsOfMany = (count: number) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      for (let index = 0; index < count; index += 1) {
        auth.addResourceServer(`Api${index}`, { identifier: `api${index}` });
      }
    });
  expect(findingsOfMany(25)).toEqual([]);
  expect(findingsOfMany(26)).toEqual([
    'Stack/Auth: the user pool has 26 resource servers. Cognito allows 25: declare more scopes on fewer servers.',
  ]);
});

test('two pools may have the same', () => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => [new CognitoAuth(stack, 'One'), new CognitoAuth(stack, 'Two')].map(orders)).not.toThrow();
});
