import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuthProps } from 'cdk-cognito-auth';
import { v5, v6, v10, v12, v16 } from './client-oracles';
import type { Build, Combination } from './combination';
import { bySes, changed, firstFactors, pool, prefixDomain, spa } from './inputs';
import * as plant from './plant';
import { v11 } from './pool-oracles';
import { CALLBACK } from '../support/auth';

const { OPENID, PROFILE, EMAIL, PHONE, COGNITO_ADMIN } = cognito.OAuthScope;
const oneTimePassword = { ...firstFactors({ emailOtp: true }), ...bySes() };
const machine = (scopeName: string, ...others: cognito.OAuthScope[]) =>
  pool({}, prefixDomain(), (auth) => {
    const read = new cognito.ResourceServerScope({ scopeName, scopeDescription: 'Read' });
    const server = auth.addResourceServer('Api', { identifier: 'api', scopes: [read] });
    const scopes = [cognito.OAuthScope.resourceServer(server, read), ...others];
    auth.addClient('Machine', AppClient.machine({ scopes }));
  });
const tenant: CognitoAuthProps = { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } };
const attributes = (name: string) =>
  new cognito.ClientAttributes().withStandardAttributes({ email: true }).withCustomAttributes(name);
const reading = (name: string) => pool(tenant, spa({ readAttributes: attributes(name) }));
const onL1 = (change: (client: cognito.CfnUserPoolClient) => void): Build =>
  changed<cognito.CfnUserPoolClient>(pool(tenant, spa()), 'Spa', change);
const writing = (name: string) => pool(tenant, spa({ writeAttributes: attributes(name) }));

