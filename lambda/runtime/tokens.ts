import { InternalError } from './errors';
import type { TriggerEvents } from './events';
import type { TokenUse } from '../../src/contract/steps';

type Event = TriggerEvents['PreTokenGeneration'];

type List = 'claimsToSuppress' | 'scopesToAdd' | 'scopesToSuppress';

/** The part of a response about one token. */
type Generation = { claimsToAddOrOverride?: Readonly<Record<string, unknown>> } & Partial<Record<List, string[]>>;

/** What the response changes, in the form of the event's version; Cognito sends `null` for "nothing yet". */
interface Details {
  groupOverrideDetails?: Event['request']['groupConfiguration'];
  idTokenGeneration?: Generation;
  accessTokenGeneration?: Generation;
}

/** API Gateway takes 10,240 bytes of headers; in a token each byte becomes 1.34, beside what Cognito writes itself. */
const LIMIT = 6_000;

/** Adds a claim to the tokens; what an earlier step wrote stays. */
export function addClaim(event: Event, tokens: readonly TokenUse[], name: string, value: unknown): void {
  changeTokens(event, tokens, (generation) => {
    generation.claimsToAddOrOverride = { [name]: value, ...generation.claimsToAddOrOverride };
  });
}

/** Adds to a list of the tokens what it does not have. */
export function addToList(event: Event, tokens: readonly TokenUse[], list: List, entries: readonly string[]): void {
  changeTokens(event, tokens, (generation) => {
    generation[list] = [...new Set([...(generation[list] ?? []), ...entries])];
  });
}

function changeTokens(event: Event, tokens: readonly TokenUse[], change: (generation: Generation) => void): void {
  const isFirst = event.version === '1';
  // Cognito would ignore what is written below, and an application could miss a claim that it relies on
  if (isFirst && tokens.includes('access')) throw new InternalError('the trigger must be of version V2_0 or later');
  for (const token of tokens) {
    // a machine gets no ID token
    if (token === 'id' && event.triggerSource === 'TokenGeneration_ClientCredentials') continue;
    const details = (responses(event)[isFirst ? FIRST : LATER] ??= {});
    change(isFirst ? (details as Generation) : (details[`${token}TokenGeneration`] ??= {}));
  }
  const size = Buffer.byteLength(JSON.stringify(event.response));
  if (size > LIMIT) throw new InternalError(`tokens get ${size} bytes, ${LIMIT} are allowed`);
}

/** Leaves the user only those of their groups; roles stay as they are, because an event does not say whose they are. */
export function narrowGroups(event: Event, kept: readonly string[]): void {
  const groupsToOverride = groupsIn(event).filter((group) => kept.includes(group));
  const groupOverrideDetails = { ...event.request.groupConfiguration, groupsToOverride };
  const name = event.version === '1' ? FIRST : LATER;
  responses(event)[name] = { ...responses(event)[name], groupOverrideDetails };
}

/** The groups that the user is in. */
export function membershipsIn({ request }: Event): readonly string[] {
  // a machine client has none at all
  return request.groupConfiguration?.groupsToOverride ?? [];
}

/** The groups that the user's tokens will name: never more than the user is in. */
export function groupsIn(event: Event): readonly string[] {
  const [details] = Object.values(responses(event));
  const narrowed = details?.groupOverrideDetails?.groupsToOverride;
  return membershipsIn(event).filter((group) => narrowed?.includes(group) ?? true);
}

const FIRST = 'claimsOverrideDetails';
const LATER = 'claimsAndScopeOverrideDetails';

function responses({ response }: Event): Record<string, Details | null | undefined> {
  return response as never;
}
