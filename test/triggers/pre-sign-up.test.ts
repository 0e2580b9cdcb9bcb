import { CfnParameter } from 'aws-cdk-lib';
import { AllowEmailDomainsOptions, PreSignUp } from 'cdk-cognito-auth';
import { authIn, google, newAuth } from '../support/auth';
import { findingsOf } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const MANY = Array.from({ length: 60 }, (_, index) => `team-${index}.example.com`);

const stepWith = (options: Partial<AllowEmailDomainsOptions>) => {
  const template = withTriggers((auth) => {
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'], ...options }));
  });
  return stepsOf(template, 'PreSignUp')[0];
};

test('allowEmailDomains guards sign-up and federated sign-up', () => {
  expect(stepWith({})).toEqual({
    step: 'allowEmailDomains',
    key: 'domains',
    sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'],
    config: {
      domains: { inline: ['example.com'] },
      includeSubdomains: false,
      allowPlusAddressing: false,
      trust: [],
    },
  });
});

test('administrators pass it unless the option says otherwise', () => {
  expect(stepWith({ includeAdminCreatedUsers: true }).sources).toContain('PreSignUp_AdminCreateUser');
});

test.each(['includeSubdomains', 'allowPlusAddressing'])('%s travels', (option) => {
  expect(stepWith({ [option]: true }).config).toMatchObject({ [option]: true });
});

test('domains travel sorted, in lower case and without doubles', () => {
  const domains = ['b.example', 'A.example', 'a.example'];
  expect(stepWith({ domains }).config.domains).toEqual({ inline: ['a.example', 'b.example'] });
});

test('a long list travels as a file beside the code', () => {
  const domains = [...MANY].reverse();
  expect(stepWith({ domains }).config.domains).toEqual({ file: 'allow-email-domains.json' });
  const code = codeOf('PreSignUp', (auth) => auth.addTrigger(PreSignUp.allowEmailDomains({ domains })));
  expect(Object.keys(code).sort()).toEqual(['allow-email-domains.json', 'allowEmailDomains.js', 'index.js']);
  expect(JSON.parse(code['allow-email-domains.json'])).toEqual([...MANY].sort());
});

test('without AWS calls and long lists the code is what runs the chain, and the step', () => {
  const code = codeOf('PreSignUp', (auth) => {
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
  });
  expect(Object.keys(code).sort()).toEqual(['allowEmailDomains.js', 'index.js']);
});

const refusing = (domains: string[]) => () => newAuth().addTrigger(PreSignUp.allowEmailDomains({ domains }));

test('refuses an empty list', () => {
  expect(refusing([])).toThrow(
    'Stack/Auth: PreSignUp.allowEmailDomains has no domains, so nobody could sign up. Pass at least one.',
  );
});

test.each([
  '',
  'example',
  '@example.com',
  'a@example.com',
  '*.example.com',
  '.example.com',
  'example.com.',
  'exa mple.com',
  'https://example.com',
  'münchen.example',
  '-a.example',
  '192.168.0.1',
])('refuses %j, which is no domain', (domain) => {
  expect(refusing(['example.com', domain])).toThrow(
    `Stack/Auth: PreSignUp.allowEmailDomains has '${domain}', which is not a domain. Pass a name such as example.com, without @ and wildcards.`,
  );
});

test('refuses a token, because a trigger carries literals only', () => {
  const auth = newAuth();
  const domain = new CfnParameter(auth, 'Domain').valueAsString;
  expect(() => auth.addTrigger(PreSignUp.allowEmailDomains({ domains: [domain] }))).toThrow(
    'Stack/Auth: a domain of PreSignUp.allowEmailDomains is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.',
  );
});

const IDLE =
  'Stack/Auth: PreSignUp.allowEmailDomains can never run, because nobody can sign up. Set selfSignUpEnabled: true, add an identity provider, or leave the handler out.';

test.each([
  ['refuses the step', 'nobody can sign up', {}, false, [IDLE]],
  ['accepts the step', 'people sign themselves up', { selfSignUpEnabled: true }, false, []],
  ['accepts the step', 'a provider signs people up', {}, true, []],
])('%s when %s', (_, _when, props, hasProvider, expected) => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, props);
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
    if (hasProvider) auth.addIdentityProvider('Google', google());
  });
  expect(findings).toEqual(expected);
});

test('accepts the step for an internal pool when it also guards what administrators create', () => {
  const findings = findingsOf((stack) => {
    authIn(stack).addTrigger(PreSignUp.allowEmailDomains({ domains: ['a.example'], includeAdminCreatedUsers: true }));
  });
  expect(findings).toEqual([]);
});

test('refuses the step a second time', () => {
  const auth = newAuth();
  auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['a.example'] }));
  expect(() => auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['b.example'] }))).toThrow(
    "Stack/Auth: PreSignUp.allowEmailDomains 'domains' was added before. Add each handler once, with everything it needs.",
  );
});
