import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { parseEmail } from '../../contract/email';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

const SEND = 'ses:SendEmail';

/** From whom mails come, as options of a handler say it. */
export interface SenderOptions {
  readonly fromEmail: string;
  readonly fromName?: string;
  readonly sesIdentity?: string;
  readonly sesRegion?: string;
  readonly configurationSet?: string;
}

/** The head of a mail, and the right to send it. */
export interface MailSender {
  readonly from: string;
  readonly statement: iam.PolicyStatement;
}

/** From whom mails come, and that the function may send them: as this sender, and no other. */
export function readSender(where: IConstruct, handler: string, options: SenderOptions): MailSender {
  const { fromName, sesIdentity, sesRegion, configurationSet } = options;
  const address = requireLiteral(where, `fromEmail of ${handler}`, options.fromEmail);
  const domain = parseEmail(address)?.domain;
  if (domain === undefined) {
    throw new AuthConfigError(
      where,
      `fromEmail of ${handler} is '${address}', which is no e-mail address. Write one, such as no-reply@example.com; the name goes into fromName.`,
    );
  }
  requireOwnIdentity(where, handler, address, sesIdentity);
  const arn = (resource: string, resourceName: string) =>
    Stack.of(where).formatArn({ service: 'ses', resource, resourceName, region: sesRegion, arnFormat: ArnFormat.SLASH_RESOURCE_NAME }); // prettier-ignore
  const sets = configurationSet === undefined ? [] : [arn('configuration-set', configurationSet)];
  const statement = new iam.PolicyStatement({
    actions: [SEND],
    resources: [arn('identity', sesIdentity ?? domain), ...sets],
    conditions: { StringEquals: { 'ses:FromAddress': address } },
  });
  return { from: fromName === undefined ? address : `${readName(where, handler, fromName)} <${address}>`, statement };
}

/** Amazon SES sends for an address that is verified itself, or by a domain above it. */
function requireOwnIdentity(where: IConstruct, handler: string, address: string, identity: string | undefined): void {
  if (identity === undefined || Token.isUnresolved(identity)) return;
  const [own, asked] = [address.toLowerCase(), identity.toLowerCase()];
  const domain = asked.includes('@') ? [] : [`@${asked}`, `.${asked}`];
  if (own === asked || domain.some((end) => own.endsWith(end))) return;
  throw new AuthConfigError(
    where,
    `sesIdentity of ${handler} is '${identity}', as which nobody may send from '${address}'. Pass the address, its domain, or a domain above that.`,
  );
}

/** A name for the head of a mail, which knows ASCII only. */
function readName(where: IConstruct, handler: string, fromName: string): string {
  const name = requireLiteral(where, `fromName of ${handler}`, fromName);
  if (name.trim() === '' || name.length > 60 || /["\\<>\r\n]/.test(name)) {
    throw new AuthConfigError(
      where,
      `fromName of ${handler} is '${name}'. Write 1 to 60 characters, without quotation marks, backslashes and < >.`,
    );
  }
  if (/^[\x20-\x7e]+$/.test(name)) return `"${name}"`;
  // in words of at most 75 characters each (RFC 2047), cut between characters
  const words = name.match(/.{1,10}/gsu)!.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`);
  return words.join(' ');
}
