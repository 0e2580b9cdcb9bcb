import { AdminCreateUserCommand, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoUserSession } from 'amazon-cognito-identity-js';
import { Secret, TOTP } from 'otpauth';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD, Person } from '../people';
import { clientsOf, Outputs, Stage } from '../stage';
import { Step } from '../step';
import { SrpSession } from './srp-session';

/** Hello: a closed pool, in which an administrator creates a user, who chooses a password and enrols an authenticator. */
export function helloSteps(stage: Stage, outputs: Outputs): Step[] {
  const clients = clientsOf(stage);
  const email = `dora.${process.pid}@example.org`;
  const session = new SrpSession(email, stage, outputs);
  const authenticator = { secret: '' };
  const code = (ahead = 0) =>
    new TOTP({ secret: Secret.fromBase32(authenticator.secret) }).generate({ timestamp: Date.now() + ahead });
  let tokens: CognitoUserSession;

  return [
    {
      asks: 'somebody signs up',
      run: () => refusal(() => new Person(email, stage, clients, outputs).signUp(), /NotAuthorizedException/),
    },
    {
      asks: 'an administrator creates dora',
      run: async () => {
        const { UserPoolId } = outputs;
        const UserAttributes = [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ];
        await clients.admin.send(new AdminCreateUserCommand({ UserPoolId, Username: email, UserAttributes }));
        return 'an invitation was sent to her';
      },
    },
    {
      asks: 'dora signs in with the temporary password',
      run: async () => {
        const answer = await session.signIn(await stage.temporaryPasswordFor(email));
        demand(answer === 'NEW_PASSWORD_REQUIRED', `the answer is ${String(answer)}`);
        return 'a new password is required';
      },
    },
    {
      asks: 'dora chooses a password of 12 characters',
      run: () => refusal(() => session.choosePassword('Short-pass-1'), /InvalidPasswordException/),
    },
    {
      asks: 'dora chooses a long password',
      run: async () => {
        tokens = await session.choosePassword(PASSWORD);
        return 'she is signed in';
      },
    },
    {
      asks: 'dora enrols an authenticator app with a wrong code',
      run: async () => {
        authenticator.secret = await session.enrol();
        return refusal(
          () => session.verifyEnrolment('000000'),
          /EnableSoftwareTokenMFAException|CodeMismatchException/,
        );
      },
    },
    {
      asks: 'dora enrols it with the right code',
      run: async () => {
        await session.verifyEnrolment(code());
        return 'the second factor is preferred from now on';
      },
    },
    {
      asks: 'dora signs in with the password alone',
      run: async () => {
        const answer = await session.signIn(PASSWORD);
        demand(answer === 'SOFTWARE_TOKEN_MFA', `the answer is ${String(answer)}`);
        return 'a code of her authenticator is required';
      },
    },
    {
      asks: 'dora answers with a wrong code',
      run: () => refusal(() => session.answerCode('000000'), /CodeMismatchException/),
    },
    {
      asks: 'dora answers with the right code',
      run: async () => {
        await session.signIn(PASSWORD);
        // a code counts once, so the next one is used
        tokens = await session.answerCode(code(30_000));
        return 'she is signed in';
      },
    },
    {
      asks: 'dora signs out everywhere, and her access token is used',
      run: async () => {
        const AccessToken = tokens.getAccessToken().getJwtToken();
        await clients.app.send(new GetUserCommand({ AccessToken }));
        await session.signOutEverywhere();
        return refusal(() => clients.app.send(new GetUserCommand({ AccessToken })), /NotAuthorizedException/);
      },
    },
  ];
}
