import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AuthDomain,
  ClaimValue,
  CognitoAuth,
  PostConfirmation,
  PreSignUp,
  PreTokenGeneration,
  UserPrefix,
} from 'cdk-cognito-auth';
import { authIn, functionIn, google, identityPoolOf, newAuth, spa } from './support/auth';
import { findCycle } from './support/cycles';
import { allOf, synth, TemplateJson } from './support/template';

const WITHOUT_DOMAIN =
  'the user pool has an identity provider and no domain, so nobody can sign in with it. Call addDomain().';

function warningsOf(build: (auth: CognitoAuth) => void): Annotations {
  const stack = new Stack(new App(), 'Stack');
  build(authIn(stack));
  return Annotations.fromStack(stack);
}

test('a bare auth is a user pool and nothing else', () => {
  const template = synth((stack) => void authIn(stack));
  expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual(['AWS::Cognito::UserPool']);
});

test('two auths live in one stack', () => {
  const template = synth((stack) => {
    new CognitoAuth(stack, 'Staff').addClient('Spa', spa());
    new CognitoAuth(stack, 'Customers').addClient('Spa', spa());
  });
  expect(allOf(template, 'AWS::Cognito::UserPoolClient')).toHaveLength(2);
});

test.each(['cn-north-1', 'us-gov-west-1'])('refuses the Region %s, which is in another partition', (region) => {
  const stack = new Stack(new App(), 'Stack', { env: { region } });
  expect(() => authIn(stack)).toThrow(
    /^Stack\/Auth: the Region \S+ is in the partition aws-(cn|us-gov)\. Deploy to a Region of the partition aws, the only one supported\.$/,
  );
});

test.each(['eu-central-1', 'xx-future-9'])('accepts the Region %s', (region) => {
  expect(() => authIn(new Stack(new App(), 'Stack', { env: { region } }))).not.toThrow();
});

test('warns of a provider without a domain', () => {
  warningsOf((auth) => auth.addIdentityProvider('Google', google())).hasWarning(
    '/Stack/Auth',
    `${WITHOUT_DOMAIN} [ack: cdk-cognito-auth:providerWithoutDomain]`,
  );
});

test.each<[string, (auth: CognitoAuth) => void]>([
  ['with a domain that was added later', withLateDomain],
  ['without a provider', () => undefined],
])('does not warn %s', (_, build) => {
  warningsOf(build).hasNoWarning('*', Match.stringLikeRegexp('no domain'));
});

function withLateDomain(auth: CognitoAuth): void {
  auth.addIdentityProvider('Google', google());
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
}

describe('a way in that no guard watches', () => {
  const DIRECT = Match.stringLikeRegexp('^anybody can sign up\\. Add a guard');
  const FEDERATED = Match.stringLikeRegexp(
    '^anybody with an account at an identity provider .* whatever selfSignUpEnabled',
  );
  const open = (build: (auth: CognitoAuth) => void): Annotations => {
    const stack = new Stack(new App(), 'Stack');
    build(authIn(stack, { selfSignUpEnabled: true }));
    return Annotations.fromStack(stack);
  };
  const guard = () => PreSignUp.allowEmailDomains({ domains: ['example.com'] });

  test('is warned of: self sign-up', () => open(() => undefined).hasWarning('/Stack/Auth', DIRECT));

  test('is warned of: a provider of a closed pool', () => {
    const warnings = warningsOf((auth) => auth.addIdentityProvider('Google', google()));
    warnings.hasWarning('/Stack/Auth', FEDERATED);
    warnings.hasNoWarning('*', DIRECT);
  });

  test('is none with a guard, or with a function of your own', () => {
    const guarded = open((auth) => {
      auth.addIdentityProvider('Google', google());
      auth.addTrigger(guard());
    });
    const own = open((auth) => void auth.addTrigger(PreSignUp.invoke(functionIn(auth))));
    for (const warnings of [guarded, own]) {
      warnings.hasNoWarning('*', DIRECT);
      warnings.hasNoWarning('*', FEDERATED);
    }
  });

  test('is none where nobody can come in', () => warningsOf(() => undefined).hasNoWarning('*', Match.anyValue()));
});

describe('the order of calls', () => {
  const client = (auth: CognitoAuth) => auth.node.tryFindChild('Spa') ?? auth.addClient('Spa', spa());
  const readers = (auth: CognitoAuth) => auth.node.tryFindChild('Readers') ?? auth.addGroup('Readers');
  const pool = (auth: CognitoAuth) =>
    auth.node.tryFindChild('Aws') ?? auth.addIdentityPool('Aws', { clients: [client(auth) as any] });
  const CALLS: ((auth: CognitoAuth, bucket: s3.IBucket) => unknown)[] = [
    client,
    readers,
    pool,
    (auth) => auth.addDomain('Domain', AuthDomain.prefix('notes-example')),
    (auth) => auth.addIdentityProvider('Google', google()),
    (auth) => auth.addGroup('Editors', { precedence: 1, identityPool: pool(auth) as any }),
    (auth, bucket) => UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantRead(pool(auth) as any),
    (auth) => auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] })),
    (auth) => auth.addTrigger(PostConfirmation.addToGroup(readers(auth) as any)),
    (auth) => auth.addTrigger(PreTokenGeneration.claim({ name: 'b', value: ClaimValue.literal('2') })),
    (auth) => auth.addTrigger(PreTokenGeneration.claim({ name: 'a', value: ClaimValue.literal('1') })),
  ];
  const built = (calls: typeof CALLS): TemplateJson =>
    synth((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      const bucket = new s3.Bucket(stack, 'Files');
      calls.forEach((call) => call(auth, bucket));
    });
  const straight = built(CALLS);

  test.each([
    ['reversed', [...CALLS].reverse()],
    ['rotated', [...CALLS.slice(5), ...CALLS.slice(0, 5)]],
    ['interleaved', [...CALLS.filter((_, index) => index % 2), ...CALLS.filter((_, index) => index % 2 === 0)]],
  ])('does not matter: %s', (_, calls) => {
    expect(built(calls)).toEqual(straight);
  });

  test('makes a template that deploys', () => {
    expect(findCycle(straight)).toBeUndefined();
  });
});

test('hands out the L2 and L1 constructs, to leave the beaten track', () => {
  const auth = newAuth();
  const signedIn = identityPoolOf(auth);
  expect(auth.userPool.node.path).toBe('Stack/Auth/UserPool');
  expect(signedIn.identityPool.cfnResourceType).toBe('AWS::Cognito::IdentityPool');
  expect(auth.addDomain('Domain', AuthDomain.prefix('notes-example')).node.path).toBe('Stack/Auth/Domain');
});
