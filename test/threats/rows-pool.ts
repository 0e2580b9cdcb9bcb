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
    secureDefault: 'A new address counts when it is verified',
    check: checks.row03,
    mutants: {
      'changes count at once': setting(POOL, { UserAttributeUpdateSettings: undefined }),
      'only the phone is kept': setting(POOL, {
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['phone_number'] },
      }),
      'e-mail is not verified': setting(POOL, { AutoVerifiedAttributes: undefined }),
    },
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
  },
  {
    row: 42,
    title: 'Accidental deletion or replacement of the pool',
    secureDefault: 'Deletion protection, RETAIN, a fixed logical id',
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
  },
];
