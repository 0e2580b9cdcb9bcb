import * as cognito from 'aws-cdk-lib/aws-cognito';
import { TriggerChain } from './trigger-chain';
import { MessageTexts, TriggerName } from '../../contract/steps';
import { Relaxation } from '../../private/relaxations';
import { Pool } from '../../user-pool/pool';

type ChainOf = (trigger: TriggerName) => TriggerChain | undefined;

/** Texts of `CustomMessage` by whom they would go, and the sender that has texts of its own. */
interface Channel {
  readonly trigger: TriggerName;
  readonly keys: readonly (keyof MessageTexts)[];
  readonly what: string;
  readonly sender: string;
}
const EMAIL: Channel = {
  trigger: 'CustomEmailSender',
  keys: ['emailSubject', 'emailMessage'],
  what: 'e-mail',
  sender: 'CustomEmailSender',
};
const SMS: Channel = { trigger: 'CustomSMSSender', keys: ['smsMessage'], what: 'SMS', sender: 'CustomSmsSender' };

/** What a custom sender makes pointless, and what it needs of the pool. */
export function senderFindings(pool: Pool, chainOf: ChainOf): string[] {
  const present = [EMAIL, SMS].filter(({ trigger }) => chainOf(trigger));
  const written = textsOf(chainOf('CustomMessage'));
  const isWritten = ({ keys }: Channel) => written.some((texts) => keys.some((key) => texts[key] !== undefined));
  return [
    ...(isWritten(EMAIL) && !present.includes(EMAIL) && !pool.usesSes
      ? [
          'CustomMessage.templates has texts for e-mail, which Cognito itself sends in this pool, and then it takes no text of a trigger. Pass email: cognito.UserPoolEmail.withSES(…).',
        ]
      : []),
    ...present
      .filter(isWritten)
      .map(
        ({ what, sender }) =>
          `CustomMessage.templates has texts for ${what}, which ${sender} sends with its own, so that nobody would ever read them. Give them to the sender.`,
      ),
    ...(chainOf('CustomSMSSender') && !pool.sendsSms
      ? [
          'CustomSmsSender can never run, because the pool has no SMS. Pass sms, such as SmsSender.sns(), or leave the handler out.',
        ]
      : []),
    ...(pool.customSenderKmsKey && present.length === 0
      ? ['customSenderKmsKey is for custom senders, and the pool has none. Add one, or leave the key out.']
      : []),
  ];
}

/** Settings of the pool that a sender of e-mail makes pointless, or that it cannot follow. */
export function senderRelaxations({ userPool, usesSes, firstFactors }: Pool, chainOf: ChainOf): Relaxation[] {
  if (!chainOf('CustomEmailSender')) return [];
  const { enabledMfas = [], verificationMessageTemplate } = userPool.node.defaultChild as cognito.CfnUserPool;
  const { defaultEmailOption } = (verificationMessageTemplate ?? {}) as { defaultEmailOption?: string };
  return [
    {
      // Cognito asks for SES where e-mail is a factor, whoever sends
      isMade: usesSes && !firstFactors.emailOtp && !enabledMfas.includes('EMAIL_OTP'),
      id: 'idleEmailSettings',
      sentence:
        'email says how Cognito sends e-mail, and CustomEmailSender sends all of it. Leave email out, or acknowledge the warning.',
    },
    {
      isMade: defaultEmailOption === 'CONFIRM_WITH_LINK',
      id: 'senderGetsCodes',
      sentence:
        'addresses are to be verified by a link, and CustomEmailSender gets codes. Verify by code (userVerification), or acknowledge the warning.',
    },
  ];
}

/** The texts travel as a file of the function. */
function textsOf(chain: TriggerChain | undefined): MessageTexts[] {
  const files = Object.values(chain?.files ?? {}).map((text): Record<string, Record<string, MessageTexts>> => JSON.parse(text));
  return files.flatMap((bySource) => Object.values(bySource).flatMap((byLocale) => Object.values(byLocale)));
} // prettier-ignore
