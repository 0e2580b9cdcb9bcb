import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import {
  CognitoAuth,
  CustomMessage,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  PreSignUp,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { authIn, bucketIn, functionIn, identityPoolOf, newAuth, spa } from '../support/auth';
import { findCycle } from '../support/cycles';
import { findingsOf, named, templateOf } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

type Own = (auth: CognitoAuth, stack: Stack) => lambda.IFunction;

const FACTORIES = [
  ['CustomMessage', CustomMessage.invoke, ['*']],
  ['PreAuthentication', PreAuthentication.invoke, ['*']],
  ['PostAuthentication', PostAuthentication.invoke, ['PostAuthentication_Authentication']],
  ['PreSignUp', PreSignUp.invoke, ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider']],
  [
    'PostConfirmation',
    PostConfirmation.invoke,
    ['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'],
  ],
  [
    'PreTokenGeneration',
    PreTokenGeneration.invoke,
    ['HostedAuth', 'Authentication', 'NewPasswordChallenge', 'AuthenticateDevice', 'RefreshTokens'].map(
      (occasion) => `TokenGeneration_${occasion}`,
    ),
  ],
] as const;

describe.each(FACTORIES)('%s.invoke', (trigger, invoke, sources) => {
  const template = withTriggers((auth, stack) => auth.addTrigger(invoke(functionIn(stack))), {});

  test('carries the ARN of the function for every occasion, also in an internal pool', () => {
    expect(stepsOf(template, trigger)).toEqual([
      { step: 'invoke', key: 'Stack/Own', sources, config: { functionArn: '<token>' } },
    ]);
  });

  test("may call it, by the role's default policy, for which the function waits", () => {
    const policy = named(template, `Auth${trigger}RoleDefaultPolicy`).Properties.PolicyDocument.Statement;
    const Resource = { 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] };
    expect(policy).toContainEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource });
  });

  test('makes a template that deploys', () => {
    expect(findCycle(template)).toBeUndefined();
  });
});

test('the code has the Lambda client beside it, and no other', () => {
  const code = codeOf('PreSignUp', (auth, stack) => auth.addTrigger(PreSignUp.invoke(functionIn(stack))));
  expect(Object.keys(code).sort()).toEqual(['index.js', 'invoke.js', 'lambda.js']);
});

test('refuses the same function twice in one trigger', () => {
  const auth = newAuth();
  const own = functionIn(auth);
  auth.addTrigger(PreSignUp.invoke(own));
  expect(() => auth.addTrigger(PreSignUp.invoke(own))).toThrow(
    "Stack/Auth: PreSignUp.invoke 'Stack/Auth/Own' was added before. Add each handler once, with everything it needs.",
  );
});

const LEADING_BACK: [string, string, Own][] = [
  [
    'by its environment',
    'Stack/Own -> Stack/Auth/UserPool',
    (auth, stack) => functionIn(stack, 'Own', { POOL: auth.userPool.userPoolId }),
  ],
  [
    'through the policy of its role',
    'Stack/Own/ServiceRole/DefaultPolicy -> Stack/Auth/UserPool',
    (auth, stack) => {
      const own = functionIn(stack);
      auth.userPool.grant(own, 'cognito-idp:AdminGetUser');
      return own;
    },
  ],
  [
    'through another resource',
    'Stack/Own -> Stack/Parameter -> Stack/Auth/UserPool',
    (auth, stack) => {
      const parameter = new ssm.StringParameter(stack, 'Parameter', { stringValue: auth.userPool.userPoolArn });
      return functionIn(stack, 'Own', { PARAMETER: parameter.parameterName });
    },
  ],
  [
    'through a resource without a construct of its own',
    'Stack/Own -> Stack/Raw -> Stack/Auth/UserPool',
    (auth, stack) => {
      const raw = new CfnResource(stack, 'Raw', { type: 'Test::Raw', properties: { Pool: auth.userPool.userPoolId } });
      return functionIn(stack, 'Own', { RAW: raw.ref });
    },
  ],
  [
    'through what it was told to wait for',
    'Stack/Own -> Stack/Auth/Spa -> Stack/Auth/UserPool',
    (auth, stack) => {
      const own = functionIn(stack);
      own.node.addDependency(auth.addClient('Spa', spa()));
      return own;
    },
  ],
];

