import type { FromUserPoolConfig } from '../../../src/contract/migration';
import type { AccountThere, UserThere } from '../../ports/migration';
import { InternalError, UserFacingError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

type Event = TriggerEvents['UserMigration'];
type MigrationPorts = Pick<Ports, 'migration'>;

/** What Cognito answers about people, not about the calls. */
const NOT_THEM = /^(?:NotAuthorized|UserNotFound|UserNotConfirmed|PasswordResetRequired)Exception$/;

/** Statuses of accounts that somebody has used. */
const USED = ['CONFIRMED', 'RESET_REQUIRED'];

const CONTACTS = ['email', 'phone_number'];

/**
 * Takes over the account of somebody who is at home in another pool, and says the same to everybody else: to who does not
 * exist, has another password, is disabled or has a second factor there, which could not come along.
 */
export async function fromUserPool(event: Event, config: FromUserPoolConfig, ports: MigrationPorts): Promise<void> {
  // a pool that asks itself would call this function again
  if (event.userPoolId === config.userPoolId) throw new InternalError('the pool to migrate from is the pool itself');
  if (new Date().toISOString().slice(0, 10) > config.until) throw refused();
  const isReset = event.triggerSource === 'UserMigration_ForgotPassword';
  const user = await (isReset ? found(event, config, ports) : signedIn(event, config, ports)).catch(refusedOr);
  if (!user || user.hasSecondFactor) throw refused();
  const userAttributes = attributesHere(user, event.userName, config);
  // nobody could tell them the code
  if (isReset && !CONTACTS.some((name) => userAttributes[`${name}_verified`] === 'true')) throw refused();
  Object.assign(event.response, {
    userAttributes,
    finalUserStatus: isReset ? 'RESET_REQUIRED' : config.finalUserStatus,
    messageAction: 'SUPPRESS',
    forceAliasCreation: false,
  });
}

async function signedIn({ userName, request }: Event, config: FromUserPoolConfig, ports: MigrationPorts): Promise<UserThere | undefined> {
  const { region, clientId } = config;
  return ports.migration.signInThere({ region, clientId, userName, password: request.password });
} // prettier-ignore

async function found({ userName }: Event, config: FromUserPoolConfig, ports: MigrationPorts): Promise<AccountThere | undefined> {
  const user = await ports.migration.findUserThere(config.region, config.userPoolId, userName);
  return user.isEnabled && USED.includes(user.status) ? user : undefined;
} // prettier-ignore

function attributesHere(user: UserThere, typed: string, config: FromUserPoolConfig): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [here, there] of Object.entries(config.attributes)) {
    const value = user.attributes[there];
    if (value) attributes[here] = value;
  }
  for (const name of CONTACTS) {
    if (attributes[name] === undefined) continue;
    // the word of the other pool counts for what it has under that name, and for nothing else
    const isVerified = config.attributes[name] === name && user.attributes[`${name}_verified`] === 'true';
    attributes[`${name}_verified`] = `${isVerified}`;
  }
  const isTyped = (name?: string) => name?.toLowerCase() === typed.toLowerCase();
  // an address that nobody has verified there may be that of somebody else
  const isTheirs = config.signInWith.some((name) => isTyped(attributes[name]) && attributes[`${name}_verified`] !== 'false');
  if (isTheirs) return config.hasUserNames ? { ...attributes, username: user.userName } : attributes;
  // one account there makes one here: by its user name, and by no other name that people can give themselves
  if (!config.hasUserNames || !isTyped(user.userName)) throw refused();
  return attributes;
} // prettier-ignore

function refused(): UserFacingError {
  // Stryker disable next-line StringLiteral: all but two triggers have the same sentence
  return UserFacingError.neutral('UserMigration');
}

function refusedOr(error: unknown): never {
  throw NOT_THEM.test((error as Error).name) ? refused() : error;
}
