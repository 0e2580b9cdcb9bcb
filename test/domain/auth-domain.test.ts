import { App, Aws, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth } from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import type { PrefixDomainPlan } from '../../src/domain/private/domain-plan';
import { prefixFindings } from '../../src/domain/private/prefix-domain';
import { authIn, newAuth, spa } from '../support/auth';
import { faultsAround, allOf, propertiesOf, synth } from '../support/template';

const withDomain = (order: 'client first' | 'domain first', featurePlan?: cognito.FeaturePlan) =>
  synth((stack) => {
    const auth = authIn(stack, { featurePlan });
    if (order === 'client first') auth.addClient('Spa', spa());
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    if (order === 'domain first') auth.addClient('Spa', spa());
  });

test('makes a domain of Cognito with the newer managed login', () => {
  expect(propertiesOf(withDomain('client first'), 'AWS::Cognito::UserPoolDomain')).toMatchObject({
    Domain: 'notes-example',
    ManagedLoginVersion: 2,
  });
});

test.each(['client first', 'domain first'] as const)(
  'brands every client, %s, or its login would be unavailable',
  (order) => {
    const template = withDomain(order);
    const [[client]] = allOf(template, 'AWS::Cognito::UserPoolClient');
    expect(propertiesOf(template, 'AWS::Cognito::ManagedLoginBranding')).toMatchObject({
      ClientId: { Ref: client },
      UseCognitoProvidedValues: true,
    });
  },
);

test('refuses a second domain of Cognito', () => {
  const auth = newAuth();
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  expect(() => auth.addDomain('Second', AuthDomain.prefix('notes-second'))).toThrow(
    'Stack/Auth/Second: the user pool has a domain of Cognito already (Stack/Auth/Domain). Cognito allows one of each kind: leave one out.',
  );
});

test('the LITE plan has the classic login without branding', () => {
  const template = withDomain('client first', cognito.FeaturePlan.LITE);
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain')).toMatchObject({ ManagedLoginVersion: 1 });
  expect(allOf(template, 'AWS::Cognito::ManagedLoginBranding')).toEqual([]);
});

test('brands nothing without a domain', () => {
  const template = synth((stack) => void authIn(stack).addClient('Spa', spa()));
  expect(allOf(template, 'AWS::Cognito::ManagedLoginBranding')).toEqual([]);
});

test.each([
  ['my-aws-app', 'aws'],
  ['amazonia', 'amazon'],
  ['cognito', 'cognito'],
])('refuses the prefix %s, which contains a reserved word', (prefix, word) => {
  expect(faultsAround(newAuth().addDomain('Domain', AuthDomain.prefix(prefix)))).toEqual([
    `Stack/Auth/Domain: the domain prefix '${prefix}' contains the reserved word ${word}. Choose a prefix without aws, amazon and cognito.`,
  ]);
});

describe('one prefix for two pools', () => {
  const faultsOf = (...[one, two]: Stack[]) => {
    const [first, second] = [new CognitoAuth(one, 'One'), new CognitoAuth(two, 'Two')];
    [first, second].forEach((auth) => auth.addDomain('Domain', AuthDomain.prefix('notes-example')));
    return faultsAround(first).filter((fault) => fault.includes('already'));
  };
  const stackIn = (scope: Construct, id: string, region?: string) => new Stack(scope, id, { env: { region } });

  test('is refused in one stack', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(faultsOf(stack, stack)).toEqual([
      "Stack/Two/Domain: the domain prefix 'notes-example' is that of Stack/One/Domain already, and a Region has each once. Choose another.",
    ]);
  });

  test('is refused in two stacks of one Region', () => {
    const app = new App();
    expect(faultsOf(stackIn(app, 'A', 'eu-west-1'), stackIn(app, 'B', 'eu-west-1'))).toHaveLength(1);
  });

  test('is accepted in two Regions, in two that are not known, and in two stages', () => {
    const app = new App();
    expect(faultsOf(stackIn(app, 'A', 'eu-west-1'), stackIn(app, 'B', 'eu-west-2'))).toEqual([]);
    expect(faultsOf(stackIn(app, 'C'), stackIn(app, 'D'))).toEqual([]);
    const [test_, prod] = ['Test', 'Prod'].map((id) => stackIn(new Stage(app, id), 'Stack', 'eu-west-3'));
    expect(faultsOf(test_, prod)).toEqual([]);
  });
});

