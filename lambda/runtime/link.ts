import type { TriggerEvents } from './events';

type Event = TriggerEvents['PreSignUp'];

/** The account of the pool that somebody who came through a provider was linked to. */
export interface Link {
  readonly userName: string;
  readonly sub: string | undefined;
}

/** Steps are files of their own, which share the event and no module; no JSON has a symbol. */
// Stryker disable next-line StringLiteral: any name that nobody else has will do
const LINK = Symbol.for('cdk-cognito-auth:link');

/** Leaves word for later steps that the sign-up became a link. */
export function keepLink(event: Event, link: Link): void {
  Object.defineProperty(event, LINK, { value: link, configurable: true });
}

export function linkIn(event: object): Link | undefined {
  return (event as { readonly [LINK]?: Link })[LINK];
}
