import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, CognitoAuthProps, PasskeyFactor } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { customDomain, noChange, prefixDomain, resourceOf, ses, smsOn } from './factor-world';
import { authIn } from '../support/auth';
import { findingsOf, propertiesOf, templateOf } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';

type Change = (auth: CognitoAuth) => void;

/** Everything that a user can say about factors, and what stands beside them, sound or not. */
interface Said {
  readonly props: CognitoAuthProps;
  readonly hasSms: boolean;
  readonly recovery: readonly string[];
  readonly domain?: string;
  readonly prefix?: string;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const texts = maybe(fc.constantFrom('Your code: {####}', 'no code', '{####}'.padEnd(200, 'x'), ''));

const { LITE, ESSENTIALS, PLUS } = cognito.FeaturePlan;
const { OFF, OPTIONAL, REQUIRED } = cognito.Mfa;

/** What may be said, option by option. */
const options: { readonly [Name in keyof CognitoAuthProps]: fc.Arbitrary<CognitoAuthProps[Name]> } = {
  featurePlan: fc.constantFrom(LITE, ESSENTIALS, PLUS),
  mfa: fc.constantFrom(OFF, OPTIONAL, REQUIRED),
  mfaSecondFactor: maybe(fc.record({ sms: fc.boolean(), otp: fc.boolean(), email: maybe(fc.boolean()) })),
  signInPolicy: fc.record({
    allowedFirstAuthFactors: maybe(
      fc.record({
        password: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.boolean()),
        emailOtp: maybe(fc.boolean()),
        smsOtp: maybe(fc.boolean()),
        passkey: maybe(fc.boolean()),
      }),
    ),
  }),
  passkeyFactor: maybe(fc.constantFrom(...Object.values(PasskeyFactor))),
  passkeyUserVerification: maybe(fc.constantFrom(...Object.values(cognito.PasskeyUserVerification))),
  passkeyRelyingPartyId: maybe(
    fc.constantFrom('login.example.com', 'example.com', 'com', 'co.uk', 'other.example', 'a b'),
  ),
  email: fc.constantFrom(undefined, ses()),
  emailMfaWithEmailRecovery: fc.boolean(),
  mfaMessage: texts,
  emailAuthenticationMessage: texts,
  emailAuthenticationSubject: texts,
};

const first = (factors: Partial<cognito.AllowedFirstAuthFactors>) => ({
  signInPolicy: { allowedFirstAuthFactors: { password: true, ...factors } },
});

/** Sound beginnings, so that what is refused is refused for what was changed. */
const beginnings: CognitoAuthProps[] = [
  {},
  { ...first({ emailOtp: true }), email: ses() },
  { ...first({ passkey: true }), mfa: REQUIRED, passkeyRelyingPartyId: 'example.com' },
  { ...first({ passkey: true, emailOtp: true }), mfa: OFF, passkeyRelyingPartyId: 'example.com' },
  { mfaSecondFactor: { sms: false, otp: true, email: true }, email: ses(), emailMfaWithEmailRecovery: true },
];

const names = Object.keys(options) as (keyof CognitoAuthProps)[];
const anything = fc.record(options) as fc.Arbitrary<CognitoAuthProps>;
const changed = fc
  .tuple(fc.constantFrom(...beginnings), fc.subarray(names, { maxLength: 3 }), anything)
  .map(([begun, chosen, drawn]) => ({ ...begun, ...Object.fromEntries(chosen.map((name) => [name, drawn[name]])) }));
const props: fc.Arbitrary<CognitoAuthProps> = fc.oneof({ weight: 4, arbitrary: changed }, anything);

const said: fc.Arbitrary<Said> = fc.record({
  props,
  hasSms: fc.boolean(),
  recovery: fc.constantFrom(['verified_email'], ['verified_email', 'verified_phone_number'], ['admin_only']),
  domain: maybe(fc.constantFrom('login.example.com', 'login.acme.co.uk')),
  prefix: maybe(fc.constant('notes-example')),
});

const changesOf = ({ hasSms, recovery, domain, prefix }: Said): Change[] => [
  hasSms ? smsOn : noChange,
  domain ? customDomain(domain) : noChange,
  prefix ? prefixDomain(prefix) : noChange,
  (auth) => {
    const recoveryMechanisms = recovery.map((name, index) => ({ name, priority: index + 1 }));
    resourceOf(auth).accountRecoverySetting = { recoveryMechanisms };
  },
];

