import { InternalError } from './errors';
import type { RowPlace } from '../../src/contract/rows';

interface Event {
  readonly callerContext: { readonly clientId: string };
  readonly request: { readonly userAttributes?: Readonly<Record<string, unknown>> | null };
}

/** The key of the row of an event's user; all that a key may hold of an event is made by Cognito, not written by people. */
export function keyOf(event: Event, { key }: Pick<RowPlace, 'key'>, time = ''): Record<string, string> {
  const sub = event.request.userAttributes?.sub;
  if (typeof sub !== 'string' || sub === '') throw new InternalError('the event has no sub');
  return fill(key, { sub, time, clientId: event.callerContext.clientId });
}

/** A key of nobody, for a look-up that takes as long as another. */
export function keyOfNobody({ key }: Pick<RowPlace, 'key'>): Record<string, string> {
  return fill(key, { sub: 'nobody' });
}

/** To the second: within it, a repeated attempt makes the same row. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '');
}

export function secondsOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

function fill(key: RowPlace['key'], values: Readonly<Record<string, string>>): Record<string, string> {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  return Object.fromEntries(Object.entries(key).map(([attribute, text]) => [attribute, filled(text)]));
}
