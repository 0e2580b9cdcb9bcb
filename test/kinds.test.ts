import { Duration, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth, IdentityProvider, PreTokenGeneration } from 'cdk-cognito-auth';
import { CALLBACK, functionIn, google, newAuth, spa } from './support/auth';

type Call = (auth: CognitoAuth) => unknown;

/** As JavaScript would pass it. */
const any = (value: unknown): any => value;
const clientWith = (options: object): Call => {
  return (auth) => auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }));
};
const SCOPE_ADVICE =
  'Pass one of cognito.OAuthScope, such as OAuthScope.OPENID, OAuthScope.resourceServer(server, scope) or OAuthScope.custom(name).';
const DURATION_ADVICE = 'Pass one, such as Duration.minutes(60).';
const CLIENT_ADVICE = 'Pass AppClient.spa({ … }) or one of its siblings.';
const SECRET_ADVICE = "Store the secret, and pass SecretValue.secretsManager('NAME').";

// no compiler says it to JavaScript; the classes look alike to a compiler, because what they bind with is internal
test.each<[string, Call, string]>([
  [
    'options in place of a client',
    (auth) => auth.addClient('Spa', any({ callbackUrls: [CALLBACK] })),
    `Stack/Auth/Spa: the client is a plain object, and it must be an AppClient. ${CLIENT_ADVICE}`,
  ],
  [
    'a domain in place of a client',
    (auth) => auth.addClient('Spa', any(AuthDomain.prefix('notes'))),
    `Stack/Auth/Spa: the client is an object of another class, and it must be an AppClient. ${CLIENT_ADVICE}`,
  ],
  ['no client', (auth) => auth.addClient('Spa', any(undefined)), `Stack/Auth/Spa: the client is missing, and`],
  [
    'a prefix in place of a domain',
    (auth) => auth.addDomain('Domain', any('notes-example')),
    "Stack/Auth/Domain: the domain is a string, and it must be an AuthDomain. Pass AuthDomain.prefix('PREFIX') or AuthDomain.custom({ … }).",
  ],
  [
    'options in place of a provider',
    (auth) => auth.addIdentityProvider('Google', any({ clientId: 'id' })),
    'Stack/Auth/Google: the provider is a plain object, and it must be an IdentityProvider. Pass IdentityProvider.google({ … }) or one of its siblings.',
  ],
  [
    'a function in place of a handler',
    (auth) => auth.addTrigger(any(functionIn(auth))),
    'Stack/Auth: the handler of addTrigger() is an object of another class, and it must be a TriggerHandler. Pass PreSignUp.allowEmailDomains({ … }) or such; a function of your own as PreSignUp.invoke(fn).',
  ],
  [
    'a secret as text, which is not repeated',
    (auth) =>
      auth.addIdentityProvider('Google', IdentityProvider.google({ clientId: 'id', clientSecret: any('GOCSPX-abc') })),
    `Stack/Auth/Google: clientSecret is a string, and it must be a SecretValue. ${SECRET_ADVICE}`,
  ],
  [
    'no secret',
    (auth) => auth.addIdentityProvider('Google', IdentityProvider.google(any({ clientId: 'id' }))),
    `Stack/Auth/Google: clientSecret is missing, and it must be a SecretValue. ${SECRET_ADVICE}`,
  ],
  [
    'a scope as text',
    clientWith({ scopes: ['orders/read'] }),
    `Stack/Auth/Spa: scopes[0] is a string, and it must be an OAuthScope. ${SCOPE_ADVICE}`,
  ],
  [
    'scopes that are no list',
    clientWith({ scopes: cognito.OAuthScope.OPENID }),
    'Stack/Auth/Spa: scopes is an object of another class, and it must be a list. Write [ ] around it.',
  ],
  [
    'a scope of a machine as text',
    (auth) => auth.addClient('Job', AppClient.machine({ scopes: any([cognito.OAuthScope.custom('a/b'), 'a/c']) })),
    `Stack/Auth/Job: scopes[1] is a string, and it must be an OAuthScope. ${SCOPE_ADVICE}`,
  ],
  [
    'a machine without options',
    (auth) => auth.addClient('Job', AppClient.machine(any(undefined))),
    'Stack/Auth/Job: scopes is missing, and it must be a list. Write [ ] around it.',
  ],
  [
    'a scope of a load balancer as text',
    (auth) => auth.addClient('Alb', AppClient.alb({ hostNames: ['app.example.com'], scopes: any(['openid']) })),
    `Stack/Auth/Alb: scopes[0] is a string, and it must be an OAuthScope. ${SCOPE_ADVICE}`,
  ],
  [
    'a provider by name',
    clientWith({ identityProviders: ['Google'] }),
    'Stack/Auth/Spa: identityProviders[0] is a string, and it must be an AuthIdentityProvider. Pass what addIdentityProvider() returned.',
  ],
  [
    'a provider that was not added',
    clientWith({ identityProviders: [google()] }),
    'Stack/Auth/Spa: identityProviders[0] is an object of another class, and it must be an AuthIdentityProvider.',
  ],
  [
    'no callback URLs',
    (auth) => auth.addClient('Spa', AppClient.spa(any({}))),
    'Stack/Auth/Spa: callbackUrls is missing, and it must be a list. Pass at least one URL to which the browser returns after sign-in.',
  ],
  [
    'no options',
    (auth) => auth.addClient('App', AppClient.mobile(any(undefined))),
    'Stack/Auth/App: callbackUrls is missing, and it must be a list. Pass at least one URL to which the browser returns after sign-in.',
  ],
  [
    'a callback URL that is no list',
    clientWith({ callbackUrls: CALLBACK }),
    'Stack/Auth/Spa: callbackUrls is a string, and it must be a list. Write [ ] around it.',
  ],
  [
    'no host names',
    (auth) => auth.addClient('Alb', AppClient.alb(any(undefined))),
    'Stack/Auth/Alb: hostNames is missing, and it must be a list. Pass at least one name under which browsers reach it.',
  ],
  [
    'seconds in place of a duration',
    clientWith({ accessTokenValidity: 3600 }),
    `Stack/Auth/Spa: accessTokenValidity is a number, and it must be a Duration. ${DURATION_ADVICE}`,
  ],
  [
    'seconds of grace',
    clientWith({ refreshTokenRotationGracePeriod: 10 }),
    `Stack/Auth/Spa: refreshTokenRotationGracePeriod is a number, and it must be a Duration. ${DURATION_ADVICE}`,
  ],
  [
    'days of a temporary password',
    () => newAuth({ passwordPolicy: { tempPasswordValidity: any(7) } }),
    `Stack/Auth: passwordPolicy.tempPasswordValidity is a number, and it must be a Duration. ${DURATION_ADVICE}`,
  ],
  [
    'a claim as text',
    (auth) => auth.addTrigger(PreTokenGeneration.claim({ name: 'tenant', value: any('acme') })),
    'Stack/Auth: value of PreTokenGeneration.claim is a string, and it must be a ClaimValue. Pass ClaimValue.literal(text), ClaimValue.attribute(name) or ClaimValue.memberOf(group).',
  ],
  [
    'a client of an identity pool by name',
    (auth) => auth.addIdentityPool('Aws', { clients: any(['Spa']) }),
    'Stack/Auth/Aws: clients[0] is a string, and it must be a UserPoolClient. Pass what addClient() returned.',
  ],
  [
    'a resource server without identifier',
    (auth) => auth.addResourceServer('Orders', any({})),
    "Stack/Auth/Orders: identifier is missing, and it must be a string. Pass a text, such as 'orders'.",
  ],
  [
    'a scope of a resource server as text',
    (auth) => auth.addResourceServer('Orders', { identifier: 'orders', scopes: any(['read']) }),
    'Stack/Auth/Orders: scopes[0] is a string, and it must be a ResourceServerScope. Pass new cognito.ResourceServerScope({ scopeName, scopeDescription }).',
  ],
  [
    'options in place of branding',
    () => newAuth({ branding: any({ theme: {} }) }),
    'Stack/Auth: branding is a plain object, and it must be a LoginBranding. Pass LoginBranding.managed({ … }) or one of its siblings.',
  ],
  [
    'options in place of branding, of a client',
    clientWith({ branding: { theme: {} } }),
    'Stack/Auth/Spa: branding is a plain object, and it must be a LoginBranding. Pass LoginBranding.managed({ … }) or one of its siblings.',
  ],
  [
    'a language in place of texts',
    () => newAuth({ messageTexts: any('de') }),
    'Stack/Auth: messageTexts is a string, and it must be a MessageTexts. Pass MessageTexts.german() or one of its siblings.',
  ],
  [
    'a switch in place of a sender',
    () => newAuth({ sms: any(true) }),
    'Stack/Auth: sms is a boolean, and it must be an SmsSender. Pass SmsSender.sns() or SmsSender.endUserMessaging({ … }).',
  ],
  [
    'null',
    clientWith({ scopes: [null] }),
    `Stack/Auth/Spa: scopes[0] is null, and it must be an OAuthScope. ${SCOPE_ADVICE}`,
  ],
])('refuses what only a compiler would refuse: %s', (_, call, sentence) => {
  expect(() => call(newAuth())).toThrow(sentence);
});

test('takes what looks like an object of the CDK, of which there may be two', () => {
  const auth = newAuth();
  const secret = SecretValue.secretsManager('google');
  const clientSecret = any({ unsafeUnwrap: () => secret.unsafeUnwrap(), resolve: () => secret.resolve(any({})) });
  expect(() =>
    auth.addIdentityProvider('Okta', IdentityProvider.okta({ domain: 'acme.example', clientId: 'id', clientSecret })),
  ).not.toThrow();
  const scopes = any([{ scopeName: 'openid' }]);
  expect(() => clientWith({ scopes, accessTokenValidity: Duration.minutes(5) })(auth)).not.toThrow();
  expect(() => auth.addClient('Other', spa())).not.toThrow();
});
