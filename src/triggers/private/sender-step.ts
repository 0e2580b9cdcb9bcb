import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { passingTable } from './passing-table';
import { letRead, SenderKey } from './sender-key';
import { BoundHandler, TriggerScope, TriggerStep } from './trigger-step';
import { MESSAGES_EXPIRY, MESSAGES_KEY, SendingConfig } from '../../contract/senders';
import { EVERY_SOURCE } from '../../contract/steps';
import * as defaults from '../../defaults';
import { InvokeSenderOptions } from '../invoke-sender-options';
import { MessageOccasion } from '../message-template';
import { TriggerHandler } from '../trigger-handler';

export type SenderTrigger = 'CustomEmailSender' | 'CustomSMSSender';

const OCCASIONS = Object.values(MessageOccasion).sort();

/** Hashes of the messages that were sent, for both senders. */
const MESSAGES = {
  key: MESSAGES_KEY,
  expiry: MESSAGES_EXPIRY,
  whyNoBackup:
    'Rows are hashes of messages that were sent within the day. A table of some day ago would bring back nothing of use.',
};

/** What a step needs that reads codes and sends them: config, ports and permissions. */
export interface SendingParts {
  readonly config: SendingConfig;
  readonly step: Pick<TriggerStep, 'beside' | 'exclusive' | 'phase' | 'poolActions' | 'trigger'>;
  readonly grantTable: (role: iam.IRole) => void;
}

/** Sources of the messages that have a code; a notice of a risky sign-in has none, and no address either. */
export function sourcesOf(trigger: SenderTrigger): string[] {
  return OCCASIONS.map((occasion) => `${trigger}_${occasion}`);
}

/** One sender per trigger: two would send twice. */
export function senderStep(
  trigger: SenderTrigger,
): Pick<TriggerStep, 'exclusive' | 'phase' | 'poolActions' | 'trigger'> {
  return { trigger, phase: 'EFFECT', exclusive: true, poolActions: [] };
}

export function sendingParts(scope: TriggerScope, trigger: SenderTrigger): SendingParts {
  const key = SenderKey.of(scope);
  const table = passingTable(scope, 'SentMessages', MESSAGES);
  return {
    config: {
      keyArn: key.arn,
      table: table.tableName,
      leaseSeconds: defaults.SENDER_LEASE.toSeconds(),
      keptSeconds: defaults.SENDER_MEMORY.toSeconds(),
      nameAttribute: nameAttribute(scope, trigger),
    },
    step: { ...senderStep(trigger), beside: (pool) => key.decryptingFor(pool) },
    grantTable: (role) => {
      const actions = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
      iam.Grant.addToPrincipal({ grantee: role, actions, resourceArns: [table.tableArn] });
    },
  };
}

/** The user's own sender. */
export function invokeSender(trigger: SenderTrigger, handler: lambda.IFunction, options: InvokeSenderOptions): TriggerHandler {
  return new BoundHandler((scope) => {
    SenderKey.of(scope);
    if (options.reads ?? defaults.SENDER_READS) letRead(scope, trigger, handler);
    const config = { functionArn: handler.functionArn };
    return {
      ...senderStep(trigger),
      wire: { step: 'invoke', key: handler.node.path, sources: [EVERY_SOURCE], config },
      ports: ['lambda'],
      invoked: handler,
    };
  });
} // prettier-ignore

/** The name in an invitation: what people sign in with, where Cognito makes up the user name itself. */
function nameAttribute({ pool }: TriggerScope, trigger: SenderTrigger): string | undefined {
  const { username, email, phone } = pool.signInAliases;
  if (username) return undefined;
  if (email && phone) return trigger === 'CustomEmailSender' ? 'email' : 'phone_number';
  return email ? 'email' : 'phone_number';
}
