import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AuthDomain,
  AuthIdentityProvider,
  CognitoAuth,
  FederatedTrust,
  IdentityProvider,
  InboundFederation,
  TriggerHandler,
} from 'cdk-cognito-auth';
import { authIn, functionIn, google, newAuth } from '../support/auth';
import { findingsOf, named, templateOf } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const METADATA = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.acme.example/metadata');
const MAPPED = { email: cognito.ProviderAttribute.other('mail') };
const acme = (auth: CognitoAuth) => auth.addIdentityProvider('Acme', IdentityProvider.saml({ metadata: METADATA }));
const stepsFor = (...handlers: TriggerHandler[]) =>
  stepsOf(
    withTriggers((auth) => {
      handlers.forEach((handler) => auth.addTrigger(handler));
      auth.addIdentityProvider('Google', google());
    }),
    'InboundFederation',
  );

const keep = InboundFederation.keepAttributes({ attributes: ['name', 'email', 'email'] });
const drop = InboundFederation.dropAttributes({ attributes: ['picture'] });
const normalize = InboundFederation.normalizeAttributes({ attributes: ['email'], lowerCase: true });
const rename = InboundFederation.renameAttribute({ attribute: 'mail', newName: 'email' });
const tenantOf = (value: string, ...providers: AuthIdentityProvider[]) =>
  InboundFederation.overrideAttribute({ name: 'tenant', value, providers });
const allow = InboundFederation.allowEmailDomains({ domains: ['example.com'] });

test('the trigger has one function, of version 1 of the event', () => {
  const template = withTriggers((auth) => {
    auth.addTrigger(keep);
    auth.addIdentityProvider('Google', google());
  });
  expect(named(template, 'AuthUserPool').Properties.LambdaConfig).toEqual({
    InboundFederation: {
      LambdaArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthInboundFederationFunction/), 'Arn'] },
      LambdaVersion: 'V1_0',
    },
  });
});

test('handlers come in one order: domains, own function, dropped, kept, normalized, renamed, set', () => {
  const order = stepsOf(
    withTriggers((auth, stack) => {
      const own = InboundFederation.invoke(functionIn(stack));
      const providers = [auth.addIdentityProvider('Google', google())];
      const set = InboundFederation.overrideAttribute({ name: 'picture', value: 'none', providers });
      [set, rename, normalize, own, keep, drop, allow].forEach((handler) => auth.addTrigger(handler));
    }),
    'InboundFederation',
  ).map(({ step }) => step);
  expect(order).toEqual([
    'allowFederatedDomains',
    'invoke',
    'dropAttributes',
    'keepAttributes',
    'normalizeAttributes',
    'renameAttribute',
    'overrideAttribute',
  ]);
});

test('a handler travels with everything it needs', () => {
  const sources = ['*'];
  expect(stepsFor(allow, keep, normalize, rename)).toEqual([
    {
      step: 'allowFederatedDomains',
      key: 'every provider',
      sources,
      config: { domains: { inline: ['example.com'] }, includeSubdomains: false, attribute: 'email', trust: [] },
    },
    { step: 'keepAttributes', key: 'email name', sources, config: { attributes: ['email', 'name'] } },
    {
      step: 'normalizeAttributes',
      key: 'email',
      sources,
      config: { attributes: ['email'], lowerCase: true, maxLength: 2048 },
    },
    { step: 'renameAttribute', key: 'mail email', sources, config: { from: 'mail', to: 'email' } },
  ]);
});

test('a handler may be about some providers, by name, and another one of its kind about others', () => {
  const steps = stepsOf(
    withTriggers((auth) => {
      const [first, second] = [auth.addIdentityProvider('Google', google()), acme(auth)];
      auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['groups'], providers: [second] }));
      auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['groups'], providers: [first, second] }));
      const trust = [FederatedTrust.domains(second, ['acme.example'])];
      auth.addTrigger(InboundFederation.allowEmailDomains({ domains: ['acme.example'], providers: [second], trust }));
    }),
    'InboundFederation',
  );
  expect(steps.map(({ key }) => key)).toEqual(['Acme', 'groups of Acme', 'groups of Acme Google']);
  expect(steps[0].config).toMatchObject({
    providers: ['Acme'],
    trust: [{ provider: 'Acme', domains: ['acme.example'] }],
  });
});

