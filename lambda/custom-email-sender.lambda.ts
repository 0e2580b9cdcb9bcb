import { chain } from './runtime/chain';
import { handOver } from './steps/custom-senders/hand-over';
import { invoke } from './steps/custom-senders/invoke';
import { sendEmail } from './steps/custom-senders/send-email';

export const handler = chain('CustomEmailSender', { handOver, invoke, sendEmail });
