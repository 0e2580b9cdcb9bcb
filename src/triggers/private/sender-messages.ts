import { IConstruct } from 'constructs';
import { SenderTrigger } from './sender-step';
import { forEachPlace, sortedByName, takenPlace, templateTexts, TextsByOccasion } from './template-texts';
import { EmailMessage } from '../../contract/senders';
import { MessageTexts as Texts } from '../../contract/steps';
import { ADVICE } from '../../private/advice';
import { AuthConfigError } from '../../private/errors';
import { madeBy, requireKindIfGiven } from '../../private/kinds';
import { requireLiteral } from '../../private/tokens';
import { MessageTexts } from '../../user-pool/message-texts';
import { MessageOccasion, MessageTemplate } from '../message-template';
import { SesTemplate } from '../ses-sender-options';

const READY = madeBy(MessageTexts, ADVICE.MessageTexts);
const TEMPLATE_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** What people write for a sender. */
export interface Written {
  readonly handler: string;
  readonly texts?: MessageTexts;
  readonly templates?: readonly MessageTemplate[];
  readonly brand?: { [name: string]: string };
}

type ByOccasion<Message> = Record<string, Record<string, Message>>;

/** All e-mails, by occasion and locale: Cognito sends nothing itself, so none may be missing. */
export function emailMessages(where: IConstruct, written: Written, sesTemplates: readonly SesTemplate[]): ByOccasion<EmailMessage> {
  const texts = ownTexts(where, written, 'smsMessage', 'sms');
  const messages: ByOccasion<EmailMessage> = Object.fromEntries(
    Object.values(MessageOccasion).map((occasion) => {
      const ready = readyFor(written, occasion);
      const usual = { subject: ready.emailSubject, html: ready.emailMessage };
      const own = Object.entries({ '': {}, ...texts[occasion] }).map(([locale, { emailSubject, emailMessage }]: [string, Texts]) => [
        locale,
        { subject: emailSubject ?? usual.subject, html: emailMessage ?? usual.html },
      ]);
      return [occasion, Object.fromEntries(own)];
    }),
  );
  const taken = new Set(Object.entries(texts).flatMap(([occasion, byLocale]) => Object.keys(byLocale).map((l) => `${occasion} ${l}`)));
  sesTemplates.forEach((template, index) => {
    const what = `sesTemplates[${index}] of ${written.handler}`;
    const sesTemplate = templateName(where, what, template.templateName);
    forEachPlace(where, what, template, (occasion, locale) => {
      if (taken.has(`${occasion} ${locale}`)) throw takenPlace(where, what, occasion, locale);
      taken.add(`${occasion} ${locale}`);
      messages[occasion][locale] = { sesTemplate };
    });
  });
  return messages;
} // prettier-ignore

/** All SMS, likewise. */
export function smsMessages(where: IConstruct, written: Written): ByOccasion<string> {
  const texts = ownTexts(where, written, 'emailMessage', 'emailHtml', 'emailSubject');
  return Object.fromEntries(
    Object.values(MessageOccasion).map((occasion) => {
      const usual = { '': { smsMessage: readyFor(written, occasion).smsMessage } };
      const all = Object.entries({ ...usual, ...texts[occasion] }).map(([locale, text]) => [locale, text.smsMessage!]);
      return [occasion, Object.fromEntries(all)];
    }),
  );
}

/** As the Lambda reads it, the same whatever the order of calls. */
export function bySource<Message>(trigger: SenderTrigger, messages: ByOccasion<Message>): ByOccasion<Message> {
  const entries = Object.entries(messages).map(([occasion, byLocale]) => [`${trigger}_${occasion}`, sortedByName(byLocale)]);
  return sortedByName(Object.fromEntries(entries));
} // prettier-ignore

function ownTexts(where: IConstruct, written: Written, foreign: keyof Texts, name: string, ...others: (keyof Texts)[]): TextsByOccasion {
  const { handler, templates = [], brand = {} } = written;
  requireKindIfGiven(where, `texts of ${handler}`, written.texts, READY);
  templates.forEach((template, index) => {
    const isForeign = [foreign, ...others].some((key) => PROPERTIES[key] in template && template[PROPERTIES[key]] !== undefined);
    if (isForeign) {
      throw new AuthConfigError(where, `templates[${index}] of ${handler} has a text of the other kind (${name}), which it does not send. Give that to the other sender.`);
    }
    const link = [template.emailHtml, template.sms].some((text) => /\{##(?!##\})/.test(text ?? ''));
    if (link) {
      throw new AuthConfigError(where, `templates[${index}] of ${handler} has a link that confirms, and custom senders get codes only. Write {####}.`);
    }
  });
  return templateTexts(where, { handler, templates, brand });
} // prettier-ignore

const PROPERTIES = { emailSubject: 'emailSubject', emailMessage: 'emailHtml', smsMessage: 'sms' } as const;

/** The ready texts of an occasion. */
function readyFor({ texts = MessageTexts.english() }: Written, occasion: MessageOccasion) {
  const all = texts._bind();
  const of = (emailSubject: string, emailMessage: string, smsMessage: string) => ({ emailSubject, emailMessage, smsMessage });
  if (occasion === MessageOccasion.INVITATION) return of(all.invitationSubject, all.invitationBody, all.invitationSms);
  if (occasion === MessageOccasion.SIGN_IN) return of(all.mfaSubject, all.mfaBody, all.mfaSms);
  return of(all.codeSubject, all.codeBody, all.codeSms);
} // prettier-ignore

function templateName(where: IConstruct, what: string, name: string): string {
  if (TEMPLATE_NAME.test(requireLiteral(where, `templateName in ${what}`, name))) return name;
  throw new AuthConfigError(
    where,
    `${what} has the name '${name}'. Amazon SES takes 1 to 64 letters, digits, - and _.`,
  );
}