/** Rules that know the template and the input, and nothing of the library. */
function violations(pool: Record<string, any>, { props: input, domain, prefix }: Said): string[] {
  const begins: string[] = pool.Policies.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD'];
  const second: string[] = pool.EnabledMfas ?? [];
  const recovery = pool.AccountRecoverySetting.RecoveryMechanisms.map(({ Name }: { Name: string }) => Name).join();
  const beyondPassword = begins.filter((each) => each !== 'PASSWORD');
  const hasPasskeys = begins.includes('WEB_AUTHN');
  const { WebAuthnRelyingPartyID: id, WebAuthnFactorConfiguration: factor } = pool;
  const usesSms = second.includes('SMS_MFA') || begins.includes('SMS_OTP');
  const usesEmail = second.includes('EMAIL_OTP');
  const texted = [pool.SmsAuthenticationMessage, pool.EmailAuthenticationMessage].filter((text) => text !== undefined);
  const rules: Record<string, boolean> = {
    'a password comes first, too': begins.includes('PASSWORD'),
    'required MFA has no one-time password before it':
      pool.MfaConfiguration !== 'ON' || !begins.some((each) => each.includes('OTP')),
    'required MFA has no weak passkey before it':
      pool.MfaConfiguration !== 'ON' || !hasPasskeys || factor === 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    'MFA has factors, and no MFA has none': (pool.MfaConfiguration === 'OFF') === (second.length === 0),
    'the phone does not serve twice': !second.includes('SMS_MFA') || !recovery.includes('phone'),
    'the mailbox does not serve twice':
      !usesEmail || recovery !== 'verified_email' || input.emailMfaWithEmailRecovery === true,
    'SMS are sent by somebody': !usesSms || pool.SmsConfiguration !== undefined,
    'e-mails of the second factor are sent by SES':
      !usesEmail || pool.EmailConfiguration.EmailSendingAccount === 'DEVELOPER',
    'LITE has passwords only': pool.UserPoolTier !== 'LITE' || (beyondPassword.length === 0 && !usesEmail),
    'passkeys are bound, and checked': !hasPasskeys || (Boolean(id) && Boolean(pool.WebAuthnUserVerification)),
    'passkeys work on the custom domain':
      !hasPasskeys || domain === undefined || domain === id || domain.endsWith(`.${id}`),
    'passkeys are not bound to a public suffix': !['com', 'co.uk'].includes(id),
    'passkeys are bound to a name': typeof id !== 'string' || /^[a-z0-9.-]+$/.test(id),
    'what is chosen for passkeys is there':
      input.passkeyRelyingPartyId === undefined || id === input.passkeyRelyingPartyId,
    'passkeys follow the domain': !hasPasskeys || Boolean(input.passkeyRelyingPartyId ?? domain ?? prefix),
    'nothing is said about passkeys that are not there':
      hasPasskeys || (id ?? factor ?? pool.WebAuthnUserVerification) === undefined,
    'every factor that was asked for is there':
      count(input.mfaSecondFactor) === 0 || count(input.mfaSecondFactor) === second.length,
    'every first factor that was asked for is there':
      !input.signInPolicy?.allowedFirstAuthFactors ||
      count(input.signInPolicy.allowedFirstAuthFactors) === begins.length,
    'texts have their code': texted.every((text) => text.includes('{####}')),
    'a text for SMS has SMS': pool.SmsAuthenticationMessage === undefined || usesSms,
    'a text for e-mail has e-mail':
      (pool.EmailAuthenticationMessage ?? pool.EmailAuthenticationSubject) === undefined || usesEmail,
    'an SMS is short': (pool.SmsAuthenticationMessage ?? '').length <= 140,
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

function count(factors: object = {}): number {
  return Object.values(factors).filter(Boolean).length;
}

interface Outcome {
  readonly refusals: readonly string[];
  /** The pool of the template, unless it was refused. */
  readonly pool?: Record<string, any>;
}

function outcomeOf(input: Said, order: (changes: Change[]) => Change[] = (changes) => changes): Outcome {
  let stack: Stack | undefined;
  const refusals = findingsOf((empty) => {
    stack = empty;
    const auth = authIn(empty, input.props);
    order(changesOf(input)).forEach((change) => change(auth));
  });
  return refusals.length > 0 ? { refusals } : { refusals, pool: propertiesOf(templateOf(stack!), POOL) };
}

test('any combination is refused in sentences, or gives a pool that Cognito accepts', () => {
  const seen = { refused: 0, made: 0 };
  fc.assert(
    fc.property(said, (input) => {
      const { refusals, pool } = outcomeOf(input);
      refusals.forEach((sentence) => expect(sentence).toMatch(/^Stack\/Auth: .*\.$/s));
      if (pool) expect(violations(pool, input)).toEqual([]);
      seen[pool ? 'made' : 'refused'] += 1;
    }),
    { numRuns: 200 },
  );
  expect(Math.min(seen.made, seen.refused)).toBeGreaterThan(10);
});

test('the order in which domains are added does not matter', () => {
  fc.assert(
    fc.property(said, (input) => {
      expect(outcomeOf(input, (changes) => changes.reverse())).toEqual(outcomeOf(input));
    }),
    { numRuns: 30 },
  );
});
