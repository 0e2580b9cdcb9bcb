import { AdminSetUserPasswordCommand, UpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { Cast } from './cast';

/** Who says whose user somebody is: the back office alone. */
export function accountSteps(cast: Cast): Step[] {
  const { ada, adam, gina, nemo, stranger, clients } = cast;
  return [
    {
      asks: 'somebody signs up',
      run: () => refusal(() => stranger.signUp(), /NotAuthorizedException/),
    },
    {
      asks: 'the back office invites ada and adam of acme, gina of globex, and nemo of no tenant',
      run: async () => {
        await cast.invite(ada, 'acme');
        await cast.invite(adam, 'acme');
        await cast.invite(gina, 'globex');
        await cast.invite(nemo);
        return 'four invitations were sent';
      },
    },
    {
      asks: 'the back office sets a password',
      run: async () => {
        const { UserPoolId } = cast.outputs;
        const user = { UserPoolId, Username: ada.email, Password: PASSWORD, Permanent: true };
        const office = await cast.backOffice();
        return refusal(() => office.send(new AdminSetUserPasswordCommand(user)), /AccessDeniedException/);
      },
    },
    {
      asks: 'they choose their passwords, and sign in',
      run: async () => {
        await adam.join('Accountants');
        for (const who of [ada, adam, gina, nemo]) await cast.arrive(who);
        const { id } = await cast.claimsOf(ada);
        demand(id['custom:tenant'] === 'acme', `the tenant is ${String(id['custom:tenant'])}`);
        return 'the ID token of ada says acme';
      },
    },
    {
      asks: 'ada changes her nickname, and moves to globex',
      run: async () => {
        const { accessToken: AccessToken } = cast.tokensOf(ada);
        const change = (Name: string, Value: string) =>
          clients.app.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
        await change('nickname', 'A');
        return refusal(() => change('custom:tenant', 'globex'), /NotAuthorizedException/);
      },
    },
  ];
}
