import { matching, Mutant, only, replaceIn, Template } from './mutant';

const CLIENT = 'AWS::Cognito::UserPoolClient';
const web = (template: Template) => only(template, CLIENT, /Web/).Properties;
const pool = (template: Template) => only(template, 'AWS::Cognito::UserPool').Properties;
const google = (template: Template) => only(template, 'AWS::Cognito::UserPoolIdentityProvider').Properties;
const without = (list: string[], name: string) => list.filter((one) => one !== name);

/** Faults of the shop's client that show in the code flow. */
export const CODE_MUTANTS: Mutant[] = [
  {
    name: 'another callback URL',
    caughtBy: /zoe signs in on the login page/,
    plant: (template) => (web(template).CallbackURLs = ['http://localhost:5173/call-back']),
  },
  {
    name: 'a callback URL too many',
    caughtBy: /addresses that are not those of the shop/,
    plant: (template) => web(template).CallbackURLs.push('https://shop.example.net/callback'),
  },
  {
    name: 'no scope for the e-mail address',
    caughtBy: /zoe signs in on the login page/,
    plant: (template) => (web(template).AllowedOAuthScopes = without(web(template).AllowedOAuthScopes, 'email')),
  },
  {
    name: 'a scope too many',
    caughtBy: /a scope that the shop does not have/,
    plant: (template) => web(template).AllowedOAuthScopes.push('phone'),
  },
  {
    name: 'no rotation of refresh tokens',
    caughtBy: /the shop refreshes/,
    plant: (template) => (web(template).RefreshTokenRotation.Feature = 'DISABLED'),
  },
  {
    name: 'a grace period of a minute',
    caughtBy: /the shop refreshes/,
    plant: (template) => (web(template).RefreshTokenRotation.RetryGracePeriodSeconds = 60),
  },
  {
    name: 'no revocation of tokens',
    caughtBy: /the shop signs zoe out/,
    plant: (template) => (web(template).EnableTokenRevocation = false),
  },
  {
    name: 'another address after the sign-out',
    caughtBy: /the browser is sent to sign out/,
    plant: (template) => (web(template).LogoutURLs = ['https://shop.example.net/']),
  },
];

/** Faults of the shop that show with codes by e-mail and authenticator apps. */
export const FACTOR_MUTANTS: Mutant[] = [
  {
    name: 'no choice of the first factor in the client',
    caughtBy: /otto signs up, and asks for a code/,
    plant: (template) =>
      (web(template).ExplicitAuthFlows = without(web(template).ExplicitAuthFlows, 'ALLOW_USER_AUTH')),
  },
  {
    name: 'no code by e-mail in the pool',
    caughtBy: /otto signs up, and asks for a code/,
    plant: (template) => (pool(template).Policies.SignInPolicy.AllowedFirstAuthFactors = ['PASSWORD']),
  },
  {
    name: 'no second factor',
    caughtBy: /tina signs in: her password, and a wrong code|tina signs up, signs in, and enrols/,
    plant: (template) => (pool(template).MfaConfiguration = 'OFF'),
  },
  {
    name: 'sign-in with SRP closed',
    caughtBy: /tina signs up, signs in/,
    plant: (template) =>
      (web(template).ExplicitAuthFlows = without(web(template).ExplicitAuthFlows, 'ALLOW_USER_SRP_AUTH')),
  },
];

/** Faults of the shop that show with Google. */
export const GOOGLE_MUTANTS: Mutant[] = [
  {
    name: 'Google left out of the client',
    caughtBy: /gina signs in with Google/,
    plant: (template) => (web(template).SupportedIdentityProviders = ['COGNITO']),
  },
  {
    name: 'a name that is not mapped',
    caughtBy: /gina signs in with Google/,
    plant: (template) => delete google(template).AttributeMapping.family_name,
  },
  {
    name: 'an address that Google vouches for in vain',
    caughtBy: /gina signs in with Google/,
    plant: (template) => delete google(template).AttributeMapping.email_verified,
  },
  {
    name: 'a mapped attribute that the client may not write',
    caughtBy: /gina signs in with Google/,
    plant: (template) => (web(template).WriteAttributes = without(web(template).WriteAttributes, 'picture')),
  },
  {
    name: 'a mapped attribute that the client may not read',
    caughtBy: /gina signs in with Google/,
    plant: (template) => (web(template).ReadAttributes = without(web(template).ReadAttributes, 'given_name')),
  },
  {
    name: "another secret than Google's",
    caughtBy: /gina signs in with Google/,
    plant: (template) => (google(template).ProviderDetails.client_secret = 'of-another-app'),
  },
];

const machine = (template: Template, id: RegExp) => only(template, CLIENT, id).Properties;

/** Faults of the reports API. */
export const REPORTS_MUTANTS: Mutant[] = [
  {
    name: 'a dashboard that may publish',
    caughtBy: /the dashboard asks for a token that may publish/,
    plant: (template) => {
      const { AllowedOAuthScopes } = machine(template, /Publisher/);
      machine(template, /Dashboard/).AllowedOAuthScopes = AllowedOAuthScopes;
    },
  },
  {
    name: 'a publisher that may not publish',
    caughtBy: /the publisher gets a token/,
    plant: (template) => machine(template, /Publisher/).AllowedOAuthScopes.pop(),
  },
  {
    name: 'the secret of the other machine',
    caughtBy: /the dashboard reads its secret/,
    plant: (template) => {
      const [[other]] = matching(template, CLIENT, /Publisher/);
      const [[own]] = matching(template, CLIENT, /Dashboard/);
      replaceIn(template, 'AWS::SecretsManager::Secret', own, other, /Dashboard/);
    },
  },
  {
    name: 'a token for a day',
    caughtBy: /the dashboard reads its secret/,
    plant: (template) => (machine(template, /Dashboard/).AccessTokenValidity = 1440),
  },
  {
    name: 'a dashboard that people sign in with',
    caughtBy: /the dashboard reads its secret|a browser asks for a code/,
    plant: (template) =>
      Object.assign(machine(template, /Dashboard/), {
        AllowedOAuthFlows: ['code'],
        CallbackURLs: ['http://localhost:5173/callback'],
      }),
  },
];
