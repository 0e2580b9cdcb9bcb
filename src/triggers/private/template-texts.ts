import { IConstruct } from 'constructs';
import { Brand } from './brand';
import { requireMessage } from './message-rules';
import { MessageTexts } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { MessageOccasion, MessageTemplate } from '../message-template';

/** Texts by occasion and by locale in lower case; '' stands for all locales that have no other. */
export type TextsByOccasion = Record<string, Record<string, MessageTexts>>;

/** Templates that somebody wrote for a handler. */
export interface WrittenTemplates {
  readonly handler: string;
  readonly templates: readonly MessageTemplate[];
  readonly brand: { [name: string]: string };
}

const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;

/** Checks templates, and puts the values of the brand into them. */
export function templateTexts(where: IConstruct, written: WrittenTemplates): TextsByOccasion {
  const brand = new Brand(where, written.brand);
  const texts: TextsByOccasion = {};
  written.templates.forEach((template, index) => {
    const what = `templates[${index}] of ${written.handler}`;
    forEachPlace(where, what, template, (occasion, locale) => {
      const byLocale = (texts[occasion] ??= {});
      if (locale in byLocale) throw takenPlace(where, what, occasion, locale);
      byLocale[locale] = requireMessage(where, what, occasion, brand.fill(what, template));
    });
  });
  brand.requireUsed();
  return texts;
}

/** The occasions of a template, each once, with the locale for which it is. */
export function forEachPlace(
  where: IConstruct,
  what: string,
  { occasions, locale }: { readonly occasions: readonly MessageOccasion[]; readonly locale?: string },
  visit: (occasion: MessageOccasion, locale: string) => void,
): void {
  if (occasions.length === 0) throw new AuthConfigError(where, `${what} has no occasions. Pass at least one.`);
  const tag = readLocale(where, what, locale);
  new Set(occasions).forEach((occasion) => visit(occasion, tag));
}

export function takenPlace(where: IConstruct, what: string, occasion: MessageOccasion, locale: string): Error {
  return new AuthConfigError(
    where,
    `${what} is for ${nameOf(occasion)} and ${locale || 'every locale'}, for which there is one already. Merge the two.`,
  );
}

/** The same content in the same order, whatever the order of calls. */
export function sortedByName<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readLocale(where: IConstruct, what: string, text?: string): string {
  if (text === undefined) return '';
  const locale = requireLiteral(where, `locale in ${what}`, text).toLowerCase();
  if (LOCALE.test(locale)) return locale;
  throw new AuthConfigError(where, `${what} has the locale '${text}'. Pass a language tag such as de or de-AT.`);
}

function nameOf(occasion: MessageOccasion): string {
  return Object.entries(MessageOccasion).find(([, value]) => value === occasion)![0];
}