test.each([
  '',
  'Notes',
  '-notes',
  'notes-',
  'no.tes',
  'notes example',
  'My-Notes',
  'https://notes',
  'n'.repeat(64),
  'nötes',
  'notes\n',
])('refuses %j, which is no domain prefix', (prefix) => {
  expect(() => newAuth().addDomain('Domain', AuthDomain.prefix(prefix))).toThrow(
    `Stack/Auth/Domain: the domain prefix '${prefix}' is not one: use 1 to 63 lower-case letters, digits and inner hyphens.`,
  );
});

test.each(['n', 'notes-1', 'n'.repeat(63)])('accepts the prefix %s', (prefix) => {
  expect(() => newAuth().addDomain('Domain', AuthDomain.prefix(prefix))).not.toThrow();
});

test.each([`notes-${Aws.ACCOUNT_ID}`, `${Aws.ACCOUNT_ID}-notes`, Aws.ACCOUNT_ID, `n-${Aws.ACCOUNT_ID}-${Aws.REGION}`])(
  'accepts a prefix that is known at deployment, or a part of it: %s',
  (prefix) => expect(faultsAround(newAuth().addDomain('Domain', AuthDomain.prefix(prefix)))).toEqual([]),
);

test.each([
  [`My-notes-${Aws.ACCOUNT_ID}`, 'My-notes-${…}', 'is not one: use 1 to 63 lower-case'],
  [`-${Aws.ACCOUNT_ID}`, '-${…}', 'is not one: use 1 to 63 lower-case'],
  [`My-cognito-${Aws.ACCOUNT_ID}`, 'My-cognito-${…}', 'contains the reserved word cognito.'],
])('refuses %s, whose literal part is in no prefix', (prefix, shown, fault) => {
  expect(() => newAuth().addDomain('Domain', AuthDomain.prefix(prefix))).toThrow(
    `Stack/Auth/Domain: the domain prefix '${shown}' ${fault}`,
  );
});

test('finds a reserved word beside a token', () => {
  const domain = newAuth().addDomain('Domain', AuthDomain.prefix(`my-aws-${Aws.ACCOUNT_ID}`));
  expect(faultsAround(domain)).toEqual([
    "Stack/Auth/Domain: the domain prefix 'my-aws-${…}' contains the reserved word aws. Choose a prefix without aws, amazon and cognito.",
  ]);
});

test('accepts a prefix exactly when Cognito would (its own pattern, and its reserved words)', () => {
  const auth = newAuth();
  const resource = new cognito.CfnUserPoolDomain(auth, 'Any', { userPoolId: 'pool', domain: 'any' });
  const isRefused = (prefix: string) => {
    try {
      const where = { where: auth.node.path, region: 'eu-west-1' };
      const plan = AuthDomain.prefix(prefix)._bind(where) as PrefixDomainPlan;
      resource.domain = plan.prefix;
      return prefixFindings(resource).length > 0;
    } catch {
      return true;
    }
  };
  const text = fc.oneof(
    fc.stringMatching(/^[a-z0-9-]{1,64}$/),
    fc.string({ maxLength: 65 }),
    fc
      .tuple(fc.stringMatching(/^[a-z]{0,5}$/), fc.constantFrom('aws', 'amazon', 'cognito'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (prefix) => {
      const isOne = /^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$/.test(prefix) && !prefix.endsWith('\n');
      expect(isRefused(prefix)).toBe(!isOne || /aws|amazon|cognito/.test(prefix));
    }),
  );
});

test('accepts a prefix that is known at deployment', () => {
  const template = synth((stack) => {
    authIn(stack).addDomain('Domain', AuthDomain.prefix(new CfnParameter(stack, 'Prefix').valueAsString));
  });
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain').Domain).toEqual({ Ref: 'Prefix' });
});