test('a long list of domains travels as a file, one for each handler', () => {
  const domains = (tenant: string) => Array.from({ length: 60 }, (_, index) => `${tenant}-${index}.example.com`);
  const files = codeOf('InboundFederation', (auth) => {
    const [first, second] = [auth.addIdentityProvider('Google', google()), acme(auth)];
    auth.addTrigger(InboundFederation.allowEmailDomains({ domains: domains('a'), providers: [first] }));
    auth.addTrigger(InboundFederation.allowEmailDomains({ domains: domains('b'), providers: [second] }));
  });
  const lists = Object.entries(files).filter(([name]) => /^federated-domains-[0-9a-f]{8}\.json$/.test(name));
  expect(lists.map(([, text]) => JSON.parse(text)[0]).sort()).toEqual(['a-0.example.com', 'b-0.example.com']);
});

test.each<[string, () => TriggerHandler]>([
  ['keepAttributes names no attribute. Pass', () => InboundFederation.keepAttributes({ attributes: [] })],
  ['keepAttributes has an attribute without a name', () => InboundFederation.keepAttributes({ attributes: [' '] })],
  [
    "dropAttributes names 'sub', by which Cognito knows the person again. Leave it out.",
    () => InboundFederation.dropAttributes({ attributes: ['email', 'sub'] }),
  ],
  ["normalizeAttributes names 'id', by", () => InboundFederation.normalizeAttributes({ attributes: ['id'] })],
  [
    "renameAttribute names 'user_id', by",
    () => InboundFederation.renameAttribute({ attribute: 'email', newName: 'user_id' }),
  ],
  ["renameAttribute names 'sub', by", () => InboundFederation.renameAttribute({ attribute: 'sub', newName: 'email' })],
  [
    "renameAttribute makes 'email_verified' of another attribute, and so vouches for any address. Only the provider itself can say that; use FederatedTrust.domains() for one that does not.",
    () => InboundFederation.renameAttribute({ attribute: 'active', newName: 'email_verified' }),
  ],
  [
    "overrideAttribute names 'sub', by",
    () => InboundFederation.overrideAttribute({ name: 'sub', value: '1', providers: [] }),
  ],
  [
    "overrideAttribute makes 'email_verified' itself, and so vouches for any address.",
    () => InboundFederation.overrideAttribute({ name: 'email_verified', value: 'true', providers: [] }),
  ],
  ["overrideAttribute gives 'tenant' a value of 0 characters. Pass from 1 to 2048.", () => tenantOf(' ')],
  ['a value of 2049 characters', () => tenantOf('x'.repeat(2_049))],
  ['overrideAttribute names no provider. Pass at least one', () => tenantOf('acme')],
  [
    "renameAttribute gives 'mail' its own name. Pass another one.",
    () => InboundFederation.renameAttribute({ attribute: 'mail', newName: 'mail' }),
  ],
  [
    'maxLength of InboundFederation.normalizeAttributes is 0. Pass a whole number from 1 to 2048.',
    () => InboundFederation.normalizeAttributes({ attributes: ['name'], maxLength: 0 }),
  ],
  ['is 2049. Pass', () => InboundFederation.normalizeAttributes({ attributes: ['name'], maxLength: 2_049 })],
  ['is 1.5. Pass', () => InboundFederation.normalizeAttributes({ attributes: ['name'], maxLength: 1.5 })],
  [
    'allowEmailDomains has no domains, so nobody could sign in',
    () => InboundFederation.allowEmailDomains({ domains: [] }),
  ],
  [
    "InboundFederation.allowEmailDomains reads addresses from 'mail', and email_verified is about 'email', so that nobody is believed. Pass trust with FederatedTrust.domains() for each provider.",
    () => InboundFederation.allowEmailDomains({ domains: ['example.com'], attribute: 'mail' }),
  ],
  [
    'keepAttributes names no provider. Pass at least one, or leave providers out for all of them.',
    () => InboundFederation.keepAttributes({ attributes: ['email'], providers: [] }),
  ],
])('refuses: %s', (sentence, handler) => {
  expect(() => newAuth().addTrigger(handler())).toThrow(sentence);
});

