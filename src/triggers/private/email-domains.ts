import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ContentList, contentList } from './content-list';
import { isDomain } from '../../contract/email';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

/** The list of domains of a handler. */
export interface DomainListOptions {
  /** The handler, as people call it: `PreSignUp.allowEmailDomains`. */
  readonly handler: string;
  readonly fileName: string;
  /** What an empty list would mean, as the end of a sentence. */
  readonly whenEmpty: string;
}

/** Reads a list of domains that people wrote: plain names, in any letter case and order. */
export function domainList(where: IConstruct, domains: readonly string[], options: DomainListOptions): ContentList {
  const { handler, fileName, whenEmpty } = options;
  if (domains.length === 0) {
    throw new AuthConfigError(where, `${handler} has no domains, so ${whenEmpty}. Pass at least one.`);
  }
  if (Token.isUnresolved(domains)) {
    throw new AuthConfigError(
      where,
      `the list of ${handler} is a token, and the handler must know it at synth. Pass plain strings.`,
    );
  }
  const read = domains.map((domain) => {
    const lower = requireLiteral(where, `a domain of ${handler}`, domain).toLowerCase();
    if (isDomain(lower)) return lower;
    throw new AuthConfigError(
      where,
      `${handler} has '${domain}', which is not a domain. Pass a name such as example.com, without @ and wildcards.`,
    );
  });
  return contentList(fileName, read);
}
