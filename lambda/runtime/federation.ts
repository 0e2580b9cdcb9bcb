import type { TriggerEvents } from './events';
import type { ProviderNames } from '../../src/contract/federation';

type Event = TriggerEvents['InboundFederation'];

/** Whether a step is about people of this provider. */
export function concerns({ request }: Event, { providers }: ProviderNames): boolean {
  return providers?.includes(request.providerName) ?? true;
}

/** What the provider says of the person under a name, as text, in each place where it says something. */
export function allSaid(event: Event, name: string): string[] {
  return sourcesIn(event).flatMap((said) => (said?.[name] === undefined ? [] : `${said[name] as string}`));
}

/** What the provider says of the person; never its tokens. The ID token is signed, and so has the last word. */
export function saidBy(event: Event): Readonly<Record<string, unknown>> {
  return sourcesIn(event).reduce<Readonly<Record<string, unknown>>>((all, source) => ({ ...all, ...source }), {});
}

/** What has another form says nothing. */
function sourcesIn({ request: { attributes: said } }: Event): (Readonly<Record<string, unknown>> | null | undefined)[] {
  const sources: unknown[] = [said.samlResponse, said.userInfo, said.idToken];
  return sources.map((source) => (typeof source === 'string' ? JSON.parse(source) : source) as never);
}