test.each<[string, (social: AuthIdentityProvider, saml: AuthIdentityProvider) => FederatedTrust[], boolean]>([
  ['owns its domains', (_, saml) => [FederatedTrust.domains(saml, ['acme.example'])], true],
  ['verifies what it calls email', (social) => [FederatedTrust.verifiedEmail(social)], false],
])('under another name the address of a provider that %s is believed: %#', (_, trustOf, isTaken) => {
  const auth = newAuth();
  const trust = trustOf(auth.addIdentityProvider('Google', google()), acme(auth));
  const handler = InboundFederation.allowEmailDomains({ domains: ['acme.example'], attribute: 'mail', trust });
  const add = () => auth.addTrigger(handler);
  if (isTaken) expect(add).not.toThrow();
  else expect(add).toThrow("reads addresses from 'mail'");
});

test('refuses a provider of another user pool, and a name that is a token', () => {
  const [auth, other] = [newAuth(), newAuth()];
  const providers = [other.addIdentityProvider('Google', google())];
  expect(() => auth.addTrigger(InboundFederation.keepAttributes({ attributes: ['email'], providers }))).toThrow(
    'InboundFederation.keepAttributes names Stack/Auth/Google, an identity provider of another user pool. Pass one of this pool.',
  );
  const attributes = [new CfnParameter(auth, 'Name').valueAsString];
  expect(() => auth.addTrigger(InboundFederation.keepAttributes({ attributes }))).toThrow(
    'an attribute of InboundFederation.keepAttributes is a token, which a trigger cannot carry',
  );
});

test('can never run without a provider', () => {
  const findings = findingsOf((stack) => void authIn(stack, { selfSignUpEnabled: true }).addTrigger(keep));
  expect(findings).toEqual([
    'Stack/Auth: InboundFederation can never run, because nobody comes through an identity provider. Add one, or leave its handlers out.',
  ]);
});

describe('a new name', () => {
  const findings = (to: string, isNamed = false) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
      const first = auth.addIdentityProvider('Google', google());
      const providers = isNamed ? [first] : undefined;
      auth.addTrigger(InboundFederation.renameAttribute({ attribute: 'x', newName: to, providers }));
      auth.addTrigger(keep);
      auth.addIdentityProvider('Acme', IdentityProvider.saml({ metadata: METADATA, attributeMapping: MAPPED }));
    });

  test.each([
    ['email', false],
    ['mail', false],
    ['email', true],
  ])('may be one that a provider in question maps: %s', (to, isNamed) => {
    expect(findings(to, isNamed)).toEqual([]);
  });

  test.each([
    ['roles', false],
    ['mail', true],
  ])('is refused when none does: %s', (to, isNamed) => {
    expect(findings(to, isNamed)).toEqual([
      `Stack/Auth: InboundFederation.renameAttribute makes '${to}', which no identity provider maps, so that it would be lost. Map an attribute of the user pool to it, or leave the handler out.`,
    ]);
  });
});

