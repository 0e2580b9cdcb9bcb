import { IConstruct } from 'constructs';
import { distinct } from './content-list';
import { SUBJECTS } from '../../contract/federation';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

/** What only the provider itself can say: a text that became one of these would vouch for any address. */
const VOUCHERS = ['email_verified', 'phone_number_verified'];

/** The name of an attribute, as the provider calls it. */
export function attributeName(where: IConstruct, handler: string, name: string): string {
  if (requireLiteral(where, `an attribute of ${handler}`, name).trim() !== '') return name;
  throw new AuthConfigError(where, `${handler} has an attribute without a name. Pass the name that the provider uses.`);
}

export function attributeNames(where: IConstruct, handler: string, names: readonly string[]): string[] {
  if (names.length === 0) throw new AuthConfigError(where, `${handler} names no attribute. Pass at least one.`);
  return distinct(names.map((name) => attributeName(where, handler, name)));
}

/** Refuses to touch that by which Cognito knows the person again. */
export function requireNoSubject(where: IConstruct, handler: string, names: readonly string[]): void {
  const subject = names.find((name) => SUBJECTS.includes(name));
  if (subject === undefined) return;
  throw new AuthConfigError(
    where,
    `${handler} names '${subject}', by which Cognito knows the person again. Leave it out.`,
  );
}

/** Refuses to make what vouches for an address; `source` says of what it would be made. */
export function requireNoVoucher(
  where: IConstruct,
  handler: string,
  name: string,
  source = 'of another attribute',
): void {
  if (!VOUCHERS.includes(name)) return;
  throw new AuthConfigError(
    where,
    `${handler} makes '${name}' ${source}, and so vouches for any address. Only the provider itself can say that; use FederatedTrust.domains() for one that does not.`,
  );
}
