import { createHash } from 'node:crypto';
import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CognitoAuthProps, InvitationCodeOptions, PreSignUp, TriggerHandler } from 'cdk-cognito-auth';
import { authIn, google, newAuth } from '../support/auth';
import { findingsOf } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const MANY = Array.from({ length: 60 }, (_, index) => `team-${index}.example.com`);
const hash = (code: string) => createHash('sha256').update(code).digest('hex');
const HASH = hash('spring-2f8c1d90ab');

const stepOf = (handler: TriggerHandler, props: CognitoAuthProps = {}) =>
  stepsOf(
    withTriggers((auth) => auth.addTrigger(handler), { selfSignUpEnabled: true, ...props }),
    'PreSignUp',
  )[0];

describe('denyEmailDomains', () => {
  const deny = (options = {}) => PreSignUp.denyEmailDomains({ domains: ['Trash.example'], ...options });

  test('guards sign-up and federated sign-up, sub-domains included', () => {
    expect(stepOf(deny())).toEqual({
      step: 'denyEmailDomains',
      key: 'domains',
      sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'],
      config: { domains: { inline: ['trash.example'] }, includeSubdomains: true, requiresAddress: true },
    });
  });

  test('sub-domains can be left alone, and administrators held to it', () => {
    const step = stepOf(deny({ includeSubdomains: false, includeAdminCreatedUsers: true }));
    expect(step.config.includeSubdomains).toBe(false);
    expect(step.sources).toContain('PreSignUp_AdminCreateUser');
  });

  test.each([
    [{ email: true }, true],
    [{ username: true, email: true }, false],
    [{ username: true }, false],
  ])('where people sign in by %j, an address is required: %s', (signInAliases, expected) => {
    expect(stepOf(deny(), { signInAliases }).config.requiresAddress).toBe(expected);
  });

  test('a long list travels as a file beside the code', () => {
    const code = codeOf('PreSignUp', (auth) => auth.addTrigger(deny({ domains: MANY })));
    expect(Object.keys(code).sort()).toEqual(['deny-email-domains.json', 'denyEmailDomains.js', 'index.js']);
    expect(JSON.parse(code['deny-email-domains.json'])).toEqual([...MANY].sort());
  });

  test('stands beside the list of what is allowed', () => {
    const template = withTriggers((auth) => {
      auth.addTrigger(deny());
      auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
    });
    expect(stepsOf(template, 'PreSignUp').map(({ step }) => step)).toEqual(['allowEmailDomains', 'denyEmailDomains']);
  });

  test('refuses an empty list, and what is no domain', () => {
    expect(() => newAuth().addTrigger(deny({ domains: [] }))).toThrow(
      'Stack/Auth: PreSignUp.denyEmailDomains has no domains, so it would refuse nobody. Pass at least one.',
    );
    expect(() => newAuth().addTrigger(deny({ domains: ['*.trash.example'] }))).toThrow(
      "Stack/Auth: PreSignUp.denyEmailDomains has '*.trash.example', which is not a domain. Pass a name such as example.com, without @ and wildcards.",
    );
  });
});

describe('autoConfirm', () => {
  const confirm = (options = {}) => PreSignUp.autoConfirm({ domains: ['example.com'], ...options });

  test('shapes the sign-up of people, after the guards', () => {
    expect(stepOf(confirm())).toEqual({
      step: 'autoConfirm',
      key: 'domains',
      sources: ['PreSignUp_SignUp'],
      config: { domains: { inline: ['example.com'] }, includeSubdomains: false },
    });
    const template = withTriggers((auth) => {
      auth.addTrigger(confirm());
      auth.addTrigger(PreSignUp.denyEmailDomains({ domains: ['trash.example'] }));
    });
    expect(stepsOf(template, 'PreSignUp').map(({ step }) => step)).toEqual(['denyEmailDomains', 'autoConfirm']);
  });

  test('includeSubdomains travels', () => {
    expect(stepOf(confirm({ includeSubdomains: true })).config.includeSubdomains).toBe(true);
  });

  test('is a relaxation with a name, and no guard', () => {
    const stack = new Stack(new App(), 'Stack');
    authIn(stack, { selfSignUpEnabled: true }).addTrigger(confirm());
    const annotations = Annotations.fromStack(stack);
    annotations.hasWarning(
      '/Stack/Auth',
      'PreSignUp.autoConfirm takes addresses of its domains for verified, so that whoever can sign up may hold an account under any of them. Let a code by e-mail prove the address, or acknowledge the warning. [ack: cdk-cognito-auth:autoConfirm]',
    );
    annotations.hasWarning(
      '/Stack/Auth',
      'anybody can sign up. Add a guard such as PreSignUp.allowEmailDomains(), or acknowledge the warning. [ack: cdk-cognito-auth:openSignUp]',
    );
  });

  test('refuses an empty list', () => {
    expect(() => newAuth().addTrigger(confirm({ domains: [] }))).toThrow(
      'Stack/Auth: PreSignUp.autoConfirm has no domains, so it would confirm nobody. Pass at least one.',
    );
  });
});

