import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

/** Characters of a scope (RFC 6749, section 3.3), less the comma, by which Facebook separates them. */
const SCOPE = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+$/;

/** Refuses scopes that no provider could read, or that lack what the protocol needs. */
export function requireScopes(where: IConstruct, scopes: string[], needed?: string): string[] {
  if (Token.isUnresolved(scopes)) return scopes;
  if (scopes.length === 0) {
    throw new AuthConfigError(where, 'scopes is empty. Name at least one, or leave the option out.');
  }
  const broken = scopes.find((scope) => !Token.isUnresolved(scope) && !SCOPE.test(scope));
  if (broken !== undefined) {
    throw new AuthConfigError(where, `scopes has '${broken}', which is not one scope. Make each an entry of its own.`);
  }
  if (needed !== undefined && !scopes.some((scope) => scope === needed || Token.isUnresolved(scope))) {
    throw new AuthConfigError(
      where,
      `scopes lacks '${needed}', without which the provider sends no ID token. Add it, or leave the option out.`,
    );
  }
  return scopes;
}
