import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth, PreTokenGeneration } from 'cdk-cognito-auth';
import { runFunction } from '../lambda/bundle/function';
import { awsEndpoint } from '../lambda/ports/aws-endpoint';
import { memberOf } from '../lambda/steps/pre-token-generation/tokens';
import { authIn, newAuth, spa } from '../support/auth';
import { findCycle } from '../support/cycles';
import { allOf, findingsOf, named, only } from '../support/template';
import { type Build, deployedFunction, stepsOf, withTriggers } from '../support/triggers';

const office = () => AppClient.spa({ callbackUrls: ['https://office.example.com'] });
const gate = (auth: CognitoAuth, ...clients: cognito.IUserPoolClient[]) =>
  PreTokenGeneration.requireGroupForClients({ clients, groups: [auth.addGroup('Staff')] });
const build: Build = (auth) => {
  auth.addClient('Shop', spa());
  auth.addTrigger(gate(auth, auth.addClient('Office', office())));
};
const template = withTriggers(build, {});

test('the ids are written into a parameter, whose name the function knows without waiting for a client', () => {
  const { Properties } = only(template, 'AWS::SSM::Parameter');
  const [[officeId]] = allOf(template, 'AWS::Cognito::UserPoolClient').filter(([id]) => id.startsWith('AuthOffice'));
  expect(Properties.Value).toEqual({
    'Fn::Join': ['', ['{"[\\"Staff\\"]":["', { Ref: officeId }, '"]}']],
  });
  const { Environment } = named(template, 'AuthPreTokenGenerationFunction').Properties;
  const text = JSON.stringify(Environment);
  expect(text).toContain('AWS::StackName');
  expect(text).not.toContain(officeId);
  expect(JSON.stringify(Properties.Name)).toMatch(/^\{"Fn::Join":\["",\["\/cognito-auth\/",\{"Ref":"AWS::StackName"\},"\/[\w-]+"\]\]\}$/);
  expect(findCycle(template)).toBeUndefined();
}); // prettier-ignore

test('travels as a guard of every occasion', () => {
  expect(stepsOf(template, 'PreTokenGeneration')).toEqual([
    {
      step: 'requireGroupForClients',
      key: '["Staff"]',
      sources: ['*'],
      config: {
        groups: ['Staff'],
        gate: '["Staff"]',
        parameter: expect.stringMatching(/^\/cognito-auth\/<token>\/[\w-]+$/),
        cacheSeconds: 60,
      },
    },
  ]);
});

