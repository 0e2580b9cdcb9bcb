import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

const FOLDER = /^[\w!.'()=,+@-]+(?:\/[\w!.'()=,+@-]+)*$/;
/** Without `+`, which is a wildcard of MQTT. */
const TOPIC = /^[\w!.'()=,@-]+(?:\/[\w!.'()=,@-]+)*$/;

/** What stands before a user's key holds no wildcard, no policy variable and no way up; it ends where a slash begins. */
export function requirePlainFolder(where: IConstruct, prefix: string): void {
  requirePlain(where, prefix, FOLDER, 'folder', 'app/users');
}

export function requirePlainTopic(where: string, prefix: string): void {
  requirePlain(where, prefix, TOPIC, 'topic', 'app/users');
}

function requirePlain(where: IConstruct | string, prefix: string, form: RegExp, what: string, example: string): void {
  if (Token.isUnresolved(prefix)) return;
  if (form.test(prefix) && !prefix.split('/').some((part) => /^\.+$/.test(part))) return;
  throw new AuthConfigError(
    where,
    `the prefix '${prefix}' is not a plain ${what}. Use letters, digits and single slashes between names, as in '${example}'.`,
  );
}
