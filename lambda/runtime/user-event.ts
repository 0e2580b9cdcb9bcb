import { createHash } from 'node:crypto';
import type { TriggerEvents } from './events';
import { linkIn } from './link';
import { EVENT_TYPES, EVENT_VERSION, type TellingConfig, type UserEventType } from '../../src/contract/user-events';

/** Events of the triggers that have something to tell. */
export type TellingEvent = TriggerEvents['PreSignUp' | 'PostConfirmation' | 'PostAuthentication'];

/** The schema is in docs/lifecycle-events.md. */
export interface UserEvent {
  readonly version: string;
  readonly type: UserEventType;
  /** The same for all attempts at one thing. */
  readonly id: string;
  /** Who: the same in all events about a user, and no name. */
  readonly user: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly triggerSource: string;
  readonly sub?: string | undefined;
  readonly provider?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Three characters at least, of which only the second may be an underscore: Cognito's rule for names of providers. */
const PROVIDER = /^([^_].[^_]+)_/su;

/** What is to be told about an event of Cognito, if anything. */
export function userEventOf(event: TellingEvent, { types, attributes }: TellingConfig): UserEvent | undefined {
  const link = linkIn(event);
  const type = link ? 'User Linking' : EVENT_TYPES[event.triggerSource];
  if (!type || !types.includes(type)) return undefined;
  const { userPoolId, userName, triggerSource, request } = event;
  const { clientId } = event.callerContext;
  const given = request.userAttributes as Readonly<Record<string, string | undefined>>;
  return {
    version: EVENT_VERSION,
    type,
    id: digest(type, userPoolId, clientId, userName),
    user: digest(userPoolId, link?.userName ?? userName),
    userPoolId,
    clientId,
    triggerSource,
    sub: link ? link.sub : given.sub,
    provider: isFederated(event) ? PROVIDER.exec(userName)?.[1] : undefined,
    ...(attributes.length > 0 && { attributes: pick(given, attributes) }),
  };
}

function isFederated({ triggerSource, request }: TellingEvent): boolean {
  const { 'cognito:user_status': status } = request.userAttributes as Readonly<Record<string, string | undefined>>;
  return triggerSource === 'PreSignUp_ExternalProvider' || status === 'EXTERNAL_PROVIDER';
}

function pick(given: Readonly<Record<string, string | undefined>>, names: readonly string[]): Record<string, string> {
  const found = names.flatMap((name) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Short enough for every service's limit, and long enough that no two are the same. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