describe('invitationCode', () => {
  const invite = (options: Partial<InvitationCodeOptions> = {}) =>
    PreSignUp.invitationCode({ codeHashes: [HASH], ...options });
  const refusing = (options: Partial<InvitationCodeOptions>) => () => newAuth().addTrigger(invite(options));

  test('guards the sign-up of people', () => {
    expect(stepOf(invite())).toEqual({
      step: 'invitationCode',
      key: 'codes',
      sources: ['PreSignUp_SignUp'],
      config: { hashes: { inline: [HASH] }, parameter: 'invitationCode' },
    });
  });

  test('hashes travel sorted, in lower case and without doubles; the parameter has the name that was given', () => {
    const codeHashes = [hash('b').toUpperCase(), HASH, hash('b')];
    const { hashes, parameter } = stepOf(invite({ codeHashes, parameterName: 'invite' })).config;
    expect([hashes.inline, parameter]).toEqual([[hash('b'), HASH].sort(), 'invite']);
  });

  test('many hashes travel as a file beside the code', () => {
    const codeHashes = MANY.map(hash);
    const code = codeOf('PreSignUp', (auth) => auth.addTrigger(invite({ codeHashes })));
    expect(Object.keys(code).sort()).toEqual(['index.js', 'invitation-code.json', 'invitationCode.js']);
    expect(JSON.parse(code['invitation-code.json'])).toEqual([...codeHashes].sort());
  });

  test('leaves identity providers open, and the warning says so', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, { selfSignUpEnabled: true });
    auth.addTrigger(invite());
    auth.addIdentityProvider('Google', google());
    const annotations = Annotations.fromStack(stack);
    annotations.hasWarning('/Stack/Auth', Match.stringLikeRegexp('cdk-cognito-auth:openFederatedSignUp'));
    annotations.hasNoWarning('/Stack/Auth', Match.stringLikeRegexp('cdk-cognito-auth:openSignUp'));
  });

  test('refuses an empty list', () => {
    expect(refusing({ codeHashes: [] })).toThrow(
      'Stack/Auth: PreSignUp.invitationCode has no hashes, so nobody could sign up. Pass at least one.',
    );
  });

  test.each(['spring-2f8c1d90ab', '', HASH.slice(1), `${HASH}\n`])('refuses %j, which is no hash, and does not repeat it', (code) => {
    const sentence =
      'Stack/Auth: codeHashes[1] of PreSignUp.invitationCode is not a SHA-256 hash. Pass 64 hexadecimal digits, never the code itself.';
    expect(refusing({ codeHashes: [HASH, code] })).toThrow(new Error(sentence));
  }); // prettier-ignore

  test('refuses tokens', () => {
    const token = new CfnParameter(new Stack(), 'Hash').valueAsString;
    expect(refusing({ codeHashes: [token] })).toThrow(
      'Stack/Auth: a hash of PreSignUp.invitationCode is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.',
    );
    expect(refusing({ codeHashes: Fn.split(',', token) })).toThrow(
      'Stack/Auth: the list of PreSignUp.invitationCode is a token, and the handler must know it at synth. Pass plain strings.',
    );
  });

  test('refuses an empty parameterName', () => {
    expect(refusing({ parameterName: '' })).toThrow(
      'Stack/Auth: parameterName of PreSignUp.invitationCode is empty. Pass the name under which the client sends the code.',
    );
  });
});

test.each([
  ['autoConfirm', PreSignUp.autoConfirm({ domains: ['example.com'] })],
  ['invitationCode', PreSignUp.invitationCode({ codeHashes: [HASH] })],
])('%s is refused where people cannot sign themselves up', (name, handler) => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addTrigger(handler);
    auth.addIdentityProvider('Google', google());
  });
  expect(findings).toEqual([
    `Stack/Auth: PreSignUp.${name} can never run, because nobody can sign themselves up. Set selfSignUpEnabled: true, or leave the handler out.`,
  ]);
});
