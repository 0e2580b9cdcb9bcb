import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthConfigError } from '../../private/errors';

const LONGEST = 256;
const MOST_SCOPES = 100;
/** Printable, without space, quotation mark and backslash. */
const IDENTIFIER = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
/** The same without the slash, which stands between the server and its scope. */
const SCOPE_NAME = /^[\x21\x23-\x2e\x30-\x5b\x5d-\x7e]+$/;
const SERVER_NAME = /^[\w\s+=,.@-]+$/;

type Options = cognito.UserPoolResourceServerOptions;

/** Refuses what Cognito would refuse at deployment. */
export function requireResourceServer(where: string, options: Options): void {
  const { identifier, userPoolResourceServerName, scopes = [] } = options;
  requireText(where, `the identifier '${identifier}'`, identifier, IDENTIFIER, 'quotation marks and backslashes');
  if (userPoolResourceServerName !== undefined) requireName(where, userPoolResourceServerName);
  if (scopes.length > MOST_SCOPES) {
    throw new AuthConfigError(
      where,
      `there are ${scopes.length} scopes. Cognito allows ${MOST_SCOPES} for a resource server: use fewer, or a second one.`,
    );
  }
  const names = scopes.map(({ scopeName }) => scopeName);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) {
    throw new AuthConfigError(where, `the scope '${twin}' stands there twice. Leave one out.`);
  }
  for (const { scopeName, scopeDescription } of scopes) {
    requireText(where, `the scope '${scopeName}'`, scopeName, SCOPE_NAME, 'slashes, quotation marks and backslashes');
    requireDescription(where, scopeName, scopeDescription);
  }
}

/** The name that people see: the identifier, which may be a URL, with a hyphen for what a name cannot have. */
export function serverName({ identifier, userPoolResourceServerName }: Options): string {
  if (userPoolResourceServerName !== undefined || Token.isUnresolved(identifier)) {
    return userPoolResourceServerName ?? identifier;
  }
  return identifier.replace(/[^\w+=,.@-]+/g, '-');
}

function requireText(where: string, what: string, text: string, pattern: RegExp, without: string): void {
  if (Token.isUnresolved(text) || (text.length <= LONGEST && pattern.test(text))) return;
  throw new AuthConfigError(
    where,
    `${what} is not one for Cognito: use 1 to ${LONGEST} printable characters without spaces, ${without}.`,
  );
}

function requireName(where: string, name: string): void {
  if (Token.isUnresolved(name) || (name.length <= LONGEST && SERVER_NAME.test(name))) return;
  throw new AuthConfigError(
    where,
    `userPoolResourceServerName is '${name}'. Use 1 to ${LONGEST} letters, digits, spaces and + = , . @ _ -`,
  );
}

function requireDescription(where: string, scope: string, description: string): void {
  if (Token.isUnresolved(description) || (description.length > 0 && description.length <= LONGEST)) return;
  throw new AuthConfigError(
    where,
    `the description of the scope '${scope}' has ${description.length} characters. Write from 1 to ${LONGEST}.`,
  );
}
