import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient } from 'cdk-cognito-auth';
import { row20, row44 } from './client-checks';
import { adding, Mutation } from './mutants';
import type { Threat } from './threat';
import { authIn, CALLBACK } from '../support/auth';
import { Resource, synth } from '../support/template';

const CLIENT = 'AWS::Cognito::UserPoolClient';
const SECRET = { 'Fn::GetAtt': ['AuthSpa', 'ClientSecret'] };

const allOfThem =
  (...mutations: Mutation[]): Mutation =>
  (template) =>
    mutations.reduce((changed, mutate) => mutate(changed), template);

const variable = (value: unknown) =>
  adding('Leak', 'AWS::Lambda::Function', { Environment: { Variables: { SECRET: value } } });

const output =
  (Value: unknown): Mutation =>
  (template) => ({ ...template, Outputs: { ...template.Outputs, Leak: { Value } } });

/** Secrets as the library makes them, so that a leak of what they hold can be planted. */
function confidential(): Record<string, Resource> {
  return synth((stack) => {
    const auth = authIn(stack);
    auth.addResourceServer('Orders', {
      identifier: 'orders',
      scopes: [new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read orders' })],
    });
    auth.addClient('Job', AppClient.machine({ scopes: [cognito.OAuthScope.custom('orders/read')] }));
    auth.clientSecret(auth.addClient('Web', AppClient.web({ callbackUrls: [CALLBACK] })));
  }).Resources;
}

const resources = Object.entries(confidential());
const kept = resources.find(([, { Type }]) => Type === 'AWS::SecretsManager::Secret')!;
const job = resources.find(([id]) => /^AuthJob[0-9A-F]{8}$/.test(id))!;
const keeping = adding(kept[0], kept[1].Type, kept[1].Properties);
const dynamicReference = {
  'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: kept[0] }, ':SecretString:clientSecret::}}']],
};

/** A machine as the library makes it, but for one fault. */
const machineWith = (fault: Record<string, unknown>) => adding('Job', CLIENT, { ...job[1].Properties, ...fault });

/** Changes in which a check must find nothing, or its mutants would prove nothing. */
export const SOUND: readonly [number, string, Mutation][] = [
  [20, 'a secret in Secrets Manager', keeping],
  [44, 'a machine', machineWith({})],
];

/** Threats to clients that keep a secret. */
export const THREATS_TO_CONFIDENTIAL_CLIENTS: readonly Threat[] = [
  {
    row: 20,
    title: 'A client secret where others read it',
    secureDefault: 'Browsers and phones have none; those of servers lie in Secrets Manager and nowhere else',
    check: row20,
    mutants: {
      'an output': output(SECRET),
      'an output of the kept secret': allOfThem(keeping, output(dynamicReference)),
      'a variable of a function': variable(SECRET),
      'a variable with the kept secret': allOfThem(keeping, variable(dynamicReference)),
      'a text with it': variable({ 'Fn::Sub': 'secret=${AuthSpa.ClientSecret}' }),
      'a parameter': adding('Leak', 'AWS::SSM::Parameter', { Type: 'String', Value: SECRET }),
      'a custom resource that asks for it': adding('Leak', 'Custom::DescribeCognitoUserPoolClient', {
        Create: '{"service":"CognitoIdentityServiceProvider","action":"describeUserPoolClient"}',
      }),
    },
    alsoTestedBy: ['clients/client-secret.test.ts', 'clients/kinds.test.ts'],
  },
  {
    row: 44,
    title: 'Machine clients that can do more than machines need',
    secureDefault:
      'Client credentials alone, scopes of resource servers alone, tokens of 15 minutes, a secret, no user',
    check: row44,
    mutants: {
      'no secret': machineWith({ GenerateSecret: false }),
      'scopes about users': machineWith({ AllowedOAuthScopes: ['orders/read', 'openid'] }),
      'no scopes': machineWith({ AllowedOAuthScopes: undefined }),
      'the code grant as well': machineWith({ AllowedOAuthFlows: ['client_credentials', 'code'] }),
      'sign-in by the SDK': machineWith({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
      'flows left to Cognito': machineWith({ ExplicitAuthFlows: undefined }),
      'a provider': machineWith({ SupportedIdentityProviders: ['COGNITO'] }),
      'a callback': machineWith({ CallbackURLs: [CALLBACK] }),
      'a token of a day': machineWith({ AccessTokenValidity: 1_440 }),
      'units left to Cognito': machineWith({ TokenValidityUnits: undefined }),
    },
    alsoTestedBy: ['clients/kinds.test.ts'],
  },
];
