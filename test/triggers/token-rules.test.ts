import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClaimTokens, ClaimValue, CognitoAuth, PreTokenGeneration, TriggerHandler } from 'cdk-cognito-auth';
import { authIn, newAuth } from '../support/auth';
import { findingsOf, named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

type Handler = (auth: CognitoAuth) => TriggerHandler;

const LITE = { featurePlan: cognito.FeaturePlan.LITE };
const OF_PEOPLE = ['HostedAuth', 'Authentication', 'NewPasswordChallenge', 'AuthenticateDevice', 'RefreshTokens'].map(
  (occasion) => `TokenGeneration_${occasion}`,
);
const token = () => new CfnParameter(new Stack(), 'Token').valueAsString;

const stepsFrom = (...handlers: Handler[]) =>
  stepsOf(
    withTriggers((auth) => handlers.forEach((handler) => auth.addTrigger(handler(auth)))),
    'PreTokenGeneration',
  );
const refusing = (handler: Handler) => () => {
  const auth = newAuth();
  auth.addTrigger(handler(auth));
};
const findingsWith = (...handlers: Handler[]) =>
  findingsOf((stack) => {
    const auth = authIn(stack, LITE);
    handlers.forEach((handler) => auth.addTrigger(handler(auth)));
  });

describe('permissions', () => {
  const byGroup = { editors: ['notes:write', 'notes:read', 'notes:read'], readers: ['notes:read'] };
  const permit = (options = {}): Handler => () => PreTokenGeneration.permissions({ claim: 'permissions', byGroup, ...options }); // prettier-ignore

  test('travel by group, sorted and without doubles', () => {
    expect(stepsFrom(permit())).toEqual([
      {
        step: 'permissions',
        key: 'permissions',
        sources: OF_PEOPLE,
        config: {
          name: 'permissions',
          byGroup: { inline: { editors: ['notes:read', 'notes:write'], readers: ['notes:read'] } },
          tokens: ['id', 'access'],
        },
      },
    ]);
  });

  test('the same map in another order is the same map', () => {
    const reversed = Object.fromEntries(Object.entries(byGroup).reverse());
    expect(JSON.stringify(stepsFrom(permit({ byGroup: reversed })))).toBe(JSON.stringify(stepsFrom(permit())));
  });

  test('a long map travels as a file beside the code, one for each claim', () => {
    const long = { editors: Array.from({ length: 80 }, (_, index) => `notes:${index}`) };
    const code = codeOf('PreTokenGeneration', (auth) => {
      auth.addTrigger(permit({ byGroup: long })(auth));
      auth.addTrigger(permit({ byGroup: long, claim: 'https://example.com/can' })(auth));
    });
    expect(Object.keys(code).sort()).toEqual([
      'index.js',
      'permissions-https_3a__2f__2f_example_2e_com_2f_can.json',
      'permissions-permissions.json',
      'permissions.js',
    ]);
    expect(JSON.parse(code['permissions-permissions.json']).editors).toHaveLength(80);
  });

  test('on the LITE plan they are for the ID token', () => {
    const template = withTriggers((auth) => auth.addTrigger(permit()(auth)), LITE);
    expect(stepsOf(template, 'PreTokenGeneration')[0].config.tokens).toEqual(['id']);
    expect(findingsWith(permit({ tokens: ClaimTokens.ACCESS }))).toEqual([
      "Stack/Auth: the claim 'permissions' in access tokens needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.",
    ]);
  });

  test('are refused under the name of a claim', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addTrigger(PreTokenGeneration.claim({ name: 'permissions', value: ClaimValue.literal('none') }));
      auth.addTrigger(permit()(auth));
    });
    expect(findings).toEqual([
      "Stack/Auth: PreTokenGeneration.claim and PreTokenGeneration.permissions both make the claim 'permissions'. Choose another name for one of them.",
    ]);
  });

  test.each<[string, object, string]>([
    ['a reserved name', { claim: 'cognito:groups' }, "PreTokenGeneration.permissions has the name 'cognito:groups', which Cognito keeps for itself. Choose another name."],
    ['no groups', { byGroup: {} }, 'PreTokenGeneration.permissions has no groups. Pass at least one.'],
    ['a permission with a space', { byGroup: { editors: ['write notes'] } }, "the list of 'editors' in PreTokenGeneration.permissions has 'write notes'. Pass words without spaces, such as notes:write."],
    ['an empty permission', { byGroup: { editors: [''] } }, "the list of 'editors' in PreTokenGeneration.permissions has ''. Pass words without spaces, such as notes:write."],
    ['a permission that is a token', { byGroup: { editors: [token()] } }, "a permission of 'editors' is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string."],
    ['a list that is a token', { byGroup: { editors: Fn.split(',', token()) } }, "the list of 'editors' in PreTokenGeneration.permissions is a token, and the handler must know it at synth. Pass plain strings."],
    ['a group that is a token', { byGroup: { [token()]: ['x'] } }, 'a group of PreTokenGeneration.permissions is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.'],
    ['more than requests can carry', { byGroup: { editors: ['x'.repeat(1_997)] } }, "the list of 'editors' in PreTokenGeneration.permissions takes 2001 bytes, and every request of a member carries it. Pass at most 2000 bytes; a role that your API looks up is shorter than all that it permits."],
  ])('refuse %s', (_, options, sentence) => {
    expect(refusing(permit(options))).toThrow(new Error(`Stack/Auth: ${sentence}`));
  }); // prettier-ignore
});

