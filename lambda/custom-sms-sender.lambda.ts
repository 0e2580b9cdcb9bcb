import { chain } from './runtime/chain';
import { handOver } from './steps/custom-senders/hand-over';
import { invoke } from './steps/custom-senders/invoke';
import { sendSms } from './steps/custom-senders/send-sms';

export const handler = chain('CustomSMSSender', { handOver, invoke, sendSms });
