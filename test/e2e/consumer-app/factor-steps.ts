import {
  InitiateAuthCommand,
  InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { SrpSession } from '../hello/srp-session';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { Authenticator } from './authenticator';
import { Shop } from './shop';

/** A code by e-mail in place of the password. */
export function emailCodeSteps(shop: Shop): Step[] {
  const { otto, clients, stage, outputs } = shop;
  const { ClientId } = outputs;
  let open: InitiateAuthCommandOutput;
  const answer = (EMAIL_OTP_CODE: string) =>
    clients.app.send(
      new RespondToAuthChallengeCommand({
        ...{ ClientId, ChallengeName: 'EMAIL_OTP', Session: open.Session },
        ChallengeResponses: { USERNAME: otto.email, EMAIL_OTP_CODE },
      }),
    );
  return [
    {
      asks: 'otto signs up, and asks for a code by e-mail in place of his password',
      run: async () => {
        await shop.join(otto);
        const AuthParameters = { USERNAME: otto.email, PREFERRED_CHALLENGE: 'EMAIL_OTP' };
        open = await clients.app.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters }));
        demand(open.ChallengeName === 'EMAIL_OTP', `the answer is ${open.ChallengeName}`);
        return `a code was sent to ${open.ChallengeParameters?.CODE_DELIVERY_DESTINATION}`;
      },
    },
    {
      asks: 'otto answers with a wrong code',
      run: () => refusal(() => answer('00000000'), /CodeMismatchException/),
    },
    {
      asks: 'otto answers with the code from his e-mail',
      run: async () => {
        const { AuthenticationResult: tokens } = await answer(await stage.codeFor(otto.email));
        const { AccessToken, IdToken, RefreshToken } = tokens!;
        shop.keep(otto, { accessToken: AccessToken!, idToken: IdToken!, refreshToken: RefreshToken! });
        demand((await shop.claimsOf(otto)).id.email === otto.email, 'the tokens are of somebody else');
        return 'he is signed in';
      },
    },
    {
      asks: 'otto signs in with a code on the login page',
      // how the page offers the choice is for AWS to change
      onBedOnly: true,
      run: async () => {
        await shop.signIn(otto, async (login) => {
          await login.askForCode(otto.email);
          await login.typeCode(await stage.codeFor(otto.email));
        });
        demand((await shop.claimsOf(otto)).id.email === otto.email, 'the tokens are of somebody else');
        return 'back at the shop, signed in';
      },
    },
  ];
}

/** An authenticator app beside the password. */
export function authenticatorSteps(shop: Shop): Step[] {
  const { tina, stage, outputs } = shop;
  const session = new SrpSession(tina.email, stage, outputs);
  const authenticator = new Authenticator(stage);
  return [
    {
      asks: 'tina signs up, signs in, and enrols an authenticator app',
      run: async () => {
        await shop.join(tina);
        await session.signIn(PASSWORD);
        authenticator.secret = await session.enrol();
        await session.verifyEnrolment(authenticator.code());
        return 'the second factor is preferred from now on';
      },
    },
    {
      asks: 'tina signs in: her password, and a wrong code',
      run: async () => {
        const asked = await session.signIn(PASSWORD);
        demand(asked === 'SOFTWARE_TOKEN_MFA', `the answer is ${String(asked)}`);
        return refusal(() => session.answerCode('000000'), /CodeMismatchException/);
      },
    },
    {
      asks: 'tina signs in: her password, and the code of her authenticator app',
      run: async () => {
        await session.signIn(PASSWORD);
        const tokens = await session.answerCode(authenticator.code());
        return `an ID token of ${String(tokens.getIdToken().payload.email)}`;
      },
    },
    {
      asks: 'tina signs in on the login page with both',
      onBedOnly: true,
      run: async () => {
        await stage.pass(60);
        await shop.signIn(tina, async (login) => {
          await login.typePassword(tina.email, PASSWORD);
          await login.typeCode(authenticator.code());
        });
        demand((await shop.claimsOf(tina)).id.email === tina.email, 'the tokens are of somebody else');
        return 'back at the shop, signed in';
      },
    },
  ];
}
