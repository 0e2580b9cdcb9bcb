import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, ClaimOptions, ClaimTokens, ClaimValue, PreTokenGeneration } from 'cdk-cognito-auth';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const TENANT = { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } };
const plan: ClaimOptions = { name: 'plan', value: ClaimValue.literal('free') };

const claiming = (options: Partial<ClaimOptions>) => {
  const auth = newAuth(TENANT);
  return () => auth.addTrigger(PreTokenGeneration.claim({ ...plan, ...options }));
};

const stepWith = (options: Partial<ClaimOptions>) => {
  const template = withTriggers((auth) => auth.addTrigger(PreTokenGeneration.claim({ ...plan, ...options })), TENANT);
  return stepsOf(template, 'PreTokenGeneration')[0];
};

test('a claim runs whenever tokens of a person are issued, at every refresh too', () => {
  expect(stepWith({})).toEqual({
    step: 'claim',
    key: 'plan',
    sources: [
      'TokenGeneration_HostedAuth',
      'TokenGeneration_Authentication',
      'TokenGeneration_NewPasswordChallenge',
      'TokenGeneration_AuthenticateDevice',
      'TokenGeneration_RefreshTokens',
    ],
    config: { name: 'plan', value: { literal: 'free' }, tokens: ['id', 'access'] },
  });
});

test.each([
  [ClaimTokens.ID, ['id']],
  [ClaimTokens.ACCESS, ['access']],
  [ClaimTokens.ID_AND_ACCESS, ['id', 'access']],
])('%s chooses the tokens', (tokens, expected) => {
  expect(stepWith({ tokens }).config.tokens).toEqual(expected);
});

test.each(['custom:tenant', 'given_name', 'sub'])('a claim can come from the attribute %s', (name) => {
  expect(stepWith({ value: ClaimValue.attribute(name) }).config.value).toEqual({ attribute: name });
});

test('uses version 2 of the event, which reaches the access token', () => {
  const template = withTriggers((auth) => auth.addTrigger(PreTokenGeneration.claim(plan)));
  expect(named(template, 'AuthUserPool').Properties.LambdaConfig).toEqual({
    PreTokenGenerationConfig: {
      LambdaArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthPreTokenGenerationFunction/), 'Arn'] },
      LambdaVersion: 'V2_0',
    },
  });
});

test('the code is index.js alone', () => {
  const code = codeOf('PreTokenGeneration', (auth) => auth.addTrigger(PreTokenGeneration.claim(plan)));
  expect(Object.keys(code)).toEqual(['index.js']);
});

test('refuses a second claim with the same name', () => {
  const auth = newAuth();
  auth.addTrigger(PreTokenGeneration.claim(plan));
  const again = PreTokenGeneration.claim({ ...plan, value: ClaimValue.literal('pro') });
  expect(() => auth.addTrigger(again)).toThrow(
    "Stack/Auth: PreTokenGeneration.claim 'plan' was added before. Add each handler once, with everything it needs.",
  );
});

test.each([
  ['custom:role', 'Declare it in customAttributes.'],
  ['tenant', 'Custom attributes have the prefix custom:.'],
])('refuses a claim from the unknown attribute %s', (name, advice) => {
  expect(claiming({ value: ClaimValue.attribute(name) })).toThrow(
    `Stack/Auth: PreTokenGeneration.claim 'plan' names the attribute '${name}', which the user pool does not have. ${advice}`,
  );
});

test.each(['', 'my plan', 'plan\n'])('refuses the name %j', (name) => {
  expect(claiming({ name })).toThrow(
    `Stack/Auth: PreTokenGeneration.claim has the name '${name}'. Pass a name without spaces, such as tenant.`,
  );
});

test.each(['sub', 'exp', 'scope', 'cognito:groups', 'aws:x', 'dev:x'])('refuses the reserved name %s', (name) => {
  expect(claiming({ name })).toThrow(
    `Stack/Auth: PreTokenGeneration.claim has the name '${name}', which Cognito keeps for itself. Choose another name.`,
  );
});

test.each<[string, (token: string) => Partial<ClaimOptions>]>([
  ['the name of a claim', (name) => ({ name })],
  ["the value of the claim 'plan'", (token) => ({ value: ClaimValue.literal(token) })],
  ["the attribute of the claim 'plan'", (token) => ({ value: ClaimValue.attribute(token) })],
])('refuses a token as %s', (what, options) => {
  const token = new CfnParameter(new Stack(), 'Token').valueAsString;
  expect(claiming(options(token))).toThrow(
    `Stack/Auth: ${what} is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.`,
  );
});

test('refuses the LITE plan, which has no version 2', () => {
  const auth = newAuth({ featurePlan: cognito.FeaturePlan.LITE });
  expect(() => auth.addTrigger(PreTokenGeneration.claim(plan))).toThrow(
    'Stack/Auth: PreTokenGeneration uses version 2 of the event, which the LITE plan does not have. Choose featurePlan ESSENTIALS or PLUS.',
  );
});

describe('a claim from a custom attribute', () => {
  const writeAttributes = new cognito.ClientAttributes()
    .withStandardAttributes({ email: true })
    .withCustomAttributes('tenant');
  const annotationsWith = (client: AppClient, attribute = 'custom:tenant') => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, TENANT);
    auth.addTrigger(PreTokenGeneration.claim({ name: 'who', value: ClaimValue.attribute(attribute) }));
    auth.addClient('Spa', client);
    return Annotations.fromStack(stack);
  };

  test('warns when users may write the attribute', () => {
    annotationsWith(AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes })).hasWarning(
      '/Stack/Auth',
      "a claim carries 'custom:tenant', which users may write through Spa. Do not authorize by it, or leave it out of writeAttributes. [ack: cdk-cognito-auth:claimFromWritableAttribute:custom:tenant]",
    );
  });

  test('does not warn when an escape hatch took the list of the client away', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, TENANT);
    auth.addTrigger(PreTokenGeneration.claim({ name: 'who', value: ClaimValue.attribute('custom:tenant') }));
    (auth.addClient('Spa', spa()).node.defaultChild as cognito.CfnUserPoolClient).writeAttributes = undefined;
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('a claim carries'));
  });

  test.each([
    ['no client writes it', spa(), 'custom:tenant'],
    ['the attribute describes the person', spa(), 'given_name'],
  ])('does not warn when %s', (_, client, attribute) => {
    annotationsWith(client, attribute).hasNoWarning('*', Match.stringLikeRegexp('a claim carries'));
  });
});