/** Combinations of an app client's settings with each other and with its pool. */
export const COMBINATIONS_OF_CLIENTS: readonly Combination[] = [
  {
    id: 'V5',
    title: 'Client credentials without a client secret',
    check: v5,
    mutants: {
      'no secret': plant.machine({ GenerateSecret: false }),
      'left to Cognito': plant.machine({ GenerateSecret: undefined }),
    },
    answers: {
      'the secret taken away on the L1': {
        bad: changed<cognito.CfnUserPoolClient>(
          machine('read'),
          'Machine',
          (client) => (client.generateSecret = false),
        ),
        good: machine('read'),
        refused:
          'Stack/Auth/Machine: the client credentials grant needs a client secret. Use AppClient.machine, which has one.',
      },
      'AppClient.machine': { good: machine('read'), impossible: 'AppClient.machine always has a secret' },
    },
  },
  {
    id: 'V6',
    title: 'Client credentials with scopes of users',
    check: v6,
    mutants: Object.fromEntries(
      ['openid', 'profile', 'email', 'phone', 'aws.cognito.signin.user.admin'].map((scope) => [
        scope,
        plant.machine({ AllowedOAuthScopes: ['api/read', scope] }),
      ]),
    ),
    answers: Object.fromEntries(
      [OPENID, PROFILE, EMAIL, PHONE, COGNITO_ADMIN].map((scope) => [
        scope.scopeName,
        {
          bad: machine('read', scope),
          good: machine('read'),
          refused: `Stack/Auth/Machine: scopes has '${scope.scopeName}', which is about a user, and no user signs in here. Name scopes of a resource server: OAuthScope.resourceServer(server, scope).`,
        },
      ]),
    ),
  },
  {
    id: 'V10',
    title: 'Callback by http to another machine',
    check: v10,
    mutants: {
      'a callback URL': plant.people({ CallbackURLs: ['http://app.example.net/callback'] }),
      'a host that begins like localhost': plant.people({ CallbackURLs: ['http://localhost.example.net'] }),
      'a logout URL': plant.people({ LogoutURLs: ['http://app.example.net'] }),
      'the default': plant.people({ DefaultRedirectURI: 'http://app.example.net/callback' }),
    },
    answers: {
      'a callback URL': {
        bad: pool({}, spa({ callbackUrls: ['http://app.example.com'] })),
        good: pool({}, spa({ callbackUrls: ['http://localhost:5173'] })),
        refused:
          "Stack/Auth/Spa: callbackUrls has 'http://app.example.com', which is http beyond localhost. Use https.",
      },
      'a logout URL': {
        bad: pool({}, spa({ logoutUrls: ['http://app.example.com'] })),
        good: pool({}, spa({ logoutUrls: ['http://localhost:5173'] })),
        refused: "Stack/Auth/Spa: logoutUrls has 'http://app.example.com', which is http beyond localhost. Use https.",
      },
      'a callback URL on the L1': {
        bad: onL1((client) => client.callbackUrLs?.push('http://app.example.com')),
        good: onL1((client) => client.callbackUrLs?.push('http://localhost:5173')),
        refused:
          "Stack/Auth/Spa: callbackUrls has 'http://app.example.com', which is http beyond localhost. Use https.",
      },
      'the default on the L1': {
        bad: onL1((client) => (client.defaultRedirectUri = 'http://app.example.com')),
        good: onL1((client) => (client.defaultRedirectUri = CALLBACK)),
        refused:
          "Stack/Auth/Spa: defaultRedirectUri has 'http://app.example.com', which is http beyond localhost. Use https.",
      },
    },
  },
  {
    id: 'V11',
    title: 'Read or write attribute that does not exist',
    check: v11,
    mutants: {
      'an unknown custom attribute to read': plant.people({ ReadAttributes: ['email', 'custom:team'] }),
      'an unknown custom attribute to write': plant.people({ WriteAttributes: ['email', 'custom:team'] }),
      'an unknown standard attribute': plant.people({ ReadAttributes: ['email', 'surname'] }),
      'a custom attribute without its prefix': plant.people({ ReadAttributes: ['tenant'] }),
    },
    answers: {
      'to read': {
        bad: reading('team'),
        good: reading('tenant'),
        refused:
          "Stack/Auth/Spa: readAttributes names the attribute 'custom:team', which the user pool does not have. Declare it in customAttributes.",
      },
      'to write': {
        bad: writing('team'),
        good: writing('tenant'),
        refused:
          "Stack/Auth/Spa: writeAttributes names the attribute 'custom:team', which the user pool does not have. Declare it in customAttributes.",
      },
      'to read on the L1': {
        bad: onL1((client) => client.readAttributes?.push('custom:team')),
        good: onL1((client) => client.readAttributes?.push('nickname')),
        refused:
          "Stack/Auth/Spa: readAttributes names the attribute 'custom:team', which the user pool does not have. Declare it in customAttributes.",
      },
      'to write on the L1, or in the schema there': {
        bad: onL1((client) => client.writeAttributes?.push('custom:team')),
        good: changed<cognito.CfnUserPool>(writing('tenant'), 'UserPool', (resource) => {
          resource.schema = [{ name: 'tenant', attributeDataType: 'String', mutable: true }];
        }),
        refused:
          "Stack/Auth/Spa: writeAttributes names the attribute 'custom:team', which the user pool does not have. Declare it in customAttributes.",
      },
    },
  },
  {
    id: 'V12',
    title: 'First factor beyond the password, and a client without choice-based sign-in',
    check: v12,
    mutants: {
      'no choice': plant.people({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
    },
    answers: {
      managedLoginOnly: {
        bad: pool(oneTimePassword, prefixDomain(), spa({ managedLoginOnly: true })),
        good: pool({}, prefixDomain(), spa({ managedLoginOnly: true })),
        refused:
          'Stack/Auth/Spa: managedLoginOnly closes USER_AUTH, by which managed login asks for the passkeys and one-time passwords of this user pool. Leave it out, or pass poolUsers: false.',
      },
      'a client made on the L2': {
        bad: pool(oneTimePassword, (auth) => void auth.userPool.addClient('Own', { authFlows: { userSrp: true } })),
        good: pool(oneTimePassword, (auth) => void auth.userPool.addClient('Own', { authFlows: { user: true } })),
        refused:
          'Stack/Auth: the pool allows emailOtp, and the client Stack/Auth/UserPool/Own lets nobody choose it, because its flows lack ALLOW_USER_AUTH. Give it authFlows: { user: true }.',
      },
      'any other client': {
        good: pool(oneTimePassword, spa()),
        impossible: 'clients have ALLOW_USER_AUTH wherever the pool has a choice',
      },
    },
  },
  {
    id: 'V16',
    title: 'Rotation of refresh tokens together with the flow that does not rotate',
    check: v16,
    mutants: {
      'the flow opened': plant.people({
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      }),
    },
    liteMutants: {},
    answers: {
      'a grace period without rotation': {
        bad: pool({}, spa({ refreshTokenRotation: false, refreshTokenRotationGracePeriod: Duration.seconds(5) })),
        good: pool({}, spa({ refreshTokenRotationGracePeriod: Duration.seconds(5) })),
        refused:
          'Stack/Auth/Spa: refreshTokenRotationGracePeriod is for rotation, which refreshTokenRotation turns off. Leave one out.',
      },
      'the flow opened on the L1': {
        bad: onL1((client) => client.explicitAuthFlows?.push('ALLOW_REFRESH_TOKEN_AUTH')),
        good: onL1((client) => client.explicitAuthFlows?.push('ALLOW_ADMIN_USER_PASSWORD_AUTH')),
        refused:
          'Stack/Auth/Spa: refresh tokens rotate, and ALLOW_REFRESH_TOKEN_AUTH would renew tokens without rotation. Leave it out of explicitAuthFlows.',
      },
      'no rotation': {
        good: pool({}, spa({ refreshTokenRotation: false })),
        impossible: 'the flow is there exactly where tokens do not rotate',
      },
    },
  },
];
