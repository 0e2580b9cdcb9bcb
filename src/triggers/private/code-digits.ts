import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

const [FEWEST, MOST] = [6, 12];

/** The form of a code that people type. */
export function codeForm(where: IConstruct, option: string, digits: number): string {
  if (Number.isInteger(digits) && digits >= FEWEST && digits <= MOST) return `^\\d{${digits}}$`;
  throw new AuthConfigError(
    where,
    `${option} is ${digits}. Choose from ${FEWEST} to ${MOST}: fewer could be guessed, more are not typed.`,
  );
}
