import { Aws, CfnParameter, CfnResource, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IdentityProvider } from 'cdk-cognito-auth';
import { client, PROVIDER } from './kinds';
import { authIn, newAuth } from '../support/auth';
import { propertiesOf, synth } from '../support/template';

const ADVICE = "Store it, and pass SecretValue.secretsManager('NAME').";
const PLAIN = 'plain text, which would stand in the template';
const oidc = (clientSecret: SecretValue) =>
  IdentityProvider.oidc({ ...client, issuerUrl: 'https://id.example.com', clientSecret });
const late = (value: unknown) => SecretValue.unsafePlainText(value as string);

test.each<[string, (stack: Stack) => SecretValue, string]>([
  ['text before a reference', () => late(`hunter2${Aws.REGION}`), PLAIN],
  ['text after a reference', () => late(`${Aws.REGION}hunter2`), PLAIN],
  ['text around a secret', () => late(`x${SecretValue.secretsManager('a').unsafeUnwrap()}`), PLAIN],
  ['text in Fn::Sub', () => late(Fn.sub('hunter2')), 'the function Fn::Sub, which could hold plain text'],
  ['text in Fn::Base64', () => late(Fn.base64('hunter2')), 'the function Fn::Base64, which could hold plain text'],
  ['an export', () => late(Fn.importValue('secret')), 'the function Fn::ImportValue, which could hold plain text'],
  ['the name of a resource', (stack) => late(new CfnResource(stack, 'Other', { type: 'A::B::C' }).ref), 'the function Ref, which could hold plain text'], // prettier-ignore
  [
    'a parameter with a default',
    (stack) => SecretValue.cfnParameter(new CfnParameter(stack, 'Secret', { noEcho: true, default: 'hunter2' })),
    'the parameter Stack/Secret, whose default would stand in the template',
  ],
])('refuses %s', (_, secret, fault) => {
  const auth = newAuth();
  const add = () => auth.addIdentityProvider('Idp', oidc(secret(Stack.of(auth))));
  expect(add).toThrow(`Stack/Auth/Idp: clientSecret is ${fault}. ${ADVICE}`);
});

test.each<[string, (stack: Stack) => SecretValue, unknown]>([
  [
    'a secret by name',
    () => SecretValue.secretsManager('idp', { jsonField: 'key' }),
    '{{resolve:secretsmanager:idp:SecretString:key::}}',
  ],
  [
    'a secret of the stack',
    (stack) => new secretsmanager.Secret(stack, 'Own').secretValue,
    { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: expect.stringMatching(/^Own/) }, ':SecretString:::}}']] },
  ],
  [
    'a parameter without echo',
    (stack) => SecretValue.cfnParameter(new CfnParameter(stack, 'Secret', { noEcho: true })),
    { Ref: 'Secret' },
  ],
  [
    'an attribute of a resource',
    (stack) => SecretValue.resourceAttribute(new CfnResource(stack, 'R', { type: 'A::B::C' }).getAtt('Key').toString()),
    { 'Fn::GetAtt': ['R', 'Key'] },
  ],
])('accepts %s', (_, secret, rendered) => {
  const template = synth((stack) => void authIn(stack).addIdentityProvider('Idp', oidc(secret(stack))));
  expect(propertiesOf(template, PROVIDER).ProviderDetails.client_secret).toEqual(rendered);
});
