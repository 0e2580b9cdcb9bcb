import * as checks from './checks';
import { adding, Mutation, setting } from './mutants';
import type { Threat } from './threat';

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const redirecting = (url: unknown): Mutation => setting(CLIENT, { CallbackURLs: [url] });

const beside = (properties: object): Mutation => adding('Raw', CLIENT, { ReadAttributes: ['email'], ...properties });
/** As the template has it where a part of the URL is known at deployment only. */
const late = (...parts: unknown[]): object => ({ 'Fn::Join': ['', parts] });
const REGION = { Ref: 'AWS::Region' };

/** Threats to app clients. */
export const THREATS_TO_CLIENTS: readonly Threat[] = [
  {
    row: 1,
    title: 'Writable (custom) attributes used for authorization',
    secureDefault: 'Read and write attributes are always emitted; no custom attribute is writable',
    check: checks.row01,
    mutants: {
      'write attributes left to Cognito': setting(CLIENT, { WriteAttributes: undefined }),
      'read attributes left to Cognito': setting(CLIENT, { ReadAttributes: undefined }),
      'a custom attribute opened': setting(CLIENT, { WriteAttributes: ['email', 'custom:role'] }),
      'an empty list': setting(CLIENT, { WriteAttributes: [] }),
      'a custom attribute opened by a client beside ours': beside({ WriteAttributes: ['email', 'custom:role'] }),
      'a client beside ours that leaves them to Cognito': beside({}),
      'email_verified opened': setting(CLIENT, { WriteAttributes: ['email', 'email_verified'] }),
    },
    alsoTestedBy: ['threats/row-01.test.ts (random attribute schemas)', 'clients/authorization-mapping.test.ts'],
  },
  {
    row: 7,
    title: 'User enumeration',
    secureDefault: 'Existence errors are hidden; there are no public user names',
    check: checks.row07,
    mutants: {
      'LEGACY errors': setting(CLIENT, { PreventUserExistenceErrors: 'LEGACY' }),
      'left to Cognito': setting(CLIENT, { PreventUserExistenceErrors: undefined }),
      'public user names': setting(POOL, { UsernameAttributes: undefined }),
    },
  },
  {
    row: 18,
    title: 'Implicit grant',
    secureDefault: 'Only the code grant; the implicit grant has an option of its own, and a warning',
    check: checks.row18,
    mutants: {
      'implicit added': setting(CLIENT, { AllowedOAuthFlows: ['code', 'implicit'] }),
      'implicit alone': setting(CLIENT, { AllowedOAuthFlows: ['implicit'] }),
    },
  },
  {
    row: 19,
    title: 'Callback and logout URLs: wildcard, http, example.com, foreign schemes',
    secureDefault: 'A list that must be given; https, or http on the loopback host; no wildcard, fragment or user info',
    check: checks.row19,
    mutants: {
      'http beyond localhost': redirecting('http://app.example.net/cb'),
      'http on a host that begins like localhost': redirecting('http://localhost.example.net/cb'),
      'http beyond localhost, known in part': redirecting(late('http://', REGION, '/cb')),
      'a wildcard before what is known in part': redirecting(late('https://*.', REGION, '/cb')),
      'a wildcard': redirecting('https://*.example.net'),
      'a fragment': redirecting('https://app.example.net/#cb'),
      'user info': redirecting('https://app.example.net@evil.example'),
      "the documentation's URL": redirecting('https://example.com'),
      'no URL': setting(CLIENT, { CallbackURLs: [] }),
      'a default redirect': setting(CLIENT, { DefaultRedirectURI: 'http://localhost:5173' }),
      'an http logout URL': setting(CLIENT, { LogoutURLs: ['http://app.example.net'] }),
    },
    alsoTestedBy: ['clients/redirect-urls.test.ts (fuzz)'],
  },
  {
    row: 21,
    title: 'Refresh token replay, no revocation',
    secureDefault: 'Rotation with 10 s grace, revocation, short tokens; no refresh flow beside rotation',
    check: checks.row21,
    mutants: {
      'no rotation': setting(CLIENT, { RefreshTokenRotation: undefined }),
      'rotation off': setting(CLIENT, { RefreshTokenRotation: { Feature: 'DISABLED', RetryGracePeriodSeconds: 10 } }),
      'a grace of a minute': setting(CLIENT, {
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      }),
      'no revocation': setting(CLIENT, { EnableTokenRevocation: false }),
      'the refresh flow opened': setting(CLIENT, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] }),
      'a refresh token of a year': setting(CLIENT, { RefreshTokenValidity: 525_600 }),
      'an access token of a day': setting(CLIENT, { AccessTokenValidity: 1_440 }),
      'an ID token of a day': setting(CLIENT, { IdTokenValidity: 1_440 }),
      'units left to Cognito': setting(CLIENT, { TokenValidityUnits: undefined }),
    },
  },
  {
    row: 22,
    title: 'aws.cognito.signin.user.admin on the access token',
    secureDefault: 'Scopes of a profile only',
    check: checks.row22,
    mutants: {
      'the scope added': setting(CLIENT, { AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'] }),
      'scopes left to Cognito': setting(CLIENT, { AllowedOAuthScopes: undefined }),
    },
  },
];