describe.each(LEADING_BACK)('a function that leads back to the pool %s', (_, path, own) => {
  test('is refused with the path and what to do instead', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addTrigger(PreTokenGeneration.invoke(own(auth, stack)));
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(
      'Stack/Auth: PreTokenGeneration.invoke has Stack/Own, which leads back to the user pool (Stack/Own',
    );
    expect(findings[0]).toContain(`${path})`);
    expect(findings[0]).toContain(
      ", so that each would wait for the other. Read the pool's id from event.userPoolId, and grant on the pool with auth.grantReadUsers(fn) or one of its siblings, or with a policy beside the function: new iam.Policy(stack, id, { roles: [fn.role], … }).",
    );
  });
});

const STANDING_FREE: [string, Own][] = [
  ['has nothing to do with the pool', (_, stack) => functionIn(stack)],
  [
    'was imported',
    (_, stack) => lambda.Function.fromFunctionArn(stack, 'Own', 'arn:aws:lambda:eu-west-1:1:function:own'),
  ],
  [
    'uses a bucket that signed-in users use too',
    (auth, stack) => {
      const bucket = bucketIn(stack);
      const own = functionIn(stack);
      bucket.grantReadWrite(own);
      bucket.grantRead(identityPoolOf(auth));
      return own;
    },
  ],
  [
    'is granted on the pool by a policy beside it, as the refusal advises',
    (auth, stack) => {
      const own = functionIn(stack);
      const statements = [
        new iam.PolicyStatement({ actions: ['cognito-idp:AdminGetUser'], resources: [auth.userPool.userPoolArn] }),
      ];
      new iam.Policy(stack, 'Beside', { roles: [own.role!], statements });
      return own;
    },
  ],
];

describe.each(STANDING_FREE)('a function that %s', (_, own) => {
  test('is accepted, and deploys', () => {
    const template = withTriggers((auth, stack) => auth.addTrigger(PreSignUp.invoke(own(auth, stack))));
    expect(findCycle(template)).toBeUndefined();
  });
});

test.each(LEADING_BACK)(
  'CloudFormation would refuse the template of a function that leads back %s',
  (_, _path, own) => {
    const template = withTriggers((auth, stack) => {
      const resource = auth.userPool.node.defaultChild as cognito.CfnUserPool;
      // what addTrigger wires in the end, past its validation
      resource.addPropertyOverride('LambdaConfig.PreSignUp', own(auth, stack).functionArn);
    });
    expect(findCycle(template)).toBeDefined();
  },
);

test('a function of another stack is accepted, and its stack does not wait for the pool', () => {
  const app = new App();
  const [theirs, ours] = [new Stack(app, 'Theirs'), new Stack(app, 'Stack')];
  authIn(ours).addTrigger(PreSignUp.invoke(functionIn(theirs)));
  expect(stepsOf(templateOf(ours), 'PreSignUp')).toMatchObject([{ step: 'invoke', key: 'Theirs/Own' }]);
  expect([ours.dependencies, theirs.dependencies]).toEqual([[theirs], []]);
});

test('an alias of a function is judged like the function', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    const own = functionIn(stack, 'Own', { POOL: auth.userPool.userPoolId });
    const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: own.currentVersion });
    auth.addTrigger(PreSignUp.invoke(alias));
  });
  expect(findings.join()).toContain(
    'PreSignUp.invoke has Stack/Live, which leads back to the user pool (Stack/Live -> ',
  );
});

describe('several own functions in one trigger', () => {
  const annotationsWith = (count: number) => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack);
    for (let index = 0; index < count; index++) auth.addTrigger(PreSignUp.invoke(functionIn(stack, `Own${index}`)));
    return Annotations.fromStack(stack);
  };

  test.each([2, 3])('are warned of, once (%d)', (count) => {
    const warnings = annotationsWith(count).findWarning('*', Match.stringLikeRegexp('5 seconds'));
    expect(warnings.map(({ entry }) => entry.data)).toEqual([
      "several functions are invoked by PreSignUp one after another; together they have the trigger's 5 seconds, cold starts included. [ack: cdk-cognito-auth:invokeShares5Seconds:PreSignUp]",
    ]);
  });

  test('a single one is fine', () => {
    annotationsWith(1).hasNoWarning('*', Match.stringLikeRegexp('5 seconds'));
  });
});
