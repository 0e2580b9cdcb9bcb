import { createHash } from 'node:crypto';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  ClaimValue,
  CognitoAuthProps,
  CustomMessage,
  FederatedTrust,
  IdentityProvider,
  MessageOccasion,
  PreAuthentication,
  PreSignUp,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { runFunction } from './function';
import { google } from '../../support/auth';
import { type Build, deployedFunction } from '../../support/triggers';
import { eventOf, type FixtureEvent, signUpOf } from '../events';
import { awsEndpoint } from '../ports/aws-endpoint';
import { EMAIL, federated } from '../steps/pre-sign-up/accounts';
import { details, memberOf } from '../steps/pre-token-generation/tokens';

/** What the function of a synthesised app answers: the response, or the sentence that people read. */
async function answersOf(trigger: string, build: Build, events: readonly FixtureEvent[], props?: CognitoAuthProps) {
  const { folder, steps } = deployedFunction(trigger, build, props);
  const { outcomes } = await runFunction(folder, steps, events);
  return outcomes.map(({ event, error }) => error?.message ?? event!.response);
}

const NOT_CONFIRMED = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const REFUSED = 'Sign-up with this e-mail address is not allowed';

describe('from the template over the variable and the built bundle to the event: PreSignUp', () => {
  const domains = Array.from({ length: 5_000 }, (_, index) => `throwaway-${index}.test`);
  const CODE = 'spring-2f8c1d90ab';
  const codeHashes = [createHash('sha256').update(CODE).digest('hex')];
  const withCode = (code?: string) => {
    const event = signUpOf('ann@example.com');
    event.request.clientMetadata = { invitationCode: code };
    return event;
  };

  test.each<[string, Build, FixtureEvent[], unknown[]]>([
    [
      'denyEmailDomains',
      (auth) => auth.addTrigger(PreSignUp.denyEmailDomains({ domains })),
      [signUpOf('ann@example.com'), signUpOf('ann@mail.throwaway-4999.test'), signUpOf(undefined)],
      [NOT_CONFIRMED, REFUSED, REFUSED],
    ],
    [
      'autoConfirm',
      (auth) => auth.addTrigger(PreSignUp.autoConfirm({ domains: ['example.com'] })),
      [signUpOf('ann@example.com'), signUpOf('ann@evil.test')],
      [{ ...NOT_CONFIRMED, autoConfirmUser: true, autoVerifyEmail: true }, NOT_CONFIRMED],
    ],
    [
      'invitationCode',
      (auth) => auth.addTrigger(PreSignUp.invitationCode({ codeHashes })),
      [withCode(CODE), withCode('guessed'), withCode()],
      [NOT_CONFIRMED, ...Array<string>(2).fill('Sign-up needs a valid invitation code')],
    ],
    [
      'all of them, the guards first',
      (auth) => {
        auth.addTrigger(PreSignUp.autoConfirm({ domains: ['example.com'] }));
        auth.addTrigger(PreSignUp.invitationCode({ codeHashes }));
        auth.addTrigger(PreSignUp.denyEmailDomains({ domains }));
        auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
      },
      [withCode(CODE), withCode('guessed'), signUpOf('ann@evil.test')],
      [
        { ...NOT_CONFIRMED, autoConfirmUser: true, autoVerifyEmail: true },
        'Sign-up needs a valid invitation code',
        REFUSED,
      ],
    ],
    [
      'allowEmailDomains, which believes each provider about its own domain',
      (auth) => {
        const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.acme.example/metadata');
        const [acme, globex] = ['Acme', 'Globex'].map((id) =>
          auth.addIdentityProvider(id, IdentityProvider.saml({ metadata })),
        );
        auth.addIdentityProvider('Google', google());
        const trust = [
          FederatedTrust.domains(acme!, ['acme.example']),
          FederatedTrust.domains(globex!, ['globex.example']),
        ];
        auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['acme.example', 'globex.example'], trust }));
      },
      [
        federated('Acme_1', undefined, 'ann@acme.example'),
        federated('acme_1', undefined, 'ann@acme.example'),
        federated('Acme_1', 'true', 'ann@globex.example'),
        federated('Globex_1', undefined, 'ann@acme.example'),
        federated('Google_1', 'false', 'ann@acme.example'),
        federated('Google_1', 'true', 'ann@acme.example'),
      ],
      [NOT_CONFIRMED, NOT_CONFIRMED, REFUSED, REFUSED, REFUSED, NOT_CONFIRMED],
    ],
  ])('%s', async (_, build, events, expected) => {
    expect(await answersOf('PreSignUp', build, events)).toEqual(expected);
  });
});

