import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

/** What the Lambda relays of a text. */
const LONGEST_MESSAGE = 200;

/** A sentence of the application for people whom a handler refuses. */
export function messageForPeople(where: IConstruct, what: string, text: string): string {
  const message = requireLiteral(where, what, text);
  const { length } = [...message];
  if (message.trim() === '' || length > LONGEST_MESSAGE) {
    throw new AuthConfigError(
      where,
      `${what} has ${length} characters. Pass a sentence of at most ${LONGEST_MESSAGE}.`,
    );
  }
  return message;
}
