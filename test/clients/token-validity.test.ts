import { Duration } from 'aws-cdk-lib';
import { AppClient, SpaClientOptions } from 'cdk-cognito-auth';
import { clientWith } from './kinds';
import { CALLBACK, newAuth } from '../support/auth';

const adding = (options: Partial<SpaClientOptions>) => () =>
  newAuth().addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }));

test.each<[Partial<SpaClientOptions>, string]>([
  [
    { accessTokenValidity: Duration.minutes(4) },
    'accessTokenValidity is 4 minutes. Cognito takes from 5 minutes to 1 day: choose one of these.',
  ],
  [
    { idTokenValidity: Duration.minutes(1_441) },
    'idTokenValidity is 1 day 1 minute. Cognito takes from 5 minutes to 1 day: choose one of these.',
  ],
  [
    { refreshTokenValidity: Duration.minutes(59) },
    'refreshTokenValidity is 59 minutes. Cognito takes from 1 hour to 3650 days: choose one of these.',
  ],
  [
    { refreshTokenValidity: Duration.days(3_651) },
    'refreshTokenValidity is 3651 days. Cognito takes from 1 hour to 3650 days: choose one of these.',
  ],
  [
    { authSessionValidity: Duration.minutes(2) },
    'authSessionValidity is 2 minutes. Cognito takes from 3 minutes to 15 minutes: choose one of these.',
  ],
  [
    { authSessionValidity: Duration.minutes(16) },
    'authSessionValidity is 16 minutes. Cognito takes from 3 minutes to 15 minutes: choose one of these.',
  ],
  [
    { accessTokenValidity: Duration.seconds(330) },
    'accessTokenValidity is 5 minutes 30 seconds, which is no whole number of minutes. Round it.',
  ],
  [
    { accessTokenValidity: Duration.hours(2), refreshTokenValidity: Duration.hours(1) },
    'accessTokenValidity is 2 hours, longer than refreshTokenValidity (1 hour). Shorten it, or lengthen the other.',
  ],
  [
    { idTokenValidity: Duration.hours(2), refreshTokenValidity: Duration.hours(1) },
    'idTokenValidity is 2 hours, longer than refreshTokenValidity (1 hour). Shorten it, or lengthen the other.',
  ],
  [
    { refreshTokenRotationGracePeriod: Duration.seconds(61) },
    'refreshTokenRotationGracePeriod is 1 minute 1 second. Cognito takes from 0 to 60 seconds: choose one of these.',
  ],
])('refuses %j', (options, sentence) => {
  const auth = newAuth();
  expect(() => auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }))).toThrow(
    `Stack/Auth/Spa: ${sentence}`,
  );
  expect(auth.node.tryFindChild('Spa')).toBeUndefined();
});

test.each<[Partial<SpaClientOptions>]>([
  [{ accessTokenValidity: Duration.minutes(5), idTokenValidity: Duration.days(1) }],
  [{ refreshTokenValidity: Duration.minutes(60) }],
  [{ refreshTokenValidity: Duration.days(3_650) }],
  [{ refreshTokenRotationGracePeriod: Duration.seconds(60) }],
])('takes what Cognito takes: %j', (options) => expect(adding(options)).not.toThrow());

test('a sign-in may take longer, for codes that come by mail', () => {
  const client = AppClient.spa({ callbackUrls: [CALLBACK], authSessionValidity: Duration.minutes(15) });
  expect(clientWith(client).AuthSessionValidity).toBe(15);
});
