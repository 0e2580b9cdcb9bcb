import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

/** What Cognito calls its own users and the providers of which it allows one of each kind. */
const RESERVED = ['cognito', 'facebook', 'google', 'loginwithamazon', 'signinwithapple'];
const NAME = /^[^_\p{Z}\p{C}]{3,32}$/u;

/**
 * The name of an OIDC or SAML provider: a plain string, because clients and triggers carry it (law 2).
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html
 */
export function providerName(where: IConstruct, name: string = where.node.id): string {
  if (Token.isUnresolved(name)) {
    throw new AuthConfigError(
      where,
      'name is a token, and clients and triggers must know it at synth. Pass a plain string.',
    );
  }
  if (!NAME.test(name)) {
    throw new AuthConfigError(
      where,
      `the provider would be named '${name}'. Cognito wants 3 to 32 characters without spaces and underscores: pass such a one as the option name.`,
    );
  }
  if (RESERVED.includes(name.toLowerCase())) {
    throw new AuthConfigError(
      where,
      `the provider would be named '${name}', which Cognito keeps for itself. Pass another as the option name.`,
    );
  }
  return name;
}
