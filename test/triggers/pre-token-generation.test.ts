import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient,
  ClaimOptions,
  ClaimTokens,
  ClaimValue,
  CognitoAuth,
  PostConfirmation,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { findingsOf, named } from '../support/template';
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

test('the code is what runs the chain, and the step', () => {
  const code = codeOf('PreTokenGeneration', (auth) => auth.addTrigger(PreTokenGeneration.claim(plan)));
  expect(Object.keys(code).sort()).toEqual(['claim.js', 'index.js']);
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

test.each(['', 'my plan', 'plan\n', 'x'.repeat(61)])('refuses the name %j', (name) => {
  expect(claiming({ name })).toThrow(
    `Stack/Auth: PreTokenGeneration.claim has the name '${name}'. Pass a name without spaces, at most 60 characters long, such as tenant.`,
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

describe('on the LITE plan', () => {
  const LITE = { ...TENANT, featurePlan: cognito.FeaturePlan.LITE };

  test('the event is of version 1, and the claim is for the ID token', () => {
    const template = withTriggers((auth) => auth.addTrigger(PreTokenGeneration.claim(plan)), LITE);
    expect(named(template, 'AuthUserPool').Properties.LambdaConfig.PreTokenGenerationConfig.LambdaVersion).toBe('V1_0');
    expect(stepsOf(template, 'PreTokenGeneration')[0].config.tokens).toEqual(['id']);
  });

  test.each([ClaimTokens.ACCESS, ClaimTokens.ID_AND_ACCESS])('refuses %s', (tokens) => {
    const findings = findingsOf((stack) => {
      authIn(stack, LITE).addTrigger(PreTokenGeneration.claim({ ...plan, tokens }));
    });
    expect(findings).toEqual([
      "Stack/Auth: the claim 'plan' in access tokens needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.",
    ]);
  });
});

describe('a claim of machine clients', () => {
  const ofMachines = { ...plan, includeMachineClients: true };

  test('needs version 3 of the event, whatever the order of calls', () => {
    const template = withTriggers((auth) => {
      auth.addTrigger(PreTokenGeneration.claim({ name: 'area', value: ClaimValue.literal('eu') }));
      auth.addTrigger(PreTokenGeneration.claim(ofMachines));
    }, TENANT);
    expect(named(template, 'AuthUserPool').Properties.LambdaConfig.PreTokenGenerationConfig.LambdaVersion).toBe('V3_0');
    const [area, ofPlan] = stepsOf(template, 'PreTokenGeneration');
    expect(ofPlan.sources).toEqual([...area.sources, 'TokenGeneration_ClientCredentials']);
  });

  test('is refused on the LITE plan', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { featurePlan: cognito.FeaturePlan.LITE });
      auth.addTrigger(PreTokenGeneration.claim(ofMachines));
    });
    expect(findings).toEqual([
      "Stack/Auth: the claim 'plan' of machine clients needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.",
    ]);
  });

  test('is refused for the ID token, which machines do not get', () => {
    expect(claiming({ includeMachineClients: true, tokens: ClaimTokens.ID })).toThrow(
      "Stack/Auth: the claim 'plan' is for machine clients, which get no ID token. Pass ClaimTokens.ACCESS or ClaimTokens.ID_AND_ACCESS as its tokens.",
    );
  });
});

test('a claim can tell whether the user is in a group', () => {
  const template = withTriggers((auth) => {
    const value = ClaimValue.memberOf(auth.addGroup('Staff'));
    auth.addTrigger(PreTokenGeneration.claim({ name: 'staff', value }));
  });
  expect(stepsOf(template, 'PreTokenGeneration')[0].config.value).toEqual({ memberOf: 'Staff' });
});

test('refuses a claim about a group of another user pool', () => {
  const stack = new Stack(new App(), 'Stack');
  const value = ClaimValue.memberOf(new CognitoAuth(stack, 'Other').addGroup('Staff'));
  expect(() => authIn(stack).addTrigger(PreTokenGeneration.claim({ name: 'staff', value }))).toThrow(
    "Stack/Auth: PreTokenGeneration.claim 'staff' names Stack/Other/Staff, a group of another user pool. Pass a group of this one.",
  );
});

test('refuses a literal that every request would have to carry', () => {
  expect(claiming({ value: ClaimValue.literal('é'.repeat(1_001)) })).toThrow(
    "Stack/Auth: the value of the claim 'plan' takes 2002 bytes, and every request carries it. Pass at most 2000 bytes.",
  );
  expect(claiming({ value: ClaimValue.literal('é'.repeat(1_000)) })).not.toThrow();
});

describe('a claim from an attribute', () => {
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
      "a claim carries 'custom:tenant', which users may write through Stack/Auth/Spa. Do not authorize by it, or leave it out of writeAttributes. [ack: cdk-cognito-auth:claimFromWritableAttribute:custom:tenant]",
    );
  });

  test('warns when it comes through a row', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, { ...TENANT, selfSignUpEnabled: true });
    auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { who: 'team', name: 'team' } }));
    auth.addTrigger(PostConfirmation.profileRow({ attributes: { team: 'custom:tenant' } }));
    auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes }));
    Annotations.fromStack(stack).hasWarning('/Stack/Auth', Match.stringLikeRegexp("a claim carries 'custom:tenant'"));
  });

  test('does not warn when an escape hatch took the list of the client away', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, TENANT);
    auth.addTrigger(PreTokenGeneration.claim({ name: 'who', value: ClaimValue.attribute('custom:tenant') }));
    (auth.addClient('Spa', spa()).node.defaultChild as cognito.CfnUserPoolClient).writeAttributes = undefined;
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('a claim carries'));
  });

  test('warns when the attribute describes the person, who writes it', () => {
    annotationsWith(spa(), 'nickname').hasWarning('/Stack/Auth', Match.stringLikeRegexp("a claim carries 'nickname'"));
  });

  test('warns when a client that was made beside addClient opens the attribute', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, TENANT);
    auth.addTrigger(PreTokenGeneration.claim({ name: 'who', value: ClaimValue.attribute('custom:tenant') }));
    auth.userPool.addClient('Raw', { writeAttributes });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Auth',
      Match.stringLikeRegexp('users may write through Stack/Auth/UserPool/Raw'),
    );
  });

  test.each([
    ['no client writes it', spa(), 'custom:tenant'],
    ['it is an address that Cognito verifies', spa(), 'email'],
    [
      'only providers write through the client',
      AppClient.web({ callbackUrls: [CALLBACK], managedLoginOnly: true, writeAttributes }),
      'custom:tenant',
    ],
  ])('does not warn when %s', (_, client, attribute) => {
    annotationsWith(client, attribute).hasNoWarning('*', Match.stringLikeRegexp('a claim carries'));
  });
});
