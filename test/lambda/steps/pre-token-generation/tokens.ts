import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { EVENTS, eventOf, type FixtureEvent } from '../../events';

export type TokenEvent = TriggerEvents['PreTokenGeneration'];

/** All fixtures of tokens, as rows for `test.each`. */
export const TOKEN_EVENTS = EVENTS.filter(({ trigger }) => trigger === 'PreTokenGeneration');
/** Those of people, whose tokens can be shaped both. */
export const OF_PEOPLE = TOKEN_EVENTS.filter(
  ({ source, version }) => version !== '1' && !source.endsWith('Credentials'),
);
export const OF_FIRST_VERSION = TOKEN_EVENTS.filter(({ version }) => version === '1');
export const OF_MACHINES = TOKEN_EVENTS.filter(({ source }) => source.endsWith('ClientCredentials'));

/** The sign-in of a member of these groups. */
export function memberOf(groups: readonly string[], source = 'TokenGeneration_Authentication', version?: string): FixtureEvent {
  const event = eventOf(source, version);
  const roles = groups.map((name) => `arn:aws:iam::111122223333:role/${name}`);
  event.request.groupConfiguration = { groupsToOverride: groups, iamRolesToOverride: roles, preferredRole: roles[0] };
  return event;
} // prettier-ignore

/** What a step makes of the response; it never touches the request. */
export function responseTo(event: FixtureEvent, step: (event: TokenEvent) => void): Record<string, any> {
  const { request } = structuredClone(event);
  step(event as never as TokenEvent);
  expect(event.request).toEqual(request);
  return event.response;
}

export const details = (id: object | undefined, access: object | undefined) => ({
  claimsAndScopeOverrideDetails: { ...(id && { idTokenGeneration: id }), ...(access && { accessTokenGeneration: access }) },
}); // prettier-ignore
