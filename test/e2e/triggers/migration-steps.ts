import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { Place } from './place';

/** People move from another pool of the same account, when they sign in or forgot their password. */
export function migrationSteps(old: Place, moved: Place): Step[] {
  const [olga, fred, dan, uma, nobody] = ['olga', 'fred', 'dan', 'uma', 'nobody'].map((name) => moved.address(name));
  const NOT_IN = /NotAuthorizedException: Incorrect username or password/;
  return [
    {
      asks: 'olga, who has an account in the old pool, types a wrong password at the new one',
      run: async () => {
        await old.join(olga);
        return refusal(() => moved.signIn(olga, `${PASSWORD}!`), NOT_IN);
      },
    },
    {
      asks: 'olga signs in at the new pool with the password of the old one',
      run: async () => {
        const { id } = await moved.signIn(olga);
        demand(id.email === olga && id.email_verified === true, `the tokens say ${id.email}, ${id.email_verified}`);
        return 'she has moved, with a verified address';
      },
    },
    {
      asks: 'olga signs in again, while the old pool is not asked any more',
      run: async () => {
        const { UserPoolId } = old.pool;
        const Password = `${PASSWORD}-2`;
        const changed = new AdminSetUserPasswordCommand({ UserPoolId, Username: olga, Password, Permanent: true });
        await old.clients.admin.send(changed);
        await moved.signIn(olga);
        return refusal(() => moved.signIn(olga, Password), NOT_IN);
      },
    },
    {
      asks: 'dan, who was invited to the old pool and never came, types the password of the invitation',
      run: async () => {
        const { UserPoolId } = old.pool;
        const UserAttributes = [{ Name: 'email', Value: dan }];
        await old.clients.admin.send(new AdminCreateUserCommand({ UserPoolId, Username: dan, UserAttributes }));
        const invitation = await old.stage.temporaryPasswordFor(dan);
        return refusal(() => moved.signIn(dan, invitation), NOT_IN);
      },
    },
    {
      asks: 'uma, whose old account is not confirmed, types its password',
      run: async () => {
        await old.signUp(uma);
        return refusal(() => moved.signIn(uma), NOT_IN);
      },
    },
    {
      asks: 'nobody, whom neither pool knows, signs in',
      run: () => refusal(() => moved.signIn(nobody), NOT_IN),
    },
    {
      asks: 'fred forgot his password, moves, and signs in with a new one',
      run: async () => {
        await old.join(fred);
        const { ClientId } = moved.pool;
        const user = { ClientId, Username: fred };
        await moved.clients.app.send(new ForgotPasswordCommand(user));
        const ConfirmationCode = await moved.stage.codeFor(fred);
        const Password = `${PASSWORD}-2`;
        await moved.clients.app.send(new ConfirmForgotPasswordCommand({ ...user, ConfirmationCode, Password }));
        await moved.signIn(fred, Password);
        return refusal(() => moved.signIn(fred), NOT_IN);
      },
    },
  ];
}
