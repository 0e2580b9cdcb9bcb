import { App, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { customDomain, noChange, prefixDomain, warningsOf } from './factor-world';
import { authIn } from '../support/auth';
import { findingsOf, propertiesOf, synth, templateOf } from '../support/template';

const passkeys: CognitoAuthProps = { signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } } };
const boundTo = (passkeyRelyingPartyId: string): CognitoAuthProps => ({ ...passkeys, passkeyRelyingPartyId });

type Change = (auth: CognitoAuth) => void;
const both =
  (...changes: Change[]): Change =>
  (auth) =>
    changes.forEach((change) => change(auth));

const relyingParty = (props: CognitoAuthProps, change: Change): unknown =>
  propertiesOf(
    synth((stack) => change(authIn(stack, props))),
    'AWS::Cognito::UserPool',
  ).WebAuthnRelyingPartyID;
const findings = (props: CognitoAuthProps, change: Change) => findingsOf((stack) => change(authIn(stack, props)));

const login = customDomain('login.example.com');
const prefix = prefixDomain('notes-example');

describe('passkeys are bound to', () => {
  test('the custom domain, which is added later', () =>
    expect(relyingParty(passkeys, login)).toBe('login.example.com'));

  test('the custom domain rather than the prefix domain, in whatever order', () => {
    expect(relyingParty(passkeys, both(prefix, login))).toBe('login.example.com');
    expect(relyingParty(passkeys, both(login, prefix))).toBe('login.example.com');
  });

  test('the prefix domain, when there is no other', () => {
    expect(relyingParty(passkeys, prefix)).toEqual({
      'Fn::Join': ['', ['notes-example.auth.', { Ref: 'AWS::Region' }, '.amazoncognito.com']],
    });
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1' } });
    prefix(authIn(stack, passkeys));
    expect(propertiesOf(templateOf(stack), 'AWS::Cognito::UserPool').WebAuthnRelyingPartyID).toBe(
      'notes-example.auth.eu-west-1.amazoncognito.com',
    );
  });

  test('what is chosen', () => expect(relyingParty(boundTo('example.com'), login)).toBe('example.com'));
});

describe('refuses', () => {
  test('passkeys that are bound to nothing', () => {
    expect(findings(passkeys, noChange)).toEqual([
      'Stack/Auth: passkeys are bound to a domain, and the pool has none. Call addDomain(), or pass passkeyRelyingPartyId.',
    ]);
  });

  test('passkeys that are bound to a prefix made from the pool itself', () => {
    const ofPool: Change = (auth) => prefixDomain(`notes-${auth.userPool.userPoolId}`)(auth);
    expect(findings(passkeys, ofPool)).toContain(
      'Stack/Auth: passkeys are bound to the domain of addDomain(), whose name is made from the user pool, so that the pool would wait for itself. Write the name down, or pass passkeyRelyingPartyId.',
    );
    expect(findings(boundTo('example.com'), ofPool)).toEqual([]);
  });

  test.each(['other.example.com', 'ogin.example.com', 'a.login.example.com', 'example.org', 'localhost'])(
    'V15: %s beside login.example.com, in whatever order',
    (id) => {
      expect(findings(boundTo(id), login)).toEqual([
        `Stack/Auth: passkeyRelyingPartyId is '${id}', which is neither the custom domain login.example.com nor a parent of it, so that browsers refuse every passkey there. Leave it out on a new pool; where users have passkeys, keep their domain, because a change loses them all.`,
      ]);
    },
  );

  test('V15: a custom domain that took the place of the one that was written down', () => {
    expect(findings(boundTo('login.example.com'), customDomain('signin.example.com'))).toEqual([
      expect.stringContaining('a change loses them all'),
    ]);
  });

  test.each([
    ...['co.uk', 'com.au', 'gov.in', 'or.jp', 'ac.at', 'github.io', 'cloudfront.net', 'amazoncognito.com'],
    ...['auth.eu-west-1.amazoncognito.com', 'auth-fips.us-east-1.amazoncognito.com'],
  ])('the public suffix %s', (id) => {
    expect(findings(boundTo(id), customDomain(`login.acme.${id}`))).toEqual([
      `Stack/Auth: passkeyRelyingPartyId '${id}' is a public suffix, below which everybody has names, so that browsers refuse it. Pass a domain of your own.`,
    ]);
  });

  test.each([
    ...['com', 'https://example.com', 'example.com:443', 'example.com/', 'Example.com', 'example.com.', '.example.com'],
    ...[
      '',
      'ex ample.com',
      '-a.example.com',
      '10.0.0.1',
      `${'a'.repeat(64)}.com`,
      `${'abcdef.'.repeat(20)}example.com`,
    ],
  ])("the id '%s', which is no name of a domain", (id) => {
    expect(findings(boundTo(id), noChange)).toEqual([
      `Stack/Auth: passkeyRelyingPartyId '${id}' is no domain name of at least two labels and at most 127 characters. Pass one in lower case, without scheme, port and path.`,
    ]);
  });

  test.each<[string, Change]>([
    ['login.example.com', login],
    ['example.com', login],
    ['example.com', prefix],
    ['example.com', noChange],
    ['acme.co.uk', customDomain('login.acme.co.uk')],
    ['notes-example.auth.eu-west-1.amazoncognito.com', prefix],
    ['localhost', noChange],
    [Token.asString({ Ref: 'Known later' }), login],
  ])('not %s', (id, change) => {
    expect(findings(boundTo(id), change)).toEqual([]);
  });

  test('not a domain that is known later', () => {
    const known = Token.asString({ Ref: 'Later' });
    expect(findings(passkeys, customDomain(known))).toEqual([]);
    expect(findings(boundTo('example.com'), customDomain(known))).toEqual([]);
  });
});

