import type { TemplatesConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

type Event = TriggerEvents['CustomMessage'];

/** Chooses the texts of a message by its occasion and the user's locale. Nothing that a user wrote enters a message. */
export function templates({ triggerSource, request, response }: Event, config: TemplatesConfig, ports: Pick<Ports, 'read'>): void {
  const texts = own(ports.read(config.texts), triggerSource) ?? {};
  // Stryker disable next-line StringLiteral: any text that is no locale
  const locale = `${request.userAttributes?.locale ?? ''}`.toLowerCase().replaceAll('_', '-');
  // the language, where nothing is said for the country
  const chosen = own(texts, locale) ?? own(texts, locale.split('-', 1)[0]!) ?? own(texts, '');
  for (const [name, text] of Object.entries(chosen ?? {})) {
    const filled = text
      .replaceAll('{####}', request.codeParameter)
      .replaceAll('{username}', request.usernameParameter ?? '{username}');
    response[name as keyof typeof response] = filled;
  }
} // prettier-ignore

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
