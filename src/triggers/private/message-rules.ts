import { IConstruct } from 'constructs';
import { CODE, USER_NAME } from '../../contract/messages';
import { MessageTexts } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { MessageOccasion } from '../message-template';

/** The most characters that Cognito takes of each text. */
const LONGEST: Record<keyof MessageTexts, number> = { emailSubject: 140, emailMessage: 20_000, smsMessage: 140 };

/** What people know each text by. */
const NAMES: Record<keyof MessageTexts, string> = {
  emailSubject: 'emailSubject',
  emailMessage: 'emailHtml',
  smsMessage: 'sms',
};

interface Fault {
  readonly isMade: boolean;
  readonly sentence: string;
}

/** Refuses what Cognito would, in place of the message that it would not send. */
export function requireMessage(
  where: IConstruct,
  what: string,
  occasion: MessageOccasion,
  texts: MessageTexts,
): MessageTexts {
  const said = Object.entries(texts).filter(([, text]) => text !== undefined) as [keyof MessageTexts, string][];
  const faults: Fault[] = [
    { isMade: said.length === 0, sentence: 'has no text. Pass emailHtml, sms or emailSubject.' },
    ...said.flatMap(([name, text]) => faultsOf(name, text, occasion)),
  ];
  const fault = faults.find(({ isMade }) => isMade);
  if (fault) throw new AuthConfigError(where, `${what} ${fault.sentence}`);
  return Object.fromEntries(said);
}

function faultsOf(name: keyof MessageTexts, text: string, occasion: MessageOccasion): Fault[] {
  const isBody = name !== 'emailSubject';
  const isInvitation = occasion === MessageOccasion.INVITATION;
  const { length } = [...text];
  const own = NAMES[name];
  return [
    {
      isMade: length === 0 || length > LONGEST[name],
      sentence: `has ${own} of ${length} characters. Cognito takes 1 to ${LONGEST[name]}.`,
    },
    {
      isMade: isBody && !CODE.test(text),
      sentence: `has ${own} without {####}, so that nobody would get the code. Put it where the code goes.`,
    },
    {
      isMade: !isBody && CODE.test(text),
      sentence: `has the code in ${own}, which is shown on locked screens. Leave {####} to the text.`,
    },
    {
      isMade: isBody && isInvitation && !text.includes(USER_NAME),
      sentence: `has ${own} without ${USER_NAME}, which an invitation needs. Put it where the name goes.`,
    },
    {
      isMade: text.includes(USER_NAME) && !(isBody && isInvitation),
      sentence: `has ${USER_NAME} in ${own}, and only the text of an invitation knows it. Leave it out, or give invitations a template of their own.`,
    },
    {
      isMade: /http:\/\//i.test(text),
      sentence: `has a link by http in ${own}, which anybody on the way can read, code included. Use https.`,
    },
  ];
}