describe('addScopes and suppressScopes', () => {
  const add = (options = {}): Handler => () => PreTokenGeneration.addScopes({ scopes: ['notes/write', 'notes/read'], ...options }); // prettier-ignore
  const suppress = (options = {}): Handler => () => PreTokenGeneration.suppressScopes({ scopes: ['phone'], ...options }); // prettier-ignore

  test('travel with the scopes, and whom they are for', () => {
    expect(
      stepsFrom(
        add(),
        (auth) => PreTokenGeneration.addScopes({ scopes: ['notes/delete'], groups: [auth.addGroup('Owners')] }),
        suppress(),
        (auth) => PreTokenGeneration.suppressScopes({ scopes: ['a/b'], exceptGroups: [auth.addGroup('Staff')] }),
      ),
    ).toEqual([
      { step: 'addScopes', key: '["Owners"]', sources: OF_PEOPLE, config: { scopes: ['notes/delete'], groups: ['Owners'] } },
      { step: 'addScopes', key: 'everybody', sources: OF_PEOPLE, config: { scopes: ['notes/read', 'notes/write'] } },
      { step: 'suppressScopes', key: '["Staff"]', sources: OF_PEOPLE, config: { scopes: ['a/b'], exceptGroups: ['Staff'] } },
      { step: 'suppressScopes', key: 'everybody', sources: OF_PEOPLE, config: { scopes: ['phone'], exceptGroups: [] } },
    ]); // prettier-ignore
  });

  test('what machines lose needs version 3 of the event', () => {
    const template = withTriggers((auth) => auth.addTrigger(suppress({ includeMachineClients: true })(auth)));
    expect(named(template, 'AuthUserPool').Properties.LambdaConfig.PreTokenGenerationConfig.LambdaVersion).toBe('V3_0');
    const [step] = stepsOf(template, 'PreTokenGeneration');
    expect(step.sources).toEqual([...OF_PEOPLE, 'TokenGeneration_ClientCredentials']);
  });

  test('are refused on the LITE plan', () => {
    expect(findingsWith(add(), suppress())).toEqual(
      ['addScopes', 'suppressScopes'].map(
        (name) =>
          `Stack/Auth: PreTokenGeneration.${name} needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.`,
      ),
    );
  });

  test('are refused twice for the same people', () => {
    const auth = newAuth();
    auth.addTrigger(add()(auth));
    expect(() => auth.addTrigger(add()(auth))).toThrow(
      "Stack/Auth: PreTokenGeneration.addScopes 'everybody' was added before. Add each handler once, with everything it needs.",
    );
  });

  test.each<[string, Handler, string]>([
    ['no scopes to add', add({ scopes: [] }), 'PreTokenGeneration.addScopes has no scopes. Pass at least one.'],
    ['no scopes to suppress', suppress({ scopes: [] }), 'PreTokenGeneration.suppressScopes has no scopes. Pass at least one.'],
    ['a space', add({ scopes: ['notes read'] }), "PreTokenGeneration.addScopes has 'notes read', which is not a scope. Pass names without spaces, such as notes/write."],
    ['a scope that is a token', suppress({ scopes: [token()] }), 'a scope of PreTokenGeneration.suppressScopes is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.'],
    ['a scope of Cognito', add({ scopes: ['aws.cognito.signin.user.admin'] }), "PreTokenGeneration.addScopes has 'aws.cognito.signin.user.admin', with which users change their own attributes. Leave it out; a client that needs it asks for it."],
    ['no groups to add for', add({ groups: [] }), 'PreTokenGeneration.addScopes has no groups. Pass at least one.'],
    ['no groups to except', suppress({ exceptGroups: [] }), 'PreTokenGeneration.suppressScopes has no groups. Pass at least one.'],
  ])('refuse %s', (_, handler, sentence) => {
    expect(refusing(handler)).toThrow(new Error(`Stack/Auth: ${sentence}`));
  }); // prettier-ignore

  test("Cognito's own scope can be taken away", () => {
    expect(refusing(suppress({ scopes: ['aws.cognito.signin.user.admin'] }))).not.toThrow();
  });
});

