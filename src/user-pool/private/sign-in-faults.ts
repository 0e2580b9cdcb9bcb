import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as defaults from '../../defaults';
import type { Pool } from '../pool';
import type { SignInOptions } from '../sign-in-options';

/** What Cognito can verify, by the L2's name and by the one that people use. */
const VERIFIABLE = { email: 'e-mail', phone: 'phone' } as const;
const KINDS = Object.keys(VERIFIABLE) as (keyof typeof VERIFIABLE)[];

const { AccountRecovery } = cognito;
const BY_PHONE = [
  AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA,
  AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL,
  AccountRecovery.PHONE_ONLY_WITHOUT_MFA,
  AccountRecovery.PHONE_AND_EMAIL,
];

/** Names, verification and recovery that Cognito refuses, or with which somebody could not sign in. */
export function signInFaults(pool: Pool, options: SignInOptions): string[] {
  return [
    ...KINDS.flatMap((kind) => verificationFaults(kind, pool, options)),
    ...smsFaults(pool, options),
    ...recoveryFaults(pool, options),
  ];
}

/** Rows 3 and 5 of the threats: an alias belongs to whoever verifies it last, and an old address counts until then. */
function verificationFaults(kind: keyof typeof VERIFIABLE, pool: Pool, { keepOriginal }: SignInOptions): string[] {
  if (pool.autoVerify[kind]) return [];
  const name = VERIFIABLE[kind];
  const unverified = `people sign in by ${name}, which autoVerify leaves unverified: anybody could claim that of others. Add ${kind} to autoVerify, or leave it out of signInAliases.`;
  const idle = `keepOriginal waits until a new ${name} is verified, and autoVerify leaves it out. Add ${kind} to autoVerify, or leave it out of keepOriginal.`;
  return [...(pool.signInAliases[kind] ? [unverified] : []), ...(keepOriginal?.[kind] ? [idle] : [])];
}

function smsFaults({ signInAliases, sendsSms }: Pool, { accountRecovery, autoVerify }: SignInOptions): string[] {
  if (sendsSms) return [];
  const needs = {
    // where a factor alone asks for it, the rules of factors say so
    'phone numbers are verified': (autoVerify?.phone ?? signInAliases.phone) === true,
    'forgotten passwords are recovered by phone': recoversByPhone(accountRecovery),
  };
  return Object.entries(needs).flatMap(([need, isThere]) =>
    isThere
      ? [`${need}, and the pool has no sender of SMS. Pass sms: SmsSender.endUserMessaging(), or leave the phone out.`]
      : [],
  );
}

/** The code goes to an address that is verified, so that an unverified one brings nobody back. */
function recoveryFaults({ autoVerify, signInAliases }: Pool, options: SignInOptions): string[] {
  const chosen = options.accountRecovery ?? defaults.ACCOUNT_RECOVERY;
  const only = { email: AccountRecovery.EMAIL_ONLY, phone: AccountRecovery.PHONE_ONLY_WITHOUT_MFA };
  const unverified = KINDS.filter((kind) => chosen === only[kind] && !autoVerify[kind]).map(
    (kind) =>
      `forgotten passwords are recovered by verified ${VERIFIABLE[kind]} only, and autoVerify leaves it unverified, so that nobody could. Add ${kind} to autoVerify, or choose another accountRecovery.`,
  );
  if (chosen !== only.email || !mayLackAddress(signInAliases, options)) return unverified;
  return [
    ...unverified,
    'people sign in by phone, need no e-mail address, and forgotten passwords are recovered by e-mail only. Require the address (standardAttributes: { email: { required: true } }), or choose another accountRecovery.',
  ];
}

/** With user names, whoever makes them up also knows whether there is an address. */
function mayLackAddress({ email, phone, username }: cognito.SignInAliases, { standardAttributes }: SignInOptions) {
  return Boolean(phone && !email && !username) && standardAttributes?.email?.required !== true;
}

export function recoversByPhone(chosen: cognito.AccountRecovery | undefined): boolean {
  return chosen !== undefined && BY_PHONE.includes(chosen);
}
