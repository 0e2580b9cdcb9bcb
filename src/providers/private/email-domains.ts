import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

const MOST_IDENTIFIERS = 50;
const LONGEST_IDENTIFIER = 40;
const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`);

/**
 * The identifiers of a provider, by which managed login finds it for an e-mail address; sorted and without doubles, so
 * that the same set gives the same template.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managing-saml-idp-naming.html
 */
export function emailDomains(where: IConstruct, domains: string[] = []): string[] {
  const read = domains.map((domain) => emailDomain(where, domain));
  const distinct = [...new Set(read)].sort();
  if (distinct.length > MOST_IDENTIFIERS) {
    throw new AuthConfigError(
      where,
      `emailDomains has ${distinct.length} domains. Cognito allows ${MOST_IDENTIFIERS} identifiers of a provider: use fewer.`,
    );
  }
  return distinct;
}

function emailDomain(where: IConstruct, domain: string): string {
  if (Token.isUnresolved(domain)) {
    throw new AuthConfigError(
      where,
      'emailDomains has a token, and each domain must be known at synth to belong to one provider. Pass plain strings.',
    );
  }
  const lower = domain.toLowerCase();
  if (!DOMAIN.test(lower)) {
    throw new AuthConfigError(
      where,
      `emailDomains has '${domain}', which is not a domain. Pass a name such as example.com, without @ and wildcards.`,
    );
  }
  if (lower.length > LONGEST_IDENTIFIER) {
    throw new AuthConfigError(
      where,
      `emailDomains has '${domain}' with ${lower.length} characters. Cognito allows ${LONGEST_IDENTIFIER} in an identifier: leave it out, and name the provider in the request (identity_provider).`,
    );
  }
  return lower;
}