describe('suppressClaims', () => {
  const suppress = (options = {}): Handler => () => PreTokenGeneration.suppressClaims({ claims: ['phone_number', 'email'], ...options }); // prettier-ignore

  test('travels with the claims and the tokens', () => {
    expect(stepsFrom(suppress(), suppress({ claims: ['custom:x'], tokens: ClaimTokens.ID }))).toEqual([
      { step: 'suppressClaims', key: 'id', sources: OF_PEOPLE, config: { claims: ['custom:x'], tokens: ['id'] } },
      {
        step: 'suppressClaims',
        key: 'id and access',
        sources: OF_PEOPLE,
        config: { claims: ['email', 'phone_number'], tokens: ['id', 'access'] },
      },
    ]);
  });

  test('on the LITE plan it is for the ID token', () => {
    expect(findingsWith(suppress())).toEqual([]);
    expect(findingsWith(suppress({ tokens: ClaimTokens.ACCESS }))).toEqual([
      'Stack/Auth: PreTokenGeneration.suppressClaims in access tokens needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.',
    ]);
  });

  test('refuses no claims', () => {
    expect(refusing(suppress({ claims: [] }))).toThrow(
      'Stack/Auth: PreTokenGeneration.suppressClaims has no claims. Pass at least one.',
    );
  });

  test.each(['sub', 'exp', 'token_use', 'cognito:username'])('refuses %s, which every token has', (name) => {
    expect(refusing(suppress({ claims: ['email', name] }))).toThrow(
      `Stack/Auth: PreTokenGeneration.suppressClaims has '${name}', which no token can do without. Leave it out.`,
    );
  });
});

describe('limitGroups and requireGroup', () => {
  test('travel with the names of the groups, before all that reads them', () => {
    const steps = stepsFrom(
      () => PreTokenGeneration.permissions({ claim: 'can', byGroup: { Staff: ['all'] } }),
      (auth) => PreTokenGeneration.limitGroups({ groups: [auth.addGroup('Staff'), auth.addGroup('Editors')] }),
      (auth) => PreTokenGeneration.requireGroup({ groups: [auth.addGroup('Owners')], message: 'Closed.' }),
    );
    expect(steps.slice(0, 2)).toEqual([
      { step: 'limitGroups', key: 'groups', sources: OF_PEOPLE, config: { groups: ['Editors', 'Staff'] } },
      { step: 'requireGroup', key: '["Owners"]', sources: ['*'], config: { groups: ['Owners'], message: 'Closed.' } },
    ]);
    expect(steps[2].step).toBe('permissions');
  });

  test('work on the LITE plan', () => {
    const handlers: Handler[] = [
      (auth) => PreTokenGeneration.limitGroups({ groups: [auth.addGroup('Staff')] }),
      (auth) => PreTokenGeneration.requireGroup({ groups: [auth.addGroup('Owners')] }),
    ];
    expect(findingsWith(...handlers)).toEqual([]);
  });

  test.each([
    ['limitGroups', PreTokenGeneration.limitGroups],
    ['requireGroup', PreTokenGeneration.requireGroup],
  ])('%s refuses no groups, and groups of another user pool', (name, factory) => {
    expect(refusing(() => factory({ groups: [] }))).toThrow(
      `Stack/Auth: PreTokenGeneration.${name} has no groups. Pass at least one.`,
    );
    const stack = new Stack(new App(), 'Stack');
    const others = new CognitoAuth(stack, 'Other').addGroup('Staff');
    expect(() => authIn(stack).addTrigger(factory({ groups: [others] }))).toThrow(
      `Stack/Auth: PreTokenGeneration.${name} names Stack/Other/Staff, a group of another user pool. Pass a group of this one.`,
    );
  });

  test.each(['', '  ', 'x'.repeat(201)])('requireGroup refuses the message %j', (message) => {
    const handler: Handler = (auth) => PreTokenGeneration.requireGroup({ groups: [auth.addGroup('Staff')], message });
    expect(refusing(handler)).toThrow(
      `Stack/Auth: message of PreTokenGeneration.requireGroup has ${message.length} characters. Pass a sentence of at most 200.`,
    );
  });
});
