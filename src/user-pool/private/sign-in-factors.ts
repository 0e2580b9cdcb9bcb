import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { clientFindings, mfaForNobody, pagesWithoutChoice } from './choice-clients';
import { contactRules } from './contact-rules';
import { messageFaults } from './factor-messages';
import { factorRelaxations } from './factor-relaxations';
import { broken } from './factor-rules';
import { factorState } from './factor-state';
import { firstFactorRules } from './first-factor-rules';
import { Passkeys } from './passkeys';
import { secondFactorRules } from './second-factor-rules';
import * as defaults from '../../defaults';
import { warnOfRelaxations } from '../../private/relaxations';
import { PasskeyFactor } from '../passkey-factor';
import type { Pool } from '../pool';
import type { SignInFactorOptions } from '../sign-in-factor-options';

/** The first factors of a pool, each one named. */
export type FirstFactors = Required<cognito.AllowedFirstAuthFactors>;

/**
 * What the L2 must know of the factors. Not the rest: it throws at the first fault in words of its own, where one synth is to
 * show every fault.
 */
export function signInFactors(_scope: Construct, options: SignInFactorOptions): cognito.UserPoolProps {
  const mfa = options.mfa ?? defaults.MFA;
  return { mfa, mfaSecondFactor: mfa === cognito.Mfa.OFF ? undefined : defaults.MFA_SECOND_FACTOR };
}

export function firstFactors({ signInPolicy }: SignInFactorOptions): FirstFactors {
  return { ...defaults.FIRST_FACTORS, ...signInPolicy?.allowedFirstAuthFactors };
}

/** Writes the factors to the pool, and judges them once everything is known: SMS, SES, recovery, plan, domain, clients. */
export class SignInFactors {
  private readonly resource: cognito.CfnUserPool;
  private readonly passkeys: Passkeys;
  private readonly passkeyFactor?: PasskeyFactor;

  constructor(
    scope: Construct,
    private readonly options: SignInFactorOptions,
    private readonly pool: Pool,
  ) {
    this.resource = pool.userPool.node.defaultChild as cognito.CfnUserPool;
    this.passkeys = new Passkeys(options, pool);
    this.writeMfa();
    this.writeMessages();
    if (options.signInPolicy?.allowedFirstAuthFactors) this.writeFirstFactors(pool.firstFactors);
    if (pool.firstFactors.passkey) this.passkeyFactor = this.passkeys.writeTo(this.resource);
    scope.node.addValidation({ validate: () => this.findings() });
  }

  private writeMfa(): void {
    const { mfa = defaults.MFA, mfaSecondFactor } = this.options;
    if (mfa === cognito.Mfa.OFF || !mfaSecondFactor) return;
    this.resource.enabledMfas = secondFactors(mfaSecondFactor);
  }

  private writeMessages(): void {
    this.resource.smsAuthenticationMessage = this.options.mfaMessage;
    this.resource.emailAuthenticationMessage = this.options.emailAuthenticationMessage;
    this.resource.emailAuthenticationSubject = this.options.emailAuthenticationSubject;
  }

  private writeFirstFactors({ password, emailOtp, smsOtp, passkey }: FirstFactors): void {
    const allowed = { PASSWORD: password, EMAIL_OTP: emailOtp, SMS_OTP: smsOtp, WEB_AUTHN: passkey };
    const allowedFirstAuthFactors = chosen(allowed);
    this.resource.policies = { ...this.resource.policies, signInPolicy: { allowedFirstAuthFactors } };
  }

  private findings(): string[] {
    const { resource, options, passkeys } = this;
    const state = factorState(resource, this.pool, this.passkeyFactor);
    const hasPasskeys = state.first.includes('WEB_AUTHN');
    warnOfRelaxations(this.pool.userPool, [
      ...factorRelaxations(state, options),
      ...(hasPasskeys ? passkeys.relaxations() : []),
      pagesWithoutChoice(resource, state.first),
      mfaForNobody(resource),
    ]);
    return [
      ...broken([...firstFactorRules(state, options), ...secondFactorRules(state, options), ...contactRules(state)]),
      ...messageFaults(state, options),
      ...(hasPasskeys ? passkeys.findings(resource) : []),
      ...clientFindings(resource, state.first),
    ];
  }
}

function secondFactors({ sms, otp, email }: cognito.MfaSecondFactor): string[] {
  return chosen({ SMS_MFA: sms, SOFTWARE_TOKEN_MFA: otp, EMAIL_OTP: email });
}

function chosen(factors: Record<string, boolean | undefined>): string[] {
  return Object.entries(factors).flatMap(([name, isChosen]) => (isChosen ? [name] : []));
}
