import { Stack, Tags } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth } from 'cdk-cognito-auth';

/** Plan, password policy, MFA, threat protection, attributes. */
export function pool(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth', {
    userPoolName: 'people',
    featurePlan: cognito.FeaturePlan.PLUS,
    mfa: cognito.Mfa.REQUIRED,
    deviceTracking: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
    standardAttributes: { givenName: { required: true }, birthdate: { mutable: false } },
    customAttributes: {
      tenant: new cognito.StringAttribute({ minLen: 1, maxLen: 36, mutable: true }),
      posts_count: new cognito.NumberAttribute({ min: 0, max: 1_000_000, mutable: true }),
    },
  });
  Tags.of(auth).add('app', 'notes');
}

/** User names, with aliases. */
export function userNames(stack: Stack): void {
  new CognitoAuth(stack, 'Auth', { signInAliases: { username: true, email: true, preferredUsername: true } });
}
