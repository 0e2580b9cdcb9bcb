import * as checks from './checks';
import { changing, Mutation, rewriting, setting } from './mutants';
import type { Threat } from './threat';

const POOL = 'AWS::Cognito::UserPool';
const password = (policy: Record<string, unknown>): Mutation =>
  changing(POOL, ({ Properties }) => Object.assign(Properties.Policies.PasswordPolicy, policy));

/** Threats to the user pool. */
export const THREATS_TO_POOL: readonly Threat[] = [
  {
    row: 3,
    title: 'Change of e-mail without re-verification',
    secureDefault: 'A new address counts when it is verified, and so does a number to which codes go',
    check: checks.row03,
    mutants: {
      'changes count at once': setting(POOL, { UserAttributeUpdateSettings: undefined }),
      'only the phone is kept': setting(POOL, {
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['phone_number'] },
      }),
      'e-mail is not verified': setting(POOL, { AutoVerifiedAttributes: undefined }),
      'codes go to any number': setting(POOL, { EnabledMfas: ['SMS_MFA'] }),
      'codes to begin with go to any number': changing(POOL, ({ Properties }) =>
        Object.assign(Properties.Policies, { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'SMS_OTP'] } }),
      ),
    },
    alsoTestedBy: ['user-pool/contacts.test.ts (numbers and addresses to which codes go)'],
  },
  {
    row: 4,
    title: 'E-mail case confusion',
    secureDefault: 'User names are case-insensitive',
    check: checks.row04,
    mutants: {
      'case-sensitive': setting(POOL, { UsernameConfiguration: { CaseSensitive: true } }),
      'left to Cognito': setting(POOL, { UsernameConfiguration: undefined }),
    },
    alsoTestedBy: ['contract/email.test.ts'],
  },
  {
    row: 5,
    title: 'An alias of somebody else',
    secureDefault: 'The e-mail address is the user name; what serves as an alias is verified',
    check: checks.row05,
    mutants: {
      'an alias that nobody verifies': setting(POOL, { AliasAttributes: ['email', 'phone_number'] }),
      'no verification at all': setting(POOL, { AliasAttributes: ['email'], AutoVerifiedAttributes: undefined }),
    },
    alsoTestedBy: ['threats/row-05.test.ts (aliases that were asked for)', 'user-pool/sign-in.test.ts'],
  },
  {
    row: 6,
    title: 'Self sign-up open on an internal pool',
    secureDefault:
      'Only administrators create users; the notes app opens sign-up, direct and federated, behind a list of domains',
    check: checks.row06,
    mutants: {
      'the guard is gone': changing(POOL, ({ Properties }) => delete Properties.LambdaConfig.PreSignUp),
      'the guard sleeps at sign-up': rewriting(
        'AWS::Lambda::Function',
        'PreSignUp_SignUp',
        'PreSignUp_AdminCreateUser',
      ),
      'the guard sleeps when a provider sends somebody': rewriting(
        'AWS::Lambda::Function',
        'PreSignUp_ExternalProvider',
        'PreSignUp_AdminCreateUser',
      ),
      'the guard is another step': rewriting('AWS::Lambda::Function', 'allowEmailDomains', 'invoke'),
    },
    helloMutants: {
      'everybody may sign up': setting(POOL, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: false } }),
      'left to Cognito': setting(POOL, { AdminCreateUserConfig: undefined }),
    },
    alsoTestedBy: ['lambda/steps/pre-sign-up/allow-email-domains.test.ts'],
  },
  {
    row: 29,
    title: 'SMS pumping',
    secureDefault: 'No SMS: no role to send it, no factor, no verification and no recovery by phone',
    check: checks.row29,
    mutants: {
      'a role to send SMS': setting(POOL, { SmsConfiguration: { SnsCallerArn: 'arn', ExternalId: 'pool' } }),
      'SMS as second factor': setting(POOL, { EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] }),
      'SMS as first factor': changing(POOL, ({ Properties }) =>
        Object.assign(Properties.Policies, { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'SMS_OTP'] } }),
      ),
      'phones are verified': setting(POOL, { AutoVerifiedAttributes: ['email', 'phone_number'] }),
      'recovery by phone, too': setting(POOL, {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: 'verified_email', Priority: 1 },
            { Name: 'verified_phone_number', Priority: 2 },
          ],
        },
      }),
      'recovery left to Cognito': setting(POOL, { AccountRecoverySetting: undefined }),
    },
    alsoTestedBy: [
      'threats/row-29.test.ts (SMS that was asked for)',
      'user-pool/sms.test.ts',
      'lambda/bundle/senders.test.ts (the custom sender: other countries, premium rates, satellites)',
      'lambda/steps/custom-senders/send-sms.test.ts (whatever a number is)',
    ],
  },
  {
    row: 41,
    title: 'Weak passwords',
    secureDefault: '14 characters, four classes, history of 24, temporary ones for 7 days',
    check: checks.row41,
    mutants: {
      '8 characters': password({ MinimumLength: 8 }),
      'no symbols': password({ RequireSymbols: false }),
      'no history': password({ PasswordHistorySize: undefined }),
      'temporary for a month': password({ TemporaryPasswordValidityDays: 30 }),
      'left to Cognito': setting(POOL, { Policies: undefined }),
    },
    alsoTestedBy: ['threats/row-43.test.ts (breached passwords, with the PLUS plan)'],
  },
  {
    row: 42,
    title: 'Accidental deletion or replacement of the pool',
    secureDefault: 'Deletion protection, RETAIN, a fixed logical id; with identityLock no change that AWS would refuse',
    check: checks.row42,
    mutants: {
      'no deletion protection': setting(POOL, { DeletionProtection: 'INACTIVE' }),
      'deleted with the stack': changing(POOL, (resource) => (resource.DeletionPolicy = 'Delete')),
      'deleted when replaced': changing(POOL, (resource) => delete resource.UpdateReplacePolicy),
      'another logical id': (template) => {
        const { AuthUserPool8115E87F: pool, ...others } = template.Resources;
        return { Resources: { ...others, AuthPool: pool } };
      },
    },
    alsoTestedBy: [
      'threats/row-42.test.ts (releases that AWS would refuse or replace)',
      'lock/any-change.slow.test.ts',
    ],
  },
];
