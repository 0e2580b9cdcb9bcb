import * as cognito from 'aws-cdk-lib/aws-cognito';
import { FederatedTrust, IdentityProvider, InboundFederation, UserMigration } from 'cdk-cognito-auth';
import { runFunction } from './function';
import { functionIn, google } from '../../support/auth';
import { type Build, deployedFunction } from '../../support/triggers';
import { eventOf, type FixtureEvent } from '../events';
import { type AwsAnswer, awsEndpoint } from '../ports/aws-endpoint';

const NEUTRAL = 'Sign-in is not possible right now. Please try again later';

let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => (aws = await awsEndpoint()));
afterAll(() => aws.close());

const operations = () => aws.requests.map(({ headers }) => `${headers['x-amz-target']}`.split('.')[1]);

/** What the function of a synthesised app answers: the response, or the sentence that people read. */
async function answersOf(trigger: string, build: Build, events: readonly FixtureEvent[]) {
  const { folder, steps } = deployedFunction(trigger, build);
  const { outcomes, output } = await runFunction(folder, steps, events, aws.environment);
  return { answers: outcomes.map(({ event, error }) => error?.message ?? event!.response), output };
}

describe('from the template over the variable and the built bundle to the event: UserMigration', () => {
  const PASSWORD = 'Old-password-1';
  const migrating =
    (until: string): Build =>
    (auth) =>
      auth.addTrigger(UserMigration.fromUserPool({ userPoolId: 'us-east-1_OldPool01', clientId: '1old', until }));
  const Attributes = { email: 'ann@example.com', email_verified: 'true' };
  const UserAttributes = Object.entries(Attributes).map(([Name, Value]) => ({ Name, Value }));
  const otherPool = ({ headers, body }: { headers: object; body: any }): AwsAnswer => {
    const target = `${(headers as Record<string, string>)['x-amz-target']}`;
    const refuse = (type: string) => ({ status: 400, body: JSON.stringify({ __type: type, message: JSON.stringify(body) }) });
    if (target.endsWith('InitiateAuth')) {
      if (body.AuthParameters.PASSWORD !== PASSWORD) return refuse('NotAuthorizedException');
      return { body: JSON.stringify({ AuthenticationResult: { AccessToken: 'eyJ.example' } }) };
    }
    if (target.endsWith('AdminGetUser') && body.Username !== 'ann@example.com') return refuse('UserNotFoundException');
    return { body: JSON.stringify({ Username: 'ann', UserAttributes, UserStatus: 'CONFIRMED', Enabled: true }) };
  }; // prettier-ignore
  const signIn = (password: string) => {
    const event = { ...eventOf('UserMigration_Authentication'), userName: 'ann@example.com' };
    event.request.password = password;
    return event;
  };
  const forgot = (userName: string) => ({ ...eventOf('UserMigration_ForgotPassword'), userName });

  test('people move at sign-in and when they forgot their password; all others read one sentence', async () => {
    aws.answers(otherPool);
    const events = [signIn(PASSWORD), signIn('guessed'), forgot('ann@example.com'), forgot('bob@example.com')];
    const { answers, output } = await answersOf('UserMigration', migrating('2999-12-31'), events);
    const moved = { userAttributes: Attributes, messageAction: 'SUPPRESS', forceAliasCreation: false };
    expect(answers).toMatchObject([
      { ...moved, finalUserStatus: 'CONFIRMED' },
      NEUTRAL,
      { ...moved, finalUserStatus: 'RESET_REQUIRED' },
      NEUTRAL,
    ]);
    expect(operations()).toEqual(['InitiateAuth', 'GetUser', 'InitiateAuth', 'AdminGetUser', 'AdminGetUser']);
    for (const secret of [PASSWORD, 'guessed', 'ann@', 'bob@', 'eyJ']) expect(output).not.toContain(secret);
  });

  test('after its end nobody moves, and nobody is asked', async () => {
    aws.answers(otherPool);
    const { answers } = await answersOf('UserMigration', migrating('2020-12-31'), [signIn(PASSWORD), forgot('ann@example.com')]);
    expect(answers).toEqual([NEUTRAL, NEUTRAL]);
    expect(aws.requests).toEqual([]);
  }); // prettier-ignore

  test.each<[string, () => AwsAnswer | 'never']>([
    ['fails', () => ({ status: 500 })],
    ['is throttled', () => ({ status: 400, body: '{"__type":"TooManyRequestsException"}' })],
    ['is silent', () => 'never'],
  ])('when the other pool %s, nobody moves', async (_, answer) => {
    aws.answers(answer);
    const { answers, output } = await answersOf('UserMigration', migrating('2999-12-31'), [signIn(PASSWORD)]);
    expect(answers).toEqual([NEUTRAL]);
    expect(output).toContain('"outcome":"failed"');
    expect(output).not.toContain(PASSWORD);
  });

  test('an own function moves people, too', async () => {
    const own: Build = (auth, stack) => auth.addTrigger(UserMigration.invoke(functionIn(stack)));
    const response = { userAttributes: Attributes, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' };
    aws.answers(() => ({ body: JSON.stringify({ response }) }));
    const { answers } = await answersOf('UserMigration', own, [signIn(PASSWORD)]);
    expect(answers).toMatchObject([response]);
  });
});

describe('from the template over the variable and the built bundle to the event: InboundFederation', () => {
  const saying = (providerName: string, attributes: object) => {
    const event = eventOf('InboundFederation_ExternalProvider');
    Object.assign(event.request, { providerName, attributes });
    return event;
  };
  const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.acme.example/metadata');
  const attributeMapping = {
    email: cognito.ProviderAttribute.other('email'),
    nickname: cognito.ProviderAttribute.other('tenant'),
  };
  const build: Build = (auth) => {
    const acme = auth.addIdentityProvider('Acme', IdentityProvider.saml({ metadata, attributeMapping }));
    auth.addIdentityProvider('Google', google());
    const trust = [FederatedTrust.domains(acme, ['acme.example'])];
    const providers = [acme];
    auth.addTrigger(InboundFederation.renameAttribute({ attribute: 'mail', newName: 'email', providers }));
    auth.addTrigger(InboundFederation.overrideAttribute({ name: 'tenant', value: 'acme', providers }));
    auth.addTrigger(InboundFederation.normalizeAttributes({ attributes: ['mail', 'email'], lowerCase: true }));
    auth.addTrigger(InboundFederation.keepAttributes({ attributes: ['mail', 'email', 'email_verified'] }));
    auth.addTrigger(InboundFederation.allowEmailDomains({ domains: ['acme.example'], attribute: 'mail', providers, trust }));
  }; // prettier-ignore

  test('all handlers together', async () => {
    const { answers } = await answersOf('InboundFederation', build, [
      saying('Acme', {
        samlResponse: { mail: 'Ann@Acme.example', email: 'ceo@acme.example', groups: 'admins', tenant: 'globex' },
      }),
      saying('Acme', { samlResponse: { mail: 'ann@evil.test', groups: 'admins' } }),
      eventOf('InboundFederation_ExternalProvider'),
      saying('Google', { userInfo: { groups: 'admins' } }),
      saying('Google', {}),
    ]);
    expect(answers).toEqual([
      { userAttributesToMap: { email: 'ann@acme.example', tenant: 'acme' } },
      'This account may not sign in here',
      { userAttributesToMap: { sub: '1234567890', email: 'ann@example.com', email_verified: 'true' } },
      NEUTRAL,
      NEUTRAL,
    ]);
  });

  test('an own function is asked before the others, which then have less to work on', async () => {
    const own: Build = (auth, stack) => {
      auth.addIdentityProvider('Google', google());
      auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['picture'] }));
      auth.addTrigger(InboundFederation.invoke(functionIn(stack)));
    };
    const userAttributesToMap = { sub: '1', picture: 'x', given_name: 'Ann' };
    aws.answers(() => ({ body: JSON.stringify({ response: { userAttributesToMap } }) }));
    const { answers } = await answersOf('InboundFederation', own, [eventOf('InboundFederation_ExternalProvider')]);
    expect(answers).toEqual([{ userAttributesToMap: { sub: '1', given_name: 'Ann' } }]);
  });
});