describe('from the template over the variable and the built bundle to the event: PreTokenGeneration', () => {
  const byGroup = { Editors: ['notes:write', 'notes:read'], Staff: Array.from({ length: 60 }, (_, n) => `staff:${n}`) };
  const claims = (changes: object) => ({ claimsToAddOrOverride: changes });
  const build: Build = (auth) => {
    const [staff, editors] = [auth.addGroup('Staff'), auth.addGroup('Editors')];
    auth.addTrigger(PreTokenGeneration.permissions({ claim: 'can', byGroup }));
    auth.addTrigger(PreTokenGeneration.claim({ name: 'staff', value: ClaimValue.memberOf(staff) }));
    auth.addTrigger(PreTokenGeneration.addScopes({ scopes: ['notes/write'], groups: [editors] }));
    auth.addTrigger(PreTokenGeneration.suppressScopes({ scopes: ['notes/delete'], exceptGroups: [staff] }));
    auth.addTrigger(PreTokenGeneration.suppressClaims({ claims: ['email'] }));
    auth.addTrigger(PreTokenGeneration.limitGroups({ groups: [editors] }));
    auth.addTrigger(PreTokenGeneration.requireGroup({ groups: [staff, editors] }));
  };

  test('all handlers together, at sign-in and at refresh', async () => {
    const events = ['TokenGeneration_HostedAuth', 'TokenGeneration_RefreshTokens'].flatMap((source) => [
      memberOf(['Editors', 'Staff'], source),
      memberOf(['Visitors'], source),
    ]);
    const [first, refused, ...refreshed] = await answersOf('PreTokenGeneration', build, events);
    const generation = { ...claims({ can: ['notes:read', 'notes:write'], staff: 'false' }), claimsToSuppress: ['email'] };
    const scopes = { scopesToAdd: ['notes/write'], scopesToSuppress: ['notes/delete'] };
    expect(first).toMatchObject(details(generation, { ...generation, ...scopes }));
    expect(first).toMatchObject({
      claimsAndScopeOverrideDetails: { groupOverrideDetails: { groupsToOverride: ['Editors'] } },
    });
    expect(refused).toBe('This account may not sign in here');
    expect(refreshed).toEqual([first, refused]);
  }); // prettier-ignore

  test('on the LITE plan, with version 1 of the event', async () => {
    const featurePlan = cognito.FeaturePlan.LITE;
    const lite: Build = (auth) => {
      auth.addTrigger(PreTokenGeneration.permissions({ claim: 'can', byGroup }));
      auth.addTrigger(PreTokenGeneration.suppressClaims({ claims: ['email'] }));
    };
    const event = memberOf(['Editors'], 'TokenGeneration_Authentication', '1');
    const expected = { ...claims({ can: 'notes:read notes:write' }), claimsToSuppress: ['email'] };
    expect(await answersOf('PreTokenGeneration', lite, [event], { featurePlan })).toEqual([
      { claimsOverrideDetails: expected },
    ]);
  });

  test('for machines, with version 3', async () => {
    const ofMachines: Build = (auth) => {
      const value = ClaimValue.literal('eu');
      auth.addTrigger(PreTokenGeneration.claim({ name: 'area', value, includeMachineClients: true }));
      auth.addTrigger(PreTokenGeneration.permissions({ claim: 'can', byGroup }));
      auth.addTrigger(PreTokenGeneration.requireGroup({ groups: [auth.addGroup('Staff')] }));
    };
    const event = eventOf('TokenGeneration_ClientCredentials');
    const expected = details(undefined, claims({ area: 'eu' }));
    expect(await answersOf('PreTokenGeneration', ofMachines, [event])).toEqual([expected]);
  });
});

test('from the template over the variable and the built bundle to the event: PreAuthentication', async () => {
  const build: Build = (auth) => auth.addTrigger(PreAuthentication.maintenance({ message: 'Closed until noon' }));
  const event = eventOf('PreAuthentication_Authentication');
  const events = [event, { ...event, triggerSource: 'PreAuthentication_New' }];
  expect(await answersOf('PreAuthentication', build, events)).toEqual(['Closed until noon', 'Closed until noon']);
});

test('from the template over the variable and the built bundle to the event: CustomMessage', async () => {
  const occasions = [MessageOccasion.SIGN_IN];
  const templates = [
    { occasions, sms: '{{product}}: {####}' },
    { occasions, locale: 'de', sms: '{{product}}: {####} ist der Code' },
  ];
  const build: Build = (auth) => {
    auth.addTrigger(CustomMessage.templates({ templates, brand: { product: 'Notes' } }));
  };
  const german = eventOf('CustomMessage_Authentication');
  german.request.userAttributes = { locale: 'de-CH' };
  const events = [eventOf('CustomMessage_Authentication'), german, eventOf('CustomMessage_SignUp')];
  const unsaid = { smsMessage: null, emailMessage: null, emailSubject: null };
  expect(await answersOf('CustomMessage', build, events)).toEqual([
    { ...unsaid, smsMessage: 'Notes: {####}' },
    { ...unsaid, smsMessage: 'Notes: {####} ist der Code' },
    unsaid,
  ]);
});

test('from the template over the variable and the built bundle to the event: PreSignUp.linkAccounts', async () => {
  const aws = await awsEndpoint();
  const Attributes = Object.entries({ email: EMAIL, email_verified: 'true' }).map(([Name, Value]) => ({ Name, Value }));
  const Users = [{ Username: 'ann', UserStatus: 'CONFIRMED', Enabled: true, Attributes }];
  aws.answers(({ headers }) => (/ListUsers$/.test(`${headers['x-amz-target']}`) ? { body: JSON.stringify({ Users }) } : {}));
  const build: Build = (auth) => {
    const trust = [FederatedTrust.verifiedEmail(auth.addIdentityProvider('Google', google()))];
    auth.addTrigger(PreSignUp.linkAccounts({ trust }));
  };
  const { folder, steps } = deployedFunction('PreSignUp', build);
  const events = [federated('Google_1', 'false'), federated('Google_1', 'true')];
  const { outcomes } = await runFunction(folder, steps, events, aws.environment);
  aws.close();
  expect(outcomes.map(({ event, error }) => error?.message ?? event)).toEqual([
    events[0],
    'Your accounts are linked now. Please sign in again',
  ]);
  const operations = aws.requests.map(({ headers }) => `${headers['x-amz-target']}`.split('.')[1]);
  expect(operations).toEqual(['ListUsers', 'AdminUserGlobalSignOut', 'AdminLinkProviderForUser']);
  expect(aws.requests[2]!.body).toMatchObject({ SourceUser: { ProviderName: 'Google', ProviderAttributeValue: '1' } });
}); // prettier-ignore
