import { CfnParameter } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain } from 'cdk-cognito-auth';
import { authIn, newAuth, spa } from '../support/auth';
import { allOf, propertiesOf, synth } from '../support/template';

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
    'Stack/Auth/Second: the user pool has a domain already (Stack/Auth/Domain). Cognito allows one of each kind: leave one out.',
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
  ['My-AWS-App', 'aws'],
])('refuses the prefix %s, which contains a reserved word', (prefix, word) => {
  expect(() => newAuth().addDomain('Domain', AuthDomain.prefix(prefix))).toThrow(
    `Stack/Auth/Domain: the domain prefix '${prefix}' contains the reserved word ${word}. Choose a prefix without aws, amazon and cognito.`,
  );
});

test.each([
  '',
  'Notes',
  '-notes',
  'notes-',
  'no.tes',
  'notes example',
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

test('accepts a prefix that is known at deployment', () => {
  const template = synth((stack) => {
    authIn(stack).addDomain('Domain', AuthDomain.prefix(new CfnParameter(stack, 'Prefix').valueAsString));
  });
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain').Domain).toEqual({ Ref: 'Prefix' });
});
