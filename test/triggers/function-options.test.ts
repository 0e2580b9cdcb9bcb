import { Aspects, CfnResource, IAspect, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import {
  ClaimValue,
  CognitoAuthProps,
  CustomMessage,
  PostAuthentication,
  PreSignUp,
  PreTokenGeneration,
  TriggerFunctionOptions,
} from 'cdk-cognito-auth';
import { authIn, functionIn, newAuth } from '../support/auth';
import { allOf, findingsOf, named, only, synth, TemplateJson } from '../support/template';
import { Build, withTriggers } from '../support/triggers';

const { PRE_SIGN_UP, PRE_TOKEN_GENERATION_CONFIG, CUSTOM_MESSAGE, POST_AUTHENTICATION } = cognito.UserPoolOperation;
const allow = PreSignUp.allowEmailDomains({ domains: ['example.com'] });
const claim = PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') });

const both: Build = (auth) => {
  auth.addTrigger(allow);
  auth.addTrigger(claim);
};
const withOptions = (triggerFunctions: TriggerFunctionOptions, build: Build = both, props: CognitoAuthProps = {}) =>
  withTriggers(build, { selfSignUpEnabled: true, triggerFunctions, ...props });
const functionsOf = (template: TemplateJson) =>
  allOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
const plain = withTriggers(both);
const action = (alarmActionArn: string): cloudwatch.IAlarmAction => ({ bind: () => ({ alarmActionArn }) });
const PAGER = action('arn:aws:sns:eu-west-1:111122223333:pager');

test('options that change nothing change no line of the template', () => {
  expect(withOptions({})).toEqual(plain);
  expect(withOptions({ tracing: lambda.Tracing.DISABLED, alarmActions: [], memorySize: undefined })).toEqual(plain);
});

test('options add resources, and move no logical id', () => {
  const policy = 'arn:aws:iam::111122223333:policy/boundary';
  const template = withTriggers((auth, stack) => {
    both(auth, stack);
    auth.configureTrigger(PRE_SIGN_UP, {
      memorySize: 1_024,
      tracing: lambda.Tracing.ACTIVE,
      logRetention: logs.RetentionDays.ONE_YEAR,
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', policy),
      provisionedConcurrentExecutions: 1,
      metricNamespace: 'Notes/SignIn',
      alarmActions: [PAGER],
    });
  });
  expect(Object.keys(template.Resources)).toEqual(expect.arrayContaining(Object.keys(plain.Resources)));
  const added = Object.keys(template.Resources).filter((id) => !plain.Resources[id]);
  expect(added.map((id) => template.Resources[id].Type).sort()).toEqual([
    'AWS::CloudWatch::Alarm',
    'AWS::Lambda::Alias',
    'AWS::Lambda::Version',
    'AWS::Logs::MetricFilter',
    'AWS::Logs::MetricFilter',
  ]);
});

test('all functions get what was said for all', () => {
  expect(functionsOf(withOptions({ memorySize: 1_024 })).map(({ MemorySize }) => MemorySize)).toEqual([1_024, 1_024]);
});

describe('one trigger gets what was said for it', () => {
  const sizes = (build: Build) =>
    functionsOf(withOptions({ memorySize: 256, tracing: lambda.Tracing.ACTIVE }, build)).map((properties) => [
      properties.MemorySize,
      properties.TracingConfig?.Mode,
    ]);

  test.each<[string, Build]>([
    [
      'before its handler',
      (auth, stack) => (auth.configureTrigger(PRE_SIGN_UP, { memorySize: 2_048 }), both(auth, stack)),
    ],
    [
      'after its handler',
      (auth, stack) => (both(auth, stack), auth.configureTrigger(PRE_SIGN_UP, { memorySize: 2_048 })),
    ],
    [
      'where it leaves something open',
      (auth, stack) => (
        both(auth, stack),
        auth.configureTrigger(PRE_SIGN_UP, { memorySize: 2_048, tracing: undefined })
      ),
    ],
  ])('%s, and the rest as all', (_, build) => {
    expect(sizes(build)).toEqual([
      [2_048, 'Active'],
      [256, 'Active'],
    ]);
  });

  test.each([
    cognito.UserPoolOperation.PRE_TOKEN_GENERATION,
    PRE_TOKEN_GENERATION_CONFIG,
    cognito.UserPoolOperation.of('preTokenGeneration'),
  ])('by each of its names: $operationName', (operation) => {
    const template = withTriggers((auth, stack) => {
      both(auth, stack);
      auth.configureTrigger(operation, { memorySize: 2_048 });
    });
    expect(functionsOf(template).map(({ MemorySize }) => MemorySize)).toEqual([512, 2_048]);
  });
});

test('a traced function may send its traces, and one that is not may not', () => {
  const statements = (tracing: lambda.Tracing) =>
    named(withOptions({ tracing }), 'AuthPreSignUpRoleDefaultPolicy').Properties.PolicyDocument.Statement;
  const actions = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
  expect(statements(lambda.Tracing.ACTIVE)).toContainEqual({ Effect: 'Allow', Action: actions, Resource: '*' });
  expect(JSON.stringify(statements(lambda.Tracing.DISABLED))).not.toContain('xray');
});

test.each([
  [logs.RetentionDays.ONE_YEAR, { RetentionInDays: 365 }],
  [logs.RetentionDays.INFINITE, undefined],
])('logs are kept as long as is said: %s', (logRetention, expected) => {
  expect(named(withOptions({ logRetention }), 'AuthPreSignUpLogs').Properties).toEqual(expected);
});

test('logs are encrypted with the key, which CloudWatch Logs may use for log groups of the account alone', () => {
  const template = withTriggers((auth, stack) => {
    both(auth, stack);
    const logEncryptionKey = new kms.Key(stack, 'Key');
    [PRE_SIGN_UP, PRE_TOKEN_GENERATION_CONFIG].forEach((each) => auth.configureTrigger(each, { logEncryptionKey }));
  });
  const key = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
  expect(allOf(template, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.KmsKeyId)).toEqual([key, key]);
  const [, forLogs, ...others] = only(template, 'AWS::KMS::Key').Properties.KeyPolicy.Statement;
  expect(others).toEqual([]);
  expect(JSON.stringify(forLogs.Principal)).toMatch(/logs\..*\.amazonaws\.com/);
  expect(JSON.stringify(forLogs.Condition.ArnLike['kms:EncryptionContext:aws:logs:arn'])).toMatch(/:log-group:\*"/);
});

test('roles get the permissions boundary', () => {
  const arn = 'arn:aws:iam::111122223333:policy/boundary';
  const template = withTriggers((auth, stack) => {
    both(auth, stack);
    const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', arn);
    auth.configureTrigger(PRE_SIGN_UP, { permissionsBoundary });
  });
  const boundaries = allOf(template, 'AWS::IAM::Role').map(([, { Properties }]) => Properties.PermissionsBoundary);
  expect(boundaries.sort()).toEqual([arn, undefined]);
});

describe('warm instances', () => {
  const template = withOptions({ provisionedConcurrentExecutions: 2 });
  const aliasOf = (trigger: string) => ({ Ref: expect.stringMatching(new RegExp(`^Auth${trigger}Alias`)) });

  test('stand behind an alias of the present version', () => {
    expect(named(template, 'AuthPreSignUpAlias').Properties).toMatchObject({
      FunctionName: { Ref: expect.stringMatching(/^AuthPreSignUpFunction/) },
      FunctionVersion: { 'Fn::GetAtt': [expect.stringMatching(/^AuthPreSignUpFunctionCurrentVersion/), 'Version'] },
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
  });

  test('are what the pool calls', () => {
    expect(named(template, 'AuthUserPool').Properties.LambdaConfig).toEqual({
      PreSignUp: aliasOf('PreSignUp'),
      PreTokenGenerationConfig: { LambdaArn: aliasOf('PreTokenGeneration'), LambdaVersion: 'V2_0' },
    });
  });

  test('are what the pool, and no other one, may call', () => {
    expect(named(template, 'AuthPreSignUpPermission').Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: aliasOf('PreSignUp'),
      Principal: 'cognito-idp.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthUserPool/), 'Arn'] },
    });
    expect(allOf(template, 'AWS::Lambda::Permission')).toHaveLength(2);
  });

  test('move to a new version when a handler changes', () => {
    const versionOf = (domain: string) =>
      Object.keys(
        withOptions({ provisionedConcurrentExecutions: 2 }, (auth) => {
          auth.addTrigger(PreSignUp.allowEmailDomains({ domains: [domain] }));
        }).Resources,
      ).find((id) => id.includes('CurrentVersion'));
    expect(versionOf('example.com')).toBeDefined();
    expect(versionOf('example.com')).toBe(versionOf('example.com'));
    expect(versionOf('example.com')).not.toBe(versionOf('acme.example'));
  });

  test('share the removal policy of the pool, which could not call a trigger without them', () => {
    const destroyed = withOptions({ provisionedConcurrentExecutions: 1 }, both, { removalPolicy: RemovalPolicy.DESTROY });
    const policies = (from: TemplateJson) =>
      ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].flatMap((type) => allOf(from, type).map(([, part]) => part.DeletionPolicy));
    expect(new Set(policies(template))).toEqual(new Set(['Retain']));
    expect(new Set(policies(destroyed))).toEqual(new Set(['Delete']));
  }); // prettier-ignore
});

describe('what is watched', () => {
  test('outcomes are counted by source, step and outcome', () => {
    const [[, { Properties }], ...others] = allOf(withOptions({ metricNamespace: 'Notes/SignIn' }), 'AWS::Logs::MetricFilter');
    expect(others).toHaveLength(1);
    expect(Properties).toMatchObject({
      FilterPattern: '{ $.outcome = "*" }',
      LogGroupName: { Ref: expect.stringMatching(/^AuthPre(SignUp|TokenGeneration)Logs/) },
      MetricTransformations: [
        {
          MetricNamespace: 'Notes/SignIn',
          MetricName: 'Outcomes',
          MetricValue: '1',
          Dimensions: [
            { Key: 'TriggerSource', Value: '$.triggerSource' },
            { Key: 'Step', Value: '$.step' },
            { Key: 'Outcome', Value: '$.outcome' },
          ],
        },
      ],
    });
  }); // prettier-ignore

  const watched = withTriggers((auth, stack) => {
    auth.addTrigger(PostAuthentication.invoke(functionIn(stack)));
    auth.addTrigger(CustomMessage.invoke(functionIn(stack, 'Texts')));
    auth.configureTrigger(POST_AUTHENTICATION, {
      alarmActions: [PAGER, action('arn:aws:sns:eu-west-1:111122223333:mail')],
    });
    auth.configureTrigger(CUSTOM_MESSAGE, { alarmActions: [PAGER] });
  });

  test('an alarm acts as soon as a handler fails, and is quiet while nothing happens', () => {
    const alarm = named(watched, 'AuthPostAuthenticationWatchAlarm').Properties;
    const filter = named(watched, 'AuthPostAuthenticationWatchFailures').Properties;
    const [{ MetricName, MetricNamespace }] = filter.MetricTransformations;
    expect(alarm).toMatchObject({
      MetricName,
      Namespace: MetricNamespace,
      Statistic: 'Sum',
      Period: 300,
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:pager', 'arn:aws:sns:eu-west-1:111122223333:mail'],
    });
    expect(filter.FilterPattern).toBe('{ $.outcome = "failed" }');
  });

  test("an alarm's metric stands in the namespace that was chosen", () => {
    const own = withTriggers((auth, stack) => {
      auth.addTrigger(PostAuthentication.invoke(functionIn(stack)));
      auth.configureTrigger(POST_AUTHENTICATION, { alarmActions: [PAGER], metricNamespace: 'Notes/SignIn' });
    });
    expect(named(own, 'AuthPostAuthenticationWatchAlarm').Properties.Namespace).toBe('Notes/SignIn');
    expect(named(watched, 'AuthPostAuthenticationWatchAlarm').Properties.Namespace).toBe('CognitoAuth');
  });

  test('each trigger has an alarm of its own, on a metric of its own', () => {
    const metrics = allOf(watched, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties.MetricName);
    expect(new Set(metrics).size).toBe(2);
  });

  test('goes with the stack, while the pool stays', () => {
    const kept = allOf(watched, 'AWS::CloudWatch::Alarm').map(([, { DeletionPolicy }]) => DeletionPolicy);
    expect(kept).toEqual([undefined, undefined]);
  });
});

test('aspects of the app reach what the options add', () => {
  const seen: string[] = [];
  const spy: IAspect = { visit: (node) => void (CfnResource.isCfnResource(node) && seen.push(node.cfnResourceType)) };
  synth((stack) => {
    Aspects.of(stack).add(spy);
    const triggerFunctions = { provisionedConcurrentExecutions: 1, alarmActions: [PAGER] };
    authIn(stack, { selfSignUpEnabled: true, triggerFunctions }).addTrigger(allow);
  });
  expect(seen).toEqual(
    expect.arrayContaining(['AWS::Lambda::Alias', 'AWS::CloudWatch::Alarm', 'AWS::Logs::MetricFilter']),
  );
});

describe('refuses', () => {
  test.each<[string, TriggerFunctionOptions]>([
    ['memorySize of triggerFunctions is 64. Pass a whole number from 128 to 10240.', { memorySize: 64 }],
    ['memorySize of triggerFunctions is 10241. Pass', { memorySize: 10_241 }],
    ['memorySize of triggerFunctions is 512.5. Pass', { memorySize: 512.5 }],
    [
      'provisionedConcurrentExecutions of triggerFunctions is 0. Pass a whole number from 1 to 100000.',
      { provisionedConcurrentExecutions: 0 },
    ],
    [
      "metricNamespace of triggerFunctions is 'AWS/Cognito'. Pass letters, digits and . - _ / #, such as Notes/SignIn; AWS/ is CloudWatch's own.",
      { metricNamespace: 'AWS/Cognito' },
    ],
    ["metricNamespace of triggerFunctions is ''. Pass", { metricNamespace: '' }],
    ["metricNamespace of triggerFunctions is 'a:b'. Pass", { metricNamespace: 'a:b' }],
  ])('%s', (sentence, triggerFunctions) => {
    expect(() => newAuth({ triggerFunctions })).toThrow(`Stack/Auth: ${sentence}`);
  });

  test('the same of one trigger', () => {
    expect(() => newAuth().configureTrigger(PRE_SIGN_UP, { memorySize: 64 })).toThrow(
      'Stack/Auth: memorySize of configureTrigger() of PreSignUp is 64.',
    );
  });

  test('to configure a trigger twice', () => {
    const auth = newAuth();
    auth.configureTrigger(PRE_TOKEN_GENERATION_CONFIG, {});
    expect(() => auth.configureTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION, {})).toThrow(
      'Stack/Auth: PreTokenGeneration was configured before. Call configureTrigger() once for each.',
    );
  });

  test('what is no trigger', () => {
    expect(() => newAuth().configureTrigger(cognito.UserPoolOperation.of('signUp'), {})).toThrow(
      "Stack/Auth: configureTrigger() has 'signUp', which is no trigger. Pass one such as cognito.UserPoolOperation.PRE_SIGN_UP.",
    );
  });

  test('a trigger without a handler, with all other findings', () => {
    expect(findingsOf((stack) => authIn(stack).configureTrigger(PRE_SIGN_UP, { memorySize: 1_024 }))).toEqual([
      'Stack/Auth: configureTrigger() is about PreSignUp, which has no handler. Add one with addTrigger(), or leave the call out.',
    ]);
  });

  test('a boundary that leads back to the pool, for which the pool would wait', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      const statement = new iam.PolicyStatement({ actions: ['cognito-idp:*'], resources: [auth.userPool.userPoolArn] });
      const permissionsBoundary = new iam.ManagedPolicy(stack, 'Boundary', { statements: [statement] });
      auth.addTrigger(allow);
      auth.configureTrigger(PRE_SIGN_UP, { permissionsBoundary });
    });
    expect(findings).toEqual([expect.stringContaining('the function of PreSignUp leads back to the user pool')]);
  });
});

test('every trigger has a name by which it is configured', () => {
  const operations = [
    ...['preSignUp', 'customMessage', 'preAuthentication', 'postAuthentication', 'postConfirmation'],
    ...['preTokenGeneration', 'defineAuthChallenge', 'createAuthChallenge', 'verifyAuthChallengeResponse'],
    ...['userMigration', 'customEmailSender', 'customSmsSender', 'inboundFederation'],
  ];
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    operations.forEach((name) => auth.configureTrigger(cognito.UserPoolOperation.of(name), {}));
  });
  expect(findings).toHaveLength(operations.length);
});