describe('a text that is cut', () => {
  const findings = (attribute: string, maxLength?: number, isNamed = false) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
      const providers = isNamed ? [auth.addIdentityProvider('Google', google())] : undefined;
      auth.addTrigger(InboundFederation.normalizeAttributes({ attributes: [attribute, 'name'], maxLength, providers }));
      auth.addIdentityProvider('Acme', IdentityProvider.saml({ metadata: METADATA, attributeMapping: MAPPED }));
    });

  test.each([
    ['title', 64, false],
    ['mail', undefined, false],
    ['mail', 64, true],
  ])('may be %s, to %j characters', (attribute, maxLength, isNamed) => {
    expect(findings(attribute, maxLength, isNamed)).toEqual([]);
  });

  test('is no address that a provider in question tells', () => {
    expect(findings('mail', 64)).toEqual([
      "Stack/Auth: InboundFederation.normalizeAttributes cuts 'mail' to 64 characters, and what is left of an address may be somebody else's. Leave 'mail' out of it, and normalize it in a handler without maxLength.",
    ]);
    expect(findings('email', 64, true)).toHaveLength(1);
  });
});

describe('an attribute of the people of a provider', () => {
  const TENANT = { ...MAPPED, custom: { 'custom:tenant': cognito.ProviderAttribute.other('tenant') } };
  const build = (handlers: (one: AuthIdentityProvider, other: AuthIdentityProvider) => TriggerHandler[]) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const customAttributes = { tenant: new cognito.StringAttribute({ mutable: true }) };
    const auth = new CognitoAuth(stack, 'Auth', { customAttributes, authorizationAttributes: ['custom:tenant'] });
    auth.addDomain('Domain', AuthDomain.prefix('portal-example'));
    const saml = (id: string, attributeMapping: cognito.AttributeMapping) =>
      auth.addIdentityProvider(id, IdentityProvider.saml({ metadata: METADATA, attributeMapping }));
    const [one, other] = [saml('Acme', TENANT), saml('Globex', TENANT)];
    saml('Plain', MAPPED);
    handlers(one, other).forEach((handler) => auth.addTrigger(handler));
    const warnings = () =>
      Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('sharedAuthorizationAttribute'));
    return { app, steps: () => stepsOf(templateOf(stack), 'InboundFederation'), warnings };
  };

  test('is set by a handler for each, which travels with everything it needs', () => {
    const { steps, warnings } = build((one, other) => [tenantOf('acme', one), tenantOf('globex', other)]);
    expect(steps().map(({ key, config }) => [key, config])).toEqual([
      ['tenant of Acme', { name: 'tenant', value: 'acme', providers: ['Acme'] }],
      ['tenant of Globex', { name: 'tenant', value: 'globex', providers: ['Globex'] }],
    ]);
    expect(warnings()).toEqual([]);
  });

  test.each<[string, (one: AuthIdentityProvider, other: AuthIdentityProvider) => TriggerHandler[]]>([
    ['nobody', () => []],
    ['one of them', (one) => [tenantOf('acme', one)]],
    ['the other one', (_, other) => [tenantOf('globex', other)]],
  ])('is warned about when it decides what people may do, several say it, and %s has it set', (_, handlers) => {
    const warnings = build(handlers).warnings();
    expect(warnings.map(({ id }) => id)).toEqual(['/Stack/Auth/Globex']);
  });

  test.each<[string, (one: AuthIdentityProvider, other: AuthIdentityProvider) => TriggerHandler[]]>([
    [
      "InboundFederation.overrideAttribute sets 'tenant' more than once for the people of Acme. Name the provider in one of the handlers only.",
      (one, other) => [tenantOf('acme', one), tenantOf('both', one, other)],
    ],
    [
      "InboundFederation.overrideAttribute sets 'org', which Acme does not map, so that it would be lost. Map an attribute of the user pool to it in the attributeMapping of Acme, or leave Acme out of the handler.",
      (one) => [InboundFederation.overrideAttribute({ name: 'org', value: 'acme', providers: [one] })],
    ],
    [
      "InboundFederation.overrideAttribute sets 'mail', the address of the people of Acme, to one and the same value. Leave addresses to their owners.",
      (one) => [InboundFederation.overrideAttribute({ name: 'mail', value: 'a@acme.example', providers: [one] })],
    ],
  ])('is refused: %s', (sentence, handlers) => {
    const { app } = build(handlers);
    expect(() => app.synth()).toThrow(sentence);
  });
});