test('the function may read that parameter, and no other', () => {
  const { Statement } = named(template, 'AuthPreTokenGenerationRoleDefaultPolicy').Properties.PolicyDocument;
  const reading = Statement.filter(({ Action }: any) => `${Action}`.startsWith('ssm'));
  expect(reading).toHaveLength(1);
  expect(reading[0].Action).toBe('ssm:GetParameter');
  expect(JSON.stringify(reading[0].Resource)).toMatch(/:parameter\/cognito-auth\/.*StackName.*\/[\w-]+"/);
  expect(JSON.stringify(reading[0].Resource)).not.toContain('*');
});

test('several gates share the parameter, in whatever order they come', () => {
  const both = (isReversed: boolean) =>
    withTriggers((auth) => {
      const [shop, backOffice] = [auth.addClient('Shop', spa()), auth.addClient('Office', office())];
      const [staff, buyers] = [auth.addGroup('Staff'), auth.addGroup('Buyers')];
      const gates = [
        { clients: [backOffice], groups: [staff], message: 'Staff only' },
        { clients: [shop, backOffice], groups: [buyers, staff] },
      ];
      if (isReversed) gates.reverse();
      gates.forEach((options) => auth.addTrigger(PreTokenGeneration.requireGroupForClients(options)));
    }, {});
  expect(JSON.stringify(only(both(false), 'AWS::SSM::Parameter').Properties.Value)).toBe(
    JSON.stringify(only(both(true), 'AWS::SSM::Parameter').Properties.Value),
  );
  expect(stepsOf(both(false), 'PreTokenGeneration').map(({ config }) => config.message)).toEqual([undefined, 'Staff only']);
}); // prettier-ignore

test('the parameter stays and goes with the pool', () => {
  expect(only(template, 'AWS::SSM::Parameter').DeletionPolicy).toBe('Retain');
  const passing = withTriggers(build, { removalPolicy: RemovalPolicy.DESTROY, deletionProtection: false });
  expect(only(passing, 'AWS::SSM::Parameter').DeletionPolicy).toBe('Delete');
});

test('works on the LITE plan', () => {
  const findings = findingsOf((stack) =>
    build(new CognitoAuth(stack, 'Auth', { featurePlan: cognito.FeaturePlan.LITE }), stack),
  );
  expect(findings).toEqual([]);
});

describe('refuses', () => {
  test('no clients, and no groups', () => {
    const auth = newAuth();
    expect(() => auth.addTrigger(gate(auth))).toThrow(
      'Stack/Auth: PreTokenGeneration.requireGroupForClients has no clients. Pass at least one.',
    );
    const clients = [auth.addClient('Shop', spa())];
    expect(() => auth.addTrigger(PreTokenGeneration.requireGroupForClients({ clients, groups: [] }))).toThrow(
      'Stack/Auth: PreTokenGeneration.requireGroupForClients has no groups. Pass at least one.',
    );
  });

  test('clients of another user pool, and imported ones', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack);
    const theirs = new CognitoAuth(stack, 'Other').addClient('Shop', spa());
    const imported = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Imported', 'abc');
    const groups = [auth.addGroup('Staff')];
    for (const client of [theirs, imported]) {
      const handler = PreTokenGeneration.requireGroupForClients({ clients: [client], groups });
      expect(() => auth.addTrigger(handler)).toThrow(
        `Stack/Auth: PreTokenGeneration.requireGroupForClients names ${client.node.path}, which is no client of this user pool, or imported. Pass what addClient() returned.`,
      );
    }
  });

  test('the same groups twice', () => {
    const auth = newAuth();
    const [clients, groups] = [[auth.addClient('Shop', spa())], [auth.addGroup('Staff')]];
    auth.addTrigger(PreTokenGeneration.requireGroupForClients({ clients, groups }));
    expect(() => auth.addTrigger(PreTokenGeneration.requireGroupForClients({ clients, groups }))).toThrow('was added before');
  });

  test('a sentence that nobody could read', () => {
    const auth = newAuth();
    const options = { clients: [auth.addClient('Shop', spa())], groups: [auth.addGroup('Staff')], message: '' };
    expect(() => auth.addTrigger(PreTokenGeneration.requireGroupForClients(options))).toThrow(
      'message of PreTokenGeneration.requireGroupForClients has 0 characters',
    );
  });
}); // prettier-ignore

test('from the template over the built bundle to the answer', async () => {
  const aws = await awsEndpoint();
  aws.answers(() => ({ body: JSON.stringify({ Parameter: { Value: '{"[\\"Staff\\"]":["office"]}' } }) }));
  const { folder, steps } = deployedFunction('PreTokenGeneration', build, {});
  const through = (clientId: string, groups: string[]) => ({
    ...memberOf(groups, 'TokenGeneration_RefreshTokens'),
    callerContext: { awsSdkVersion: 'x', clientId },
  });
  const events = [through('office', ['Staff']), through('shop', []), through('office', [])];
  const { outcomes } = await runFunction(folder, steps, events, aws.environment);
  aws.close();
  expect(outcomes.map(({ error }) => error?.message)).toEqual([undefined, undefined, 'This account may not sign in here']);
  expect(outcomes[0]!.loaded).not.toContain('ssm.js');
  expect(aws.requests).toHaveLength(1);
}); // prettier-ignore
