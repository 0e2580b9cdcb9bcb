import * as cognito from 'aws-cdk-lib/aws-cognito';
import fc from 'fast-check';
import type { Build } from './combination';
import { COMBINATIONS } from './registry';
import { Said, whatIsSaid } from './what-is-said';
import { wish } from './wishes';

/** Combinations in the template about which nothing was said. */
function unspoken({ warnings, template }: Said): string[] {
  const silent = COMBINATIONS.filter(({ answers }) =>
    Object.values(answers).every(({ warned }) => warned === undefined || !warnings.includes(warned)),
  );
  return silent.flatMap(({ id, check }) => (template ? check(template).map((fault) => `${id}: ${fault}`) : []));
}

test('whatever the options: input is refused, warned about by name, or makes a template without any combination', () => {
  const seen = { refused: 0, made: 0 };
  fc.assert(
    fc.property(wish, (build) => {
      const said = whatIsSaid(build);
      seen[said.template ? 'made' : 'refused'] += 1;
      expect(said.template === undefined).toBe(said.refusals.length > 0);
      expect(unspoken(said)).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.refused, seen.made)).toBeGreaterThan(5);
});

describe('without the library nothing is said, and it is found', () => {
  const signInPolicy = { allowedFirstAuthFactors: { password: true, emailOtp: true } };
  const plain = (stack: Parameters<Build>[0], props?: cognito.UserPoolProps) =>
    new cognito.UserPool(stack, 'Pool', props);

  test.each<[string, Build]>([
    [
      'V1',
      (stack) =>
        void plain(stack, { signInPolicy, mfa: cognito.Mfa.REQUIRED, mfaSecondFactor: { otp: true, sms: false } }),
    ],
    ['V5', (stack) => void plain(stack).addClient('C', { oAuth: { flows: { clientCredentials: true }, scopes: [] } })],
    ['V9', (stack) => void plain(stack).addDomain('Domain', { cognitoDomain: { domainPrefix: 'my-cognito' } })],
    ['V10', (stack) => void plain(stack).addClient('C', { oAuth: { callbackUrls: ['http://app.example.com'] } })],
    ['V12', (stack) => void plain(stack, { signInPolicy }).addClient('C', { authFlows: { userSrp: true } })],
  ])('%s', (id, build) => {
    const said = whatIsSaid(build);
    expect(said.refusals).toEqual([]);
    expect(unspoken(said)).toEqual([expect.stringMatching(new RegExp(`^${id}: `))]);
  });
});
