import { randomInt } from 'node:crypto';
import { demand, Pool, refuse, User } from './store';
import { About, invokerOf, runSender, runTrigger, triggerOf } from './triggers';
import { sdkCredentials, seal } from '../../support/sealed-code';

/** Where messages go. */
export type Reach = 'email' | 'phone_number';
type Recipient = About & { user: User };
type Secret = { code: string } | { temporaryPassword: string };

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html — the AWS Encryption SDK under the pool's key, which Cognito uses in its own name, with the context userpool-id
// @assumed without key commitment; a key that Cognito may not use fails the request
function sealed(pool: Pool, secret: string): Promise<string> {
  const credentials = sdkCredentials(pool.world.sessionOf(invokerOf(pool)));
  const key = { arn: pool.props.LambdaConfig.KMSKeyID, kms: { endpoint: pool.world.endpoint, credentials } };
  const refused = ({ message }: Error) => refuse('CodeDeliveryFailure', message);
  return seal(key, secret, { 'userpool-id': pool.id }).catch(refused);
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html — the texts of the trigger, with the code for {####} and the name for {username}
// @assumed {username} is the address where people sign in with it; a custom sender takes the place of the trigger as well
/** Sends a secret, and says where to without saying too much. */
export async function send(kind: string, to: Recipient, reach: Reach, secret: Secret, more: any = {}) {
  const { pool, user } = to;
  const { clientMetadata, destination = user.attributes[reach] } = more;
  const [medium, short] = reach === 'email' ? ['EMAIL', 'Email'] : ['SMS', 'SMS'];
  const [text] = Object.values(secret);
  if (triggerOf(pool, `Custom${short}Sender`).arn) {
    const type = `custom${short}SenderRequestV1`;
    runSender(`Custom${short}Sender`, kind, to, { type, code: await sealed(pool, text), clientMetadata });
  } else {
    const usernameParameter = kind === 'AdminCreateUser' ? '{username}' : null;
    const parameters = { codeParameter: '{####}', linkParameter: '{##Click Here##}', usernameParameter };
    const own = await runTrigger(`CustomMessage_${kind}`, to, { ...parameters, clientMetadata });
    const username = pool.props.UsernameAttributes ? destination : user.username;
    const fill = (template?: string) => template?.replaceAll('{####}', text).replaceAll('{username}', username);
    const message = fill(own?.[reach === 'email' ? 'emailMessage' : 'smsMessage']);
    const about = { userPoolId: pool.id, username: user.username, medium, source: `CustomMessage_${kind}` };
    pool.world.outbox.push({ ...about, destination, ...secret, message, subject: own?.emailSubject ?? undefined });
  }
  const hidden =
    short === 'SMS' ? `+*******${destination.slice(-4)}` : destination.replace(/^(.).*@(.).*$/, '$1***@$2***');
  return { Destination: hidden, DeliveryMedium: medium, AttributeName: reach };
}

/** Sends a code for a purpose: `SignUp`, `ForgotPassword`, `OTP`, or the attribute to verify with its new value. */
export async function sendCode(kind: string, to: Recipient, purpose: string, reach: Reach, more: any = {}) {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  // @assumed codes live for 24 hours, those for a new password for one
  const hours = purpose === 'ForgotPassword' ? 1 : 24;
  const delivery = await send(kind, to, reach, { code }, more);
  const entry = { code, expires: to.pool.now() + hours * 3_600_000, reach, value: more.destination };
  to.user.codes.set(purpose, entry);
  return delivery;
}

export const expired = () => refuse('ExpiredCode', 'Invalid code provided, please request a code again.');

/** Consumes the code, unless its use fails, and returns what waited for it; strangers have none that fits. */
export function redeemCode(pool: Pool, user: User | undefined, purpose: string, code: string, use?: () => void) {
  const sent = user ? (user.codes.get(purpose) ?? expired()) : { code: undefined, expires: Infinity };
  if (sent.expires < pool.now()) expired();
  demand(sent.code === code, 'CodeMismatch', 'Invalid verification code provided, please try again.');
  use?.();
  user!.codes.delete(purpose);
  return sent as { reach: Reach; value?: string };
}
