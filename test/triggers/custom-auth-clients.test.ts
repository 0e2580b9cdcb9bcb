import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { captcha, emailCode, magicLink, spa } from './sign-in-methods';
import { authIn, functionIn, newAuth } from '../support/auth';
import { findingsOf, templateOf } from '../support/template';

describe('clients', () => {
  const flowsOf = (client: cognito.UserPoolClient) => (client.node.defaultChild as cognito.CfnUserPoolClient).explicitAuthFlows; // prettier-ignore

  test.each([true, false])(
    'open custom authentication only when they say so, in any order: handler first %p',
    (first) => {
      const auth = newAuth();
      if (first) auth.addTrigger(emailCode());
      const [own, other] = [auth.addClient('Own', spa({ customAuth: true })), auth.addClient('Other', spa())];
      if (!first) auth.addTrigger(emailCode());
      expect(flowsOf(own)).toEqual(['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH']);
      expect(flowsOf(other)).toEqual(['ALLOW_USER_SRP_AUTH']);
      const validity = ({ node }: cognito.UserPoolClient) => (node.defaultChild as cognito.CfnUserPoolClient).authSessionValidity; // prettier-ignore
      expect([validity(own), validity(other)]).toEqual([15, 3]);
    },
  );

  test('keep the time for an answer that was chosen', () => {
    const client = newAuth().addClient('Own', spa({ customAuth: true, authSessionValidity: Duration.minutes(10) }));
    expect((client.node.defaultChild as cognito.CfnUserPoolClient).authSessionValidity).toBe(10);
  });

  test('may close passwords', () => {
    const client = newAuth().addClient('Own', spa({ customAuth: true, userSrpAuth: false }));
    expect(flowsOf(client)).toEqual(['ALLOW_CUSTOM_AUTH']);
  });

  const lacking = 'Add a handler such as CustomAuth.emailCode(), or leave customAuth out.';

  test.each<[string, (auth: CognitoAuth) => void, string[]]>([
    [
      'the flow without a handler',
      (auth) => auth.addClient('Own', spa({ customAuth: true })),
      [`Stack/Auth: the client Stack/Auth/Own opens custom authentication, and the user pool has no DefineAuthChallenge, CreateAuthChallenge, VerifyAuthChallengeResponse. ${lacking}`], // prettier-ignore
    ],
    [
      'the flow of a client of the L2, with a part of the triggers',
      (auth) => {
        auth.userPool.addTrigger(cognito.UserPoolOperation.DEFINE_AUTH_CHALLENGE, functionIn(auth));
        auth.userPool.addClient('L2', { authFlows: { custom: true } });
      },
      [`Stack/Auth: the client Stack/Auth/UserPool/L2 opens custom authentication, and the user pool has no CreateAuthChallenge, VerifyAuthChallengeResponse. ${lacking}`], // prettier-ignore
    ],
    [
      'the flow beside managedLoginOnly',
      (auth) => {
        auth.addTrigger(emailCode());
        auth.addClient('Own', spa({ customAuth: true, managedLoginOnly: true }));
      },
      ['Stack/Auth/Own: customAuth opens a sign-in flow of the SDK, which managedLoginOnly closes. Leave one out.'],
    ],
    [
      'no flow at all',
      (auth) => auth.addClient('Own', spa({ userSrpAuth: false })),
      ['Stack/Auth/Own: userSrpAuth: false leaves the client no sign-in flow of the SDK. Open another, such as customAuth: true, or pass managedLoginOnly: true.'], // prettier-ignore
    ],
  ])('are refused with %s', (_, build, expected) => {
    expect(findingsOf((stack) => build(authIn(stack)))).toEqual(expected);
  });

  test.each<[string, (auth: CognitoAuth, stack: Stack) => void]>([
    ['a handler', (auth) => auth.addTrigger(magicLink())],
    [
      'triggers of the L2',
      (auth, stack) => {
        const operations = [cognito.UserPoolOperation.DEFINE_AUTH_CHALLENGE, cognito.UserPoolOperation.CREATE_AUTH_CHALLENGE, cognito.UserPoolOperation.VERIFY_AUTH_CHALLENGE_RESPONSE]; // prettier-ignore
        operations.forEach((operation, index) => auth.userPool.addTrigger(operation, functionIn(stack, `F${index}`)));
      },
    ],
  ])('are served by %s', (_, build) => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addClient('Own', spa({ customAuth: true }));
      build(auth, stack);
    });
    expect(findings).toEqual([]);
  });
});

describe('a second factor', () => {
  const REQUIRED = { mfa: cognito.Mfa.REQUIRED };

  test.each([
    ['CustomAuth.emailCode', () => emailCode()],
    ['CustomAuth.magicLink', () => magicLink()],
  ])('that is required is refused beside %s, which asks for none', (name, handler) => {
    expect(findingsOf((stack) => void authIn(stack, REQUIRED).addTrigger(handler()))).toEqual([
      `Stack/Auth: mfa is REQUIRED, and Cognito asks nobody for a second factor who signs in by ${name}. Make mfa OPTIONAL, or leave the handler out.`,
    ]);
  });

  test('may be required beside a CAPTCHA, and beside functions of your own', () => {
    expect(findingsOf((stack) => void authIn(stack, REQUIRED).addTrigger(captcha(stack)))).toEqual([]);
  });
});

