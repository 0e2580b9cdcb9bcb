import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuthProps, LoginBranding } from 'cdk-cognito-auth';
import { authIn, CALLBACK, google } from '../support/auth';

const BRANDING = LoginBranding.managed({ theme: { primaryColor: '#005ea2' } });
const CLASSIC = LoginBranding.classic({ css: '.label-customizable { color: #005ea2; }' });
const TERMS = { termsOfUse: 'https://example.com/terms', privacyPolicy: 'https://example.com/privacy' };

function warnings(props: CognitoAuthProps, withDomain: boolean, withProvider = false): string[] {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack, props);
  if (withDomain) auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  if (withProvider) auth.addIdentityProvider('Google', google());
  return warningsOf(stack);
}

function warningsOf(stack: Stack): string[] {
  stack.node.root.node.findAll().forEach((node) => node.node.validate());
  return Annotations.fromStack(stack)
    .findWarning('/Stack/Auth', Match.anyValue())
    .map(({ entry }) => /\[ack: cdk-cognito-auth:(\w+)\]/.exec(entry.data as string)![1])
    .filter((id) => /WithoutDomain|ClassicPages/.test(id));
}

const passkey = { signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } } };

test.each<[string, CognitoAuthProps, boolean, string[]]>([
  ['branding that nobody sees', { branding: BRANDING }, false, ['brandingWithoutDomain']],
  ['terms that nobody sees', { terms: TERMS }, false, ['brandingWithoutDomain']],
  ['nothing, where there are pages', { branding: BRANDING, terms: TERMS }, true, []],
  ['nothing, where there is nothing to show', {}, false, []],
  ['passkeys on pages that do not know them', { branding: CLASSIC, ...passkey }, true, ['passkeyOnClassicPages']],
  ['no passkeys on managed login', { branding: BRANDING, ...passkey }, true, []],
])('warns of %s', (_, props, withDomain, expected) => {
  expect(warnings(props, withDomain)).toEqual(expected);
});

test('warns of a look of a client that nobody sees', () => {
  const stack = new Stack(new App(), 'Stack');
  authIn(stack).addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], branding: BRANDING }));
  expect(warningsOf(stack)).toEqual(['brandingWithoutDomain']);
});

test('warns of a provider to which nobody can return', () => {
  expect(warnings({}, false, true)).toEqual(['providerWithoutDomain']);
  expect(warnings({ featurePlan: cognito.FeaturePlan.LITE }, true, true)).toEqual([]);
});
