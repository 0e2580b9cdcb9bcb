import { readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClaimValue, CognitoAuth, PostConfirmation, PreSignUp, PreTokenGeneration } from 'cdk-cognito-auth';
import { STEPS_VARIABLE_LIMIT } from '../../src/contract/codec';
import { authIn, functionIn, newAuth } from '../support/auth';
import { allOf, findingsOf, named, propertiesOf } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const claim = (name: string, text = 'x') => PreTokenGeneration.claim({ name, value: ClaimValue.literal(text) });
const allow = PreSignUp.allowEmailDomains({ domains: ['example.com'] });

const template = withTriggers((auth) => {
  auth.addTrigger(allow);
  auth.addTrigger(claim('b'));
  auth.addTrigger(claim('a'));
});

test('each trigger has one function, however many handlers it has', () => {
  expect(allOf(template, 'AWS::Lambda::Function').map(([id]) => id.replace(/Function.*/, ''))).toEqual([
    'AuthPreSignUp',
    'AuthPreTokenGeneration',
  ]);
});

test('addTrigger returns the function of the trigger', () => {
  const auth = newAuth();
  const first = auth.addTrigger(claim('a'));
  expect(auth.addTrigger(claim('b'))).toBe(first);
  expect(auth.addTrigger(allow)).not.toBe(first);
});

test('the function is small, quick and named in full', () => {
  expect(named(template, 'AuthPreSignUpFunction').Properties).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    MemorySize: 512,
    Timeout: 4,
    Description: 'The PreSignUp trigger of a user pool',
  });
});

test('its role may write its own log and nothing else', () => {
  const log = { 'Fn::GetAtt': [expect.stringMatching(/^AuthPreSignUpLogs/), 'Arn'] };
  expect(named(template, 'AuthPreSignUpRoleDefaultPolicy').Properties.PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: log },
  ]);
  expect(named(template, 'AuthPreSignUpRoleAD').Properties).not.toHaveProperty('ManagedPolicyArns');
});

test('its log is kept for three months', () => {
  expect(named(template, 'AuthPreSignUpLogs').Properties).toEqual({ RetentionInDays: 90 });
});

test('every trigger is named in the pool', () => {
  const config = named(template, 'AuthUserPool').Properties.LambdaConfig;
  expect(Object.keys(config).sort()).toEqual(['PreSignUp', 'PreTokenGenerationConfig']);
});

test('the same steps give the same code, so an update does not deploy it again', () => {
  const key = (build: (auth: CognitoAuth) => void) =>
    named(withTriggers(build), 'AuthPreSignUpF').Properties.Code.S3Key;
  expect(key((auth) => auth.addTrigger(allow))).toBe(named(template, 'AuthPreSignUpF').Properties.Code.S3Key);
});

describe('the order in a chain', () => {
  const own = (stack: Stack) => functionIn(stack);

  test('guards come first and own functions last, whatever the order of calls', () => {
    const steps = (guardFirst: boolean) =>
      stepsOf(
        withTriggers((auth, stack) => {
          const handlers = [allow, PreSignUp.invoke(own(stack))];
          (guardFirst ? handlers : handlers.reverse()).forEach((handler) => auth.addTrigger(handler));
        }),
        'PreSignUp',
      ).map(({ step }) => step);
    expect(steps(true)).toEqual(['allowEmailDomains', 'invoke']);
    expect(steps(false)).toEqual(['allowEmailDomains', 'invoke']);
  });

  test('within a phase the bundled handlers come by name, then the own function', () => {
    const steps = stepsOf(
      withTriggers((auth, stack) => {
        auth.addTrigger(PreTokenGeneration.invoke(own(stack)));
        ['plan', 'area', 'zone'].forEach((name) => auth.addTrigger(claim(name)));
      }),
      'PreTokenGeneration',
    );
    expect(steps.map(({ key }) => key)).toEqual(['area', 'plan', 'zone', 'Stack/Own']);
  });
});

