import { UpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { Cast } from './cast';

/** From the first sign-up to tokens that a back end believes. */
export function signInSteps(cast: Cast): Step[] {
  const { alice, outsider, unknown, clients } = cast;
  const change = (Name: string, Value: string) =>
    clients.app.send(
      new UpdateUserAttributesCommand({
        AccessToken: cast.tokensOf(alice).accessToken,
        UserAttributes: [{ Name, Value }],
      }),
    );
  return [
    {
      asks: 'an outsider (example.net) signs up',
      run: () => refusal(() => outsider.signUp(), /UserLambdaValidationException/),
    },
    {
      asks: 'alice (example.com) signs up',
      run: async () => {
        await alice.signUp();
        return 'a code was sent to her';
      },
    },
    {
      asks: 'alice signs in before she has confirmed her address',
      run: () => refusal(() => alice.signIn(), /UserNotConfirmedException/),
    },
    {
      asks: 'alice confirms with a wrong code',
      run: () => refusal(() => alice.confirm('000000'), /CodeMismatchException/),
    },
    {
      asks: 'alice confirms with the code from her e-mail',
      run: async () => {
        await alice.confirm();
        const groups = await alice.groups();
        demand(groups.join() === 'Readers', `her groups are [${groups.join()}]`);
        return `confirmed, and a member of ${groups.join()}`;
      },
    },
    {
      asks: 'alice signs in with a wrong password',
      run: () => refusal(() => alice.signIn(`${PASSWORD}!`), /NotAuthorizedException: Incorrect username or password/),
    },
    {
      asks: 'somebody unknown signs in, and gets the same answer',
      run: () => refusal(() => unknown.signIn(), /NotAuthorizedException: Incorrect username or password/),
    },
    {
      asks: 'alice signs in (SRP)',
      run: async () => {
        await cast.signIn(alice);
        return 'an ID, an access and a refresh token';
      },
    },
    {
      asks: 'aws-jwt-verify reads her tokens',
      run: async () => {
        const { id, access } = await cast.claimsOf(alice);
        const groups = (id['cognito:groups'] ?? []).join();
        demand(groups === 'Readers', `the groups are [${groups}]`);
        demand(id.plan === 'free' && access.plan === 'free', 'the claim plan is missing');
        demand(id.email === alice.email, 'the e-mail address is missing');
        return `signature, issuer, audience and expiry hold; groups ${groups}; plan ${String(access.plan)} in both tokens`;
      },
    },
    {
      asks: 'alice changes her nickname',
      run: async () => {
        await change('nickname', 'Al');
        return 'changed: the profile is hers to write';
      },
    },
    {
      asks: 'alice changes her phone number, which the client may not write',
      run: () => refusal(() => change('phone_number', '+15550100'), /NotAuthorizedException/),
    },
  ];
}
