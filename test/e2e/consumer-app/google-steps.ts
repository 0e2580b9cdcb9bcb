import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { LoginPage } from '../browser/login-page';
import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { Shop } from './shop';

/** Sign-in with Google, whose place a stand-in takes: who signs in there is who its form says. */
export function googleSteps(shop: Shop): Step[] {
  const { gina, clients, outputs } = shop;
  const as = (family_name: string) => async (login: LoginPage) => {
    await login.chooseGoogle();
    await login.typeProfile({ email: gina.email, given_name: 'Gina', family_name });
  };
  const known = async () => {
    const { id } = await shop.claimsOf(gina);
    const user = { UserPoolId: outputs.UserPoolId, Username: String(id['cognito:username']) };
    const { UserStatus, UserAttributes = [] } = await clients.admin.send(new AdminGetUserCommand(user));
    const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name!, Value]));
    return { id: id as Record<string, unknown>, attributes, UserStatus };
  };
  return [
    {
      asks: 'gina signs in with Google, and has the profile that Google gives',
      onBedOnly: true,
      run: async () => {
        await shop.signIn(gina, as('Green'));
        const { id, attributes, UserStatus } = await known();
        const expected = { email: gina.email, given_name: 'Gina', family_name: 'Green' };
        for (const [name, value] of Object.entries(expected)) {
          demand(id[name] === value, `the ID token says ${name} ${String(id[name])}`);
          demand(attributes[name] === value, `the pool has ${name} ${attributes[name]}`);
        }
        const isVerified = id.email_verified === true && attributes.email_verified === 'true';
        demand(isVerified, 'Google vouches for the address, and nobody knows it');
        demand(/^https:\/\/people\.example\.com\//.test(String(id.picture)), `the picture is ${String(id.picture)}`);
        const [{ providerName, userId }] = id.identities as { providerName: string; userId: string }[];
        demand(providerName === 'Google', `the identity is of ${providerName}`);
        demand(id['cognito:username'] === `Google_${userId}`, `the user is ${String(id['cognito:username'])}`);
        demand(UserStatus === 'EXTERNAL_PROVIDER', `the status is ${UserStatus}`);
        return `${String(id['cognito:username'])}: ${Object.values(expected).join(', ')}`;
      },
    },
    {
      asks: 'gina changes her name at Google, and signs in again',
      onBedOnly: true,
      run: async () => {
        const before = await known();
        await shop.signIn(gina, as('Gold'));
        const { id } = await known();
        demand(id.sub === before.id.sub, 'she is somebody else now');
        demand(id.family_name === 'Gold', `her name is ${String(id.family_name)}`);
        return 'the same user, with the new name';
      },
    },
    {
      asks: 'somebody signs in as gina with a password',
      onBedOnly: true,
      run: () => refusal(() => gina.signIn(), /NotAuthorizedException: Incorrect username or password/),
    },
  ];
}