test('refuses the prefix alone, and spells out the name', () => {
  expect(findings(boundTo('notes-example'), prefix)).toEqual([
    "Stack/Auth: passkeyRelyingPartyId is 'notes-example', the prefix alone. Write the whole name: 'notes-example.auth.REGION.amazoncognito.com'.",
  ]);
});

test('names the domain as it will be where the Region is known, so that it can be taken over', () => {
  const warned = (props: CognitoAuthProps) => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-central-1' } });
    prefix(authIn(stack, props));
    const found = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('passkeysFollowDomain'));
    return found.map(({ entry }) => String(entry.data));
  };
  const name = 'notes-example.auth.eu-central-1.amazoncognito.com';
  expect(warned(passkeys)).toEqual([expect.stringContaining(`passkeyRelyingPartyId: '${name}'`)]);
  expect(warned(boundTo(name))).toEqual([]);
});

describe('warns', () => {
  const { PREFERRED } = cognito.PasskeyUserVerification;

  test.each<[string, CognitoAuthProps, Change, string]>([
    [
      'that another domain loses the passkeys',
      passkeys,
      login,
      "passkeysFollowDomain: passkeys are bound to the domain of addDomain(), and another domain there would lose them all. Write it down, passkeyRelyingPartyId: 'login.example.com', so that a change is refused, or acknowledge the warning.",
    ],
    [
      'that another prefix loses the passkeys',
      passkeys,
      prefix,
      "passkeysFollowDomain: passkeys are bound to the domain of addDomain(), and another domain there would lose them all. Write it down, passkeyRelyingPartyId: 'notes-example.auth.REGION.amazoncognito.com', so that a change is refused, or acknowledge the warning.",
    ],
    [
      'that a security key is enough',
      { ...boundTo('login.example.com'), passkeyUserVerification: PREFERRED },
      login,
      'passkeysWithoutUserVerification: whoever holds a security key can sign in with it. Leave passkeyUserVerification at REQUIRED, or acknowledge the warning.',
    ],
    ...[login, prefix].map((change): [string, CognitoAuthProps, Change, string] => [
      'that managed login stands aside',
      boundTo('example.com'),
      change,
      'passkeysBeyondManagedLogin: managed login has no passkeys, because they are bound to example.com and not to its own domain; only an app that asks for them itself has. Leave passkeyRelyingPartyId out, or acknowledge the warning.',
    ]),
    [
      'that passkeys serve nobody',
      boundTo('localhost'),
      prefix,
      'passkeysOnLocalhost: passkeys are bound to localhost, where they serve no deployed app. Pass its domain, or acknowledge the warning.',
    ],
  ])('%s', (_, props, change, warning) => expect(warningsOf(props, change)).toEqual([warning]));

  test.each<[string, CognitoAuthProps, Change]>([
    ['the domain is written down', boundTo('login.example.com'), login],
    ['the app has no managed login', boundTo('example.com'), noChange],
    ['the prefix domain is written down', boundTo('notes-example.auth.eu-west-1.amazoncognito.com'), prefix],
    ['there are no passkeys', {}, login],
  ])('not when %s', (_, props, change) => expect(warningsOf(props, change)).toEqual([]));
});