describe('what deploys, and is warned of by name', () => {
  type Add = (auth: CognitoAuth, stack: Stack) => void;
  const warningsOf = (props: CognitoAuthProps, ...adding: Add[]) => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, props);
    adding.forEach((add) => add(auth, stack));
    templateOf(stack);
    const found = Annotations.fromStack(stack).findWarning('/Stack/Auth', Match.anyValue());
    return found.map(({ entry }) => /\[ack: cdk-cognito-auth:(\w+)\]/.exec(String(entry.data))![1]);
  };
  const byCode: Add = (auth) => auth.addTrigger(emailCode());
  const byCaptcha: Add = (auth, stack) => auth.addTrigger(captcha(stack));
  const open: Add = (auth) => auth.addClient('Own', spa({ customAuth: true }));
  const closed: Add = (auth) => auth.addClient('Own', spa({ customAuth: true, userSrpAuth: false }));
  const byLink =
    (codeDigits?: number): Add =>
    (auth) =>
      auth.addTrigger(magicLink({ codeDigits }));
  const hasty =
    (minutes: number): Add =>
    (auth) =>
      auth.addClient('Own', spa({ customAuth: true, authSessionValidity: Duration.minutes(minutes) }));
  const domain: Add = (auth) => auth.addDomain('Domain', AuthDomain.prefix('notes-acme'));
  const changed =
    (change: (client: cognito.CfnUserPoolClient) => unknown): Add =>
    (auth) =>
      void change(auth.node.findChild('Own').node.defaultChild as cognito.CfnUserPoolClient);
  const federated = changed((client) => (client.supportedIdentityProviders = ['Okta']));
  const anywhere = changed((client) => (client.supportedIdentityProviders = undefined));
  const forgetful = changed((client) => (client.authSessionValidity = undefined));
  const withoutGrant = changed((client) => (client.allowedOAuthFlows = undefined));
  const machine: Add = ({ userPool: { userPoolId } }, stack) =>
    new cognito.CfnUserPoolClient(stack, 'Machine', { userPoolId, allowedOAuthFlows: ['client_credentials'], generateSecret: true }); // prettier-ignore
  const OFF = { mfa: cognito.Mfa.OFF };

  test.each<[string, CognitoAuthProps, Add[], string[]]>([
    ['nothing without custom authentication', {}, [(auth) => auth.addClient('Own', spa())], []],
    ['a code by mail, where users may have a second factor', {}, [byCode, open], ['customAuthWithoutMfa']],
    ['the same in another order', {}, [open, byCode], ['customAuthWithoutMfa']],
    ['nothing of a code by mail without second factors', OFF, [byCode, open], []],
    ['a client that forgets before the code does', OFF, [byCode, hasty(3)], ['customAuthHasty']],
    ['nothing of one that waits as long', OFF, [byCode, hasty(5)], []],
    ['nothing of one that forgets before a link does', OFF, [byLink(), hasty(3)], []],
    ['a client that forgets before the code beside a link does', OFF, [byLink(8), hasty(14)], ['customAuthHasty']],
    ['nothing of one that waits as long as it can', OFF, [byLink(8), open], []],
    ['a client on which nobody set how long it waits', OFF, [byCode, open, forgetful], ['customAuthHasty']],
    ['a method that no client uses', OFF, [byCode], ['customAuthWithoutClient']],
    ['a way round the CAPTCHA', OFF, [byCaptcha, open], ['passwordWithoutCaptcha']],
    ['nothing of a CAPTCHA that stands before every password', OFF, [byCaptcha, closed], []],
    ['users whom no CAPTCHA meets', {}, [byCaptcha, closed], ['captchaWithoutMfaUsers']],
    ['pages of Cognito that ask for no CAPTCHA', OFF, [byCaptcha, closed, domain], ['managedLoginWithoutCaptcha']],
    ['the same in another order', OFF, [domain, closed, byCaptcha], ['managedLoginWithoutCaptcha']],
    ['nothing of pages that ask for no password', OFF, [byCaptcha, closed, domain, federated], []],
    ['nothing of pages where machines get tokens', OFF, [byCaptcha, closed, domain, withoutGrant, machine], []],
    ['nothing of pages that give no tokens', OFF, [byCaptcha, closed, domain, withoutGrant], []],
    [
      'pages for whatever provider there is',
      OFF,
      [byCaptcha, closed, domain, anywhere],
      ['managedLoginWithoutCaptcha'],
    ],
    ['nothing of pages beside a code by mail', OFF, [byCode, open, domain], []],
  ])('%s', (_, props, adding, expected) => expect(warningsOf(props, ...adding)).toEqual(expected));
});
