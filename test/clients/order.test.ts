import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { alb, machine, orders } from './kinds';
import { authIn, CALLBACK, google } from '../support/auth';
import { synth, TemplateJson } from '../support/template';

/** Calls that do not need each other's results. */
const CALLS: ((auth: CognitoAuth) => unknown)[] = [
  (auth) => orders(auth),
  (auth) => auth.addResourceServer('Bills', { identifier: 'bills' }),
  (auth) => auth.addIdentityProvider('Google', google()),
  (auth) => auth.clientSecret(auth.addClient('Job', machine())),
  (auth) => auth.addClient('Alb', alb()),
  (auth) => auth.addClient('Federated', AppClient.spa({ callbackUrls: [CALLBACK], poolUsers: false })),
  (auth) => auth.addClient('Own', AppClient.spa({ callbackUrls: [CALLBACK], identityProviders: [] })),
  (auth) =>
    auth.addClient(
      'Web',
      AppClient.web({
        callbackUrls: [CALLBACK],
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.custom('orders/write')],
      }),
    ),
];

const sorted = ({ Resources }: TemplateJson) =>
  Object.entries(Resources).sort(([one], [other]) => (one < other ? -1 : 1));
const templateOf = (calls: typeof CALLS) => sorted(synth((stack) => calls.forEach((call) => call(sameAuthIn(stack)))));

/** One auth per stack, made by the first call. */
function sameAuthIn(stack: Parameters<typeof authIn>[0]): CognitoAuth {
  return (stack.node.tryFindChild('Auth') as CognitoAuth | undefined) ?? authIn(stack);
}

test('clients, servers and providers may be added in any order', () => {
  const expected = templateOf(CALLS);
  fc.assert(
    fc.property(fc.shuffledSubarray(CALLS, { minLength: CALLS.length }), (calls) => {
      expect(templateOf(calls)).toEqual(expected);
    }),
    { numRuns: 8 },
  );
});
