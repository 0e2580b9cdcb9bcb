import { IConstruct } from 'constructs';
import { MessageOccasion, MessageTemplate } from './message-template';
import { MessageTexts } from '../contract/steps';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { Brand } from './private/brand';
import { requireMessage } from './private/message-rules';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `CustomMessage.templates`.
 */
export interface MessageTemplatesOptions {
  /**
   * The texts, by occasion and locale.
   */
  readonly templates: MessageTemplate[];

  /**
   * Values that templates name as `{{name}}`: the name of the product, an address of yours. They are escaped in HTML.
   *
   * @default - none
   */
  readonly brand?: { [name: string]: string };
}

type Texts = Record<string, Record<string, MessageTexts>>;

const HANDLER = 'CustomMessage.templates';
const FILE_NAME = 'custom-message.json';
const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;

export function messageTemplates(options: MessageTemplatesOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: MessageTemplatesOptions): TriggerStep {
  const { where } = scope;
  if (options.templates.length === 0) {
    throw new AuthConfigError(where, `${HANDLER} has no templates. Pass at least one.`);
  }
  const brand = new Brand(where, options.brand ?? {});
  const texts: Texts = {};
  options.templates.forEach((template, index) => addTemplate(scope, texts, brand, template, `templates[${index}]`));
  brand.requireUsed();
  const sources = Object.keys(texts).sort();
  const sorted = Object.fromEntries(sources.map((source) => [source, sortedByName(texts[source])]));
  return {
    trigger: 'CustomMessage',
    phase: 'SHAPE',
    wire: { step: 'templates', key: 'texts', sources, config: { texts: { file: FILE_NAME } } },
    ports: [],
    poolActions: [],
    files: { [FILE_NAME]: JSON.stringify(sorted) },
  };
}

function addTemplate(scope: TriggerScope, texts: Texts, brand: Brand, template: MessageTemplate, name: string): void {
  const what = `${name} of ${HANDLER}`;
  const { where } = scope;
  if (template.occasions.length === 0) throw new AuthConfigError(where, `${what} has no occasions. Pass at least one.`);
  const locale = readLocale(where, what, template.locale);
  for (const occasion of new Set(template.occasions)) {
    const byLocale = (texts[`CustomMessage_${occasion}`] ??= {});
    if (locale in byLocale) {
      throw new AuthConfigError(
        where,
        `${what} is for ${nameOf(occasion)} and ${locale || 'every locale'}, for which there is one already. Merge the two.`,
      );
    }
    byLocale[locale] = requireMessage(scope, what, occasion, brand.fill(what, template));
  }
}

function readLocale(where: IConstruct, what: string, text?: string): string {
  if (text === undefined) return '';
  const locale = requireLiteral(where, `locale in ${what}`, text).toLowerCase();
  if (LOCALE.test(locale)) return locale;
  throw new AuthConfigError(where, `${what} has the locale '${text}'. Pass a language tag such as de or de-AT.`);
}

function sortedByName(byLocale: Record<string, MessageTexts>): Record<string, MessageTexts> {
  return Object.fromEntries(Object.entries(byLocale).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameOf(occasion: MessageOccasion): string {
  return Object.entries(MessageOccasion).find(([, value]) => value === occasion)![0];
}