describe('the variable', () => {
  const half = 'x'.repeat(1_500);
  const withText = (length: number) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      [half, 'x'.repeat(length)].forEach((text, index) => auth.addTrigger(claim(`text${index}`, text)));
    });

  test('refuses more than Lambda leaves room for, and says what to do', () => {
    const [finding, ...others] = withText(2_000);
    expect(others).toEqual([]);
    expect(finding).toMatch(
      /^Stack\/Auth: the handlers of PreTokenGeneration take \d{4} bytes of the function's environment, of which 3500 are theirs\. Use fewer handlers or shorter texts, or move some into a function of your own with PreTokenGeneration\.invoke\(\)\.$/,
    );
  });

  test('takes what fits, to the byte', () => {
    const variable = (text: string) =>
      JSON.stringify({
        v: 1,
        steps: stepsOf(
          withTriggers((auth) => [half, text].forEach((each, index) => auth.addTrigger(claim(`text${index}`, each)))),
          'PreTokenGeneration',
        ),
      });
    const room = STEPS_VARIABLE_LIMIT - variable('').length;
    expect(withText(room)).toEqual([]);
    expect(withText(room + 1).join()).toContain('take 3501 bytes');
  });
});

describe('a trigger that was also set on the L2', () => {
  const findingsWith = (operation: cognito.UserPoolOperation) =>
    findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      auth.addTrigger(allow);
      auth.userPool.addTrigger(operation, functionIn(stack));
    });

  test('is refused: one would overwrite the other', () => {
    expect(findingsWith(cognito.UserPoolOperation.PRE_SIGN_UP)).toEqual([
      'Stack/Auth: the trigger PreSignUp was set on auth.userPool too. Give that function to auth.addTrigger(PreSignUp.invoke(fn)), so that it joins the chain.',
    ]);
  });

  test('is accepted when it is another one, and stays', () => {
    expect(findingsWith(cognito.UserPoolOperation.CUSTOM_MESSAGE)).toEqual([]);
    const both = withTriggers((auth, stack) => {
      auth.addTrigger(allow);
      auth.userPool.addTrigger(cognito.UserPoolOperation.CUSTOM_MESSAGE, functionIn(stack));
    });
    const { LambdaConfig } = propertiesOf(both, 'AWS::Cognito::UserPool');
    expect(Object.keys(LambdaConfig).sort()).toEqual(['CustomMessage', 'PreSignUp']);
  });
});

test('a function with content and clients has exactly their files', () => {
  const domains = Array.from({ length: 60 }, (_, index) => `team-${index}.example.com`);
  const files = codeOf('PreSignUp', (auth, stack) => {
    auth.addTrigger(PreSignUp.invoke(functionIn(stack)));
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains }));
  });
  const steps = ['allowEmailDomains.js', 'invoke.js'];
  expect(Object.keys(files).sort()).toEqual(['allow-email-domains.json', 'index.js', 'lambda.js', ...steps].sort());
});

test('with asset staging switched off, the assembly refers to code that is still there', () => {
  const app = new App({ context: { 'aws:cdk:disable-asset-staging': true } });
  const stack = new Stack(app, 'Stack');
  authIn(stack, { selfSignUpEnabled: true }).addTrigger(allow);
  const manifest = JSON.parse(readFileSync(join(app.synth().directory, 'Stack.assets.json'), 'utf8'));
  const folders = Object.values<any>(manifest.files).flatMap(({ source }) =>
    source.packaging === 'zip' ? source.path : [],
  );
  expect(folders.map((folder) => readdirSync(folder).sort())).toEqual([['allowEmailDomains.js', 'index.js']]);
  folders.forEach((folder) => rmSync(folder, { recursive: true }));
});

test('what the pool needs to live goes with it when it may be destroyed', () => {
  const destroyed = withTriggers((auth) => auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers'))), {
    selfSignUpEnabled: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const parts = Object.entries(destroyed.Resources).filter(([id]) => id.startsWith('AuthPostConfirmation'));
  expect(new Set(parts.map(([, { DeletionPolicy }]) => DeletionPolicy))).toEqual(new Set(['Delete']));
});
