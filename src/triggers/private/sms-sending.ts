import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { numberRanges } from './number-ranges';
import { bySource, smsMessages } from './sender-messages';
import { sendingParts, sourcesOf } from './sender-step';
import { BoundHandler, TriggerScope, TriggerStep } from './trigger-step';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { SnsSenderOptions } from '../sns-sender-options';
import { TriggerHandler } from '../trigger-handler';

const HANDLER = 'CustomSmsSender.sns';
const TRIGGER = 'CustomSMSSender';
const [MESSAGES, NUMBERS] = ['custom-sms-sender.json', 'phone-numbers.json'];

/** SMS of Cognito's through Amazon SNS, to some countries. */
export function smsSending(options: SnsSenderOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: SnsSenderOptions): TriggerStep {
  const { where } = scope;
  const { countries, refusedPrefixes = [], region } = options;
  const numbers = numberRanges(where, HANDLER, countries, refusedPrefixes);
  const messages = smsMessages(where, { handler: HANDLER, ...options });
  const { config, step, grantTable } = sendingParts(scope, TRIGGER);
  return {
    ...step,
    wire: {
      step: 'sendSms',
      key: 'sns',
      sources: sourcesOf(TRIGGER),
      config: {
        ...config,
        region,
        senderId: readText(where, 'senderId', options.senderId, /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, 'Acme'),
        originationNumber: readText(where, 'originationNumber', options.originationNumber, /^\+\d{5,15}$/, '+12065550100'),
        maxPrice: readPrice(where, options.maxPriceUsd),
        numbers: { file: NUMBERS },
        messages: { file: MESSAGES },
      },
    },
    ports: ['decrypt', 'dynamodb', 'sns'],
    files: { [MESSAGES]: JSON.stringify(bySource(TRIGGER, messages)), [NUMBERS]: JSON.stringify(numbers) },
    grant: (role) => {
      grantTable(role);
      role.addToPrincipalPolicy(publishingToPhones());
    },
  };
} // prettier-ignore

/** A phone number is no ARN that a policy could name; all that SNS has an ARN for is left out: topics, platforms, endpoints. */
function publishingToPhones(): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] });
}

function readText(where: IConstruct, name: string, text: string | undefined, form: RegExp, example: string): string | undefined {
  if (text === undefined || form.test(requireLiteral(where, `${name} of ${HANDLER}`, text))) return text;
  throw new AuthConfigError(where, `${name} of ${HANDLER} is '${text}'. Write it like ${example}.`);
} // prettier-ignore

function readPrice(where: IConstruct, price?: number): string | undefined {
  if (price === undefined || (price > 0 && price <= 10)) return price === undefined ? undefined : `${price}`;
  throw new AuthConfigError(where, `maxPriceUsd of ${HANDLER} is ${price}. Pass what one SMS may cost: up to 10 US dollars.`);
} // prettier-ignore
