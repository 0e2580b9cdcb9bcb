import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlbClientOptions, AppClient } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { clientWith } from './kinds';
import { callbacksOfHosts } from '../../src/clients/private/alb-hosts';
import { urlFault, webUrlFault } from '../../src/clients/private/redirect-urls';
import { authIn, newAuth } from '../support/auth';
import { faultsAround, propertiesOf, synth } from '../support/template';

const adding = (options: AlbClientOptions) => () => newAuth().addClient('Alb', AppClient.alb(options));

test('a load balancer takes the code at its own path, under each of its names in lower case', () => {
  const hostNames = ['App.Example.COM', 'www.example.com', 'app.example.com'];
  expect(clientWith(AppClient.alb({ hostNames })).CallbackURLs).toEqual([
    'https://app.example.com/oauth2/idpresponse',
    'https://www.example.com/oauth2/idpresponse',
  ]);
});

test('a load balancer has no sign-in flow of the SDK, and no rotation, which its many requests at once would break', () => {
  const properties = clientWith(AppClient.alb({ hostNames: ['app.example.com'] }));
  expect(properties.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
  expect(properties).not.toHaveProperty('RefreshTokenRotation');
});

test('a host name may be known at deployment', () => {
  const template = synth((stack) => {
    const host = new CfnParameter(stack, 'Host').valueAsString;
    authIn(stack).addClient('Alb', AppClient.alb({ hostNames: [host] }));
  });
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolClient').CallbackURLs).toEqual([
    { 'Fn::Join': ['', ['https://', { Ref: 'Host' }, '/oauth2/idpresponse']] },
  ]);
});

test('refuses the DNS name of a load balancer', () => {
  synth((stack: Stack) => {
    const loadBalancer = new elb.CfnLoadBalancer(stack, 'Lb');
    const client = AppClient.alb({ hostNames: [loadBalancer.attrDnsName] });
    expect(() => authIn(stack).addClient('Alb', client)).toThrow(
      'Stack/Auth/Alb: hostNames has the DNS name of a load balancer, whose capitals Cognito would not find in any callback, and for which there is no certificate. Pass the host name of your certificate, such as app.example.com.',
    );
  });
});

const NO_HOST = (host: string) =>
  `Stack/Auth/Alb: hostNames has '${host}', which is not the name of a host. Pass what stands between https:// and the next slash, such as app.example.com.`;

test.each([
  '',
  'localhost',
  'https://app.example.com',
  'app.example.com/',
  'app.example.com:443',
  '*.example.com',
  'a.0',
  '10.0.0.256',
  'a@b.example',
  'app .example.com',
  '-a.example.com',
  'a..example.com',
  'äpp.example.com',
  'app.example.com.',
])('refuses %j as the name of a host', (host) => expect(adding({ hostNames: [host] })).toThrow(NO_HOST(host)));

test.each([
  ['u@', '#'],
  ['u@', ''],
  ['*.', ''],
  ['app.', '/x'],
  ['https://', ''],
  ['app.', ':443'],
  ['app.example.com', '.'],
])('refuses %j, a token and %j as the name of a host', (before, after) => {
  const hostNames = [`${before}${Aws.REGION}${after}`];
  expect(adding({ hostNames })).toThrow(NO_HOST(`${before}${'${…}'}${after}`));
});

test.each([
  ['app.', ''],
  ['app-', '.example.com'],
  ['app-', ''],
  ['', '.example.com'],
  ['app', Aws.URL_SUFFIX],
])('accepts %j, a token and %j as the name of a host', (before, after) =>
  expect(adding({ hostNames: [`${before}${Aws.REGION}${after}`] })).not.toThrow(),
);

test('whatever passes as a name makes one URL of https that Cognito takes, on that very host', () => {
  let passed = 0;
  const label = fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/);
  const host = fc.oneof(
    fc.domain(),
    fc.tuple(label, label).map((labels) => labels.join('.')),
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc
      .tuple(fc.domain(), fc.constantFrom('/', ':1', '#', '?a', '@evil.example', '*', ' ', '\\', '\n'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(host, (name) => {
      let url: string;
      try {
        [url] = callbacksOfHosts('Alb', [name]);
      } catch (error) {
        expect((error as Error).message).toContain('which is not the name of a host');
        return;
      }
      passed += 1;
      expect(urlFault(url, webUrlFault)).toBeUndefined();
      expect(url).toBe(`https://${name.toLowerCase()}/oauth2/idpresponse`);
      expect(new URL(url).hostname).toBe(name.toLowerCase());
    }),
    { numRuns: 3_000 },
  );
  // a fuzz in which nothing passes proves nothing
  expect(passed).toBeGreaterThan(300);
});

test('refuses a load balancer without a name', () => {
  expect(adding({ hostNames: [] })).toThrow(
    'Stack/Auth/Alb: hostNames is empty. Pass at least one name under which browsers reach it.',
  );
});

test('refuses more names than Cognito takes callbacks', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `app${index}.example.com`);
  expect(adding({ hostNames: names(100) })).not.toThrow();
  expect(adding({ hostNames: names(101) })).toThrow(
    'Stack/Auth/Alb: hostNames has 101 names. Cognito allows 100 callback URLs: use fewer, or a second client.',
  );
});

test('refuses scopes with which the load balancer cannot read who signed in', () => {
  const hostNames = ['app.example.com'];
  expect(faultsAround(adding({ hostNames, scopes: [cognito.OAuthScope.custom('orders/read')] })())).toContain(
    'Stack/Auth/Alb: scopes lacks openid, with which the load balancer reads who signed in. Add it.',
  );
  expect(adding({ hostNames, scopes: [cognito.OAuthScope.EMAIL] })).not.toThrow();
});

test('holds logout URLs to the rules of all', () => {
  expect(faultsAround(adding({ hostNames: ['app.example.com'], logoutUrls: ['http://app.example.com'] })())).toEqual([
    "Stack/Auth/Alb: logoutUrls has 'http://app.example.com', which is http beyond localhost. Use https.",
  ]);
});
