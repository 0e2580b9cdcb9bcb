import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct, IConstruct } from 'constructs';
import { requireInvitation, requireVerification } from './message-checks';
import { MESSAGE_LANGUAGES, type PoolTexts } from './message-languages';
import { ADVICE } from '../../private/advice';
import { madeBy, requireKindIfGiven } from '../../private/kinds';
import { Relaxation } from '../../private/relaxations';
import type { MessageOptions } from '../message-options';
import { MessageTexts } from '../message-texts';
import type { Pool } from '../pool';

const TEXTS = madeBy(MessageTexts, ADVICE.MessageTexts);

/** What Cognito writes, as props of the L2: own texts, then those of the language, then Cognito's. */
export function messages(scope: Construct, options: MessageOptions): cognito.UserPoolProps {
  const { userVerification, userInvitation } = options;
  requireKindIfGiven(scope, 'messageTexts', options.messageTexts, TEXTS);
  requireVerification(scope, userVerification ?? {});
  requireInvitation(scope, userInvitation ?? {});
  const texts = options.messageTexts?._bind();
  return {
    userVerification: texts ? { ...verification(texts, userVerification), ...userVerification } : userVerification,
    userInvitation: texts ? { ...invitation(texts), ...userInvitation } : userInvitation,
    // the role is made when SMS is asked for, and then not by the L2
    enableSmsRole: false,
  };
}

/** The texts for codes at sign-in, where factors need them and the options say nothing. */
export function signInTexts({ userPool, firstFactors }: Pool, { messageTexts }: MessageOptions): void {
  if (messageTexts === undefined) return;
  const texts = messageTexts._bind();
  const resource = userPool.node.defaultChild as cognito.CfnUserPool;
  const second = resource.enabledMfas ?? [];
  if (second.includes('SMS_MFA') || firstFactors.smsOtp) resource.smsAuthenticationMessage ??= texts.mfaSms;
  if (!second.includes('EMAIL_OTP')) return;
  resource.emailAuthenticationSubject ??= texts.mfaSubject;
  resource.emailAuthenticationMessage ??= texts.mfaBody;
}

/** The link of an e-mail leads to the pool's domain; judged when all is known, because a domain is added later. */
export function linkWithoutDomain(scope: Construct, { userVerification }: MessageOptions): Relaxation {
  const byLink = userVerification?.emailStyle === cognito.VerificationEmailStyle.LINK;
  return {
    isMade: byLink && !scope.node.findAll().some(isDomain),
    id: 'linkWithoutDomain',
    sentence:
      "addresses are verified by a link to the pool's domain, and there is none. Add one with addDomain(), verify by code, or acknowledge the warning.",
  };
}

/** Cognito keeps the text of a code by e-mail with the second factor, and writes its own, in English, without. */
export function signInCodeInEnglish({ userPool }: Pool, { messageTexts }: MessageOptions): Relaxation {
  const { policies, enabledMfas = [] } = userPool.node.defaultChild as cognito.CfnUserPool;
  const { signInPolicy } = (policies ?? {}) as cognito.CfnUserPool.PoliciesProperty;
  const { allowedFirstAuthFactors: first = [] } = (signInPolicy ?? {}) as cognito.CfnUserPool.SignInPolicyProperty;
  const body = messageTexts?._bind().mfaBody ?? MESSAGE_LANGUAGES.en.mfaBody;
  return {
    isMade: body !== MESSAGE_LANGUAGES.en.mfaBody && first.includes('EMAIL_OTP') && !enabledMfas.includes('EMAIL_OTP'),
    id: 'signInCodeInEnglish',
    sentence:
      'who signs in with emailOtp gets the code in words of Cognito, in English, and not in those of messageTexts: Cognito keeps such a text only where e-mail is a second factor, too. Add email to mfaSecondFactor, or acknowledge the warning.',
  };
}

function isDomain(node: IConstruct): boolean {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Cognito::UserPoolDomain';
}

function verification(texts: PoolTexts, own?: cognito.UserVerificationConfig): cognito.UserVerificationConfig {
  const byLink = own?.emailStyle === cognito.VerificationEmailStyle.LINK;
  return {
    emailSubject: byLink ? texts.linkSubject : texts.codeSubject,
    emailBody: byLink ? texts.linkBody : texts.codeBody,
    smsMessage: texts.codeSms,
  };
}

function invitation(texts: PoolTexts): cognito.UserInvitationConfig {
  return {
    emailSubject: texts.invitationSubject,
    emailBody: texts.invitationBody,
    smsMessage: texts.invitationSms,
  };
}
