import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps } from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { noChange, warningsOf } from './factor-world';
import { Pool } from '../../src/user-pool/pool';
import { authIn, newAuth } from '../support/auth';
import { faultsAround, findingsOf } from '../support/template';

const { LITE, ESSENTIALS, PLUS } = cognito.FeaturePlan;
const { NO_ENFORCEMENT, AUDIT_ONLY, FULL_FUNCTION } = cognito.StandardThreatProtectionMode;

type Use = [cognito.FeaturePlan, string];

function findingsWith(featurePlan: cognito.FeaturePlan, ...uses: Use[]): string[] {
  return findingsOf((stack) => {
    const pool = new Pool(new Construct(stack, 'Auth'), { featurePlan });
    uses.forEach(([plan, what]) => pool.requirePlan(plan, what));
  });
}

test('a feature that the plan lacks is refused, with all others of the synth, in one order', () => {
  const uses: Use[] = [
    [PLUS, 'the log of sign-ins'],
    [ESSENTIALS, "the claim 'tenant'"],
    [ESSENTIALS, "the claim 'tenant'"],
    [LITE, 'a password'],
  ];
  const found = [
    "Stack/Auth: the claim 'tenant' needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.",
    'Stack/Auth: the log of sign-ins needs featurePlan PLUS, and the plan is LITE. Choose it, or leave the feature out.',
  ];
  expect(findingsWith(LITE, ...uses)).toEqual(found);
  expect(findingsWith(LITE, ...uses.reverse())).toEqual(found);
  expect(findingsWith(ESSENTIALS, ...uses)).toHaveLength(1);
  expect(findingsWith(PLUS, ...uses)).toEqual([]);
});

test('a history of passwords is refused with LITE', () => {
  expect(() => newAuth({ featurePlan: LITE, passwordPolicy: { passwordHistorySize: 5 } })).toThrow(
    'Stack/Auth: passwordHistorySize needs featurePlan ESSENTIALS, and the plan is LITE. Choose another plan, or leave the option out.',
  );
});

describe('a history of passwords, below which an escape hatch puts the LITE plan', () => {
  const onLite = (props: CognitoAuthProps, change: (pool: cognito.CfnUserPool) => void = noChange) =>
    findingsOf((stack) => {
      const resource = authIn(stack, props).userPool.node.defaultChild as cognito.CfnUserPool;
      resource.userPoolTier = LITE;
      change(resource);
    });

  test.each([
    [{}, 24],
    [{ passwordPolicy: { passwordHistorySize: 3 } }, 3],
  ])('is refused: %j', (props, size) => {
    expect(onLite(props)).toEqual([
      `Stack/Auth: passwordHistorySize is ${size}, which needs featurePlan ESSENTIALS, and the plan is LITE. Choose another plan, or pass LITE as featurePlan, which leaves the history out.`,
    ]);
  });

  test('is nothing where the option says so, or where the hatch takes it away', () => {
    expect(onLite({ featurePlan: LITE })).toEqual([]);
    expect(onLite({}, (resource) => (resource.policies = { passwordPolicy: { minimumLength: 14 } }))).toEqual([]);
    expect(onLite({}, (resource) => (resource.policies = undefined))).toEqual([]);
  });
});

test.each([LITE, ESSENTIALS])('threat protection is refused with %s', (featurePlan) => {
  for (const standardThreatProtectionMode of [AUDIT_ONLY, FULL_FUNCTION, NO_ENFORCEMENT]) {
    expect(faultsAround(newAuth({ featurePlan, standardThreatProtectionMode }))).toEqual([
      'Stack/Auth: threat protection needs featurePlan PLUS. Choose it, or leave the mode out.',
    ]);
  }
});

test.each<[string, object, string[]]>([
  ['whose protection works', {}, []],
  ['whose protection only logs', { standardThreatProtectionMode: AUDIT_ONLY }, ['threatsOnlyLogged']],
  [
    'whose protection only logs custom sign-ins',
    { customThreatProtectionMode: cognito.CustomThreatProtectionMode.AUDIT_ONLY },
    ['threatsOnlyLogged'],
  ],
  [
    'whose protection is off',
    { standardThreatProtectionMode: NO_ENFORCEMENT },
    ['threatProtectionOff', 'unusedPlusPlan'],
  ],
  [
    'whose protection is for custom sign-ins only',
    {
      standardThreatProtectionMode: NO_ENFORCEMENT,
      customThreatProtectionMode: cognito.CustomThreatProtectionMode.FULL_FUNCTION,
    },
    ['threatProtectionOff'],
  ],
])('a PLUS plan %s', (_, props, ids) => {
  const found = warningsOf({ featurePlan: PLUS, ...props });
  expect(found.map((warning) => warning.split(':')[0])).toEqual(ids);
});

test('a PLUS plan that another room uses is used', () => {
  const stack = new Stack(new App(), 'Stack');
  const scope = new Construct(stack, 'Auth');
  const pool = new Pool(scope, { featurePlan: PLUS, standardThreatProtectionMode: NO_ENFORCEMENT });
  pool.requirePlan(PLUS, 'the log of sign-ins');
  scope.node.validate();
  const warnings = pool.userPool.node.metadata.map(({ data }) => String(data)).join();
  expect(warnings).toContain('threatProtectionOff');
  expect(warnings).not.toContain('unusedPlusPlan');
});

test('the cheaper plans are never called unused', () => {
  expect([...warningsOf({ featurePlan: LITE }), ...warningsOf({ featurePlan: ESSENTIALS })]).toEqual([]);
});

test.each<[cognito.FeaturePlan, boolean[]]>([
  [LITE, [true, false, false]],
  [ESSENTIALS, [true, true, false]],
  [PLUS, [true, true, true]],
])('%s has what cheaper plans have', (featurePlan, has) => {
  const pool = new Pool(new Construct(new Stack(new App(), 'Stack'), 'Auth'), { featurePlan });
  expect([LITE, ESSENTIALS, PLUS].map((plan) => pool.hasPlan(plan))).toEqual(has);
});
