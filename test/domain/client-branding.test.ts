import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuthProps, LoginBranding } from 'cdk-cognito-auth';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { allOf, synth } from '../support/template';

const inColor = (primaryColor: string) => LoginBranding.managed({ theme: { primaryColor } });
const branded = (branding: LoginBranding) => AppClient.spa({ callbackUrls: [CALLBACK], branding });
const CLASSIC = LoginBranding.classic({ css: '.label-customizable { color: #005ea2; }' });

const looks = (order: 'client first' | 'domain first') => {
  const template = synth((stack) => {
    const auth = authIn(stack, { branding: inColor('#111111') });
    if (order === 'domain first') auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    auth.addClient('Own', branded(inColor('#222222')));
    auth.addClient('Plain', spa());
    if (order === 'client first') auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  });
  return allOf(template, 'AWS::Cognito::ManagedLoginBranding').map(([id, { Properties }]) => {
    const { backgroundColor } = Properties.Settings.components.primaryButton.lightMode.defaults;
    return [id.replace(/Branding\w+$/, '').slice(0, 'AuthOwn'.length), backgroundColor];
  });
};

test.each(['client first', 'domain first'] as const)('a client may have a look of its own, %s', (order) => {
  expect(looks(order).sort()).toEqual([
    ['AuthOwn', '222222ff'],
    ['AuthPla', '111111ff'],
  ]);
});

test.each<[string, CognitoAuthProps, LoginBranding, string]>([
  [
    'a classic look beside managed login',
    {},
    CLASSIC,
    'Stack/Auth/Own: branding is of the classic hosted UI, and the pages of the user pool are those of managed login. Use LoginBranding.managed(), or give it to CognitoAuth.',
  ],
  [
    'a look of its own on the classic pages',
    { branding: CLASSIC },
    inColor('#222222'),
    'Stack/Auth/Own: branding is given, and the classic hosted UI looks the same for all clients. Give it to CognitoAuth, or use managed login (not with the LITE plan).',
  ],
  [
    'a look of its own with the LITE plan',
    { featurePlan: cognito.FeaturePlan.LITE },
    inColor('#222222'),
    'Stack/Auth/Own: branding is given, and the classic hosted UI looks the same for all clients.',
  ],
  [
    'what is no colour',
    {},
    inColor('blue'),
    "Stack/Auth/Own: branding.theme.primaryColor is 'blue', which is not a colour. Write it as #rrggbb or #rrggbbaa.",
  ],
])('refuses %s', (_, props, branding, sentence) => {
  const auth = newAuth(props);
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  expect(() => auth.addClient('Own', branded(branding))).toThrow(sentence);
});

test('a load balancer has pages with a look, a machine has none', () => {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack);
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  const server = auth.addResourceServer('Api', {
    identifier: 'api',
    scopes: [new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'read' })],
  });
  const scope = cognito.OAuthScope.resourceServer(
    server,
    new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'read' }),
  );
  const machine = auth.addClient('Machine', AppClient.machine({ scopes: [scope] }));
  const alb = auth.addClient('Alb', AppClient.alb({ hostNames: ['app.example.com'] }));
  expect([machine, alb].map(({ node }) => node.tryFindChild('Branding') !== undefined)).toEqual([false, true]);
});
