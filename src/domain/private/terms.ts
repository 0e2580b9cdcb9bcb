import { CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { literalPart, shownText } from '../../private/tokens';
import type { LoginTerms } from '../login-terms';

const LONGEST_LINK = 1024;

/** The languages of managed login. */
const LANGUAGES = [
  ...['english', 'french', 'spanish', 'german', 'italian', 'portuguese-brazil', 'japanese', 'korean'],
  ...['chinese-simplified', 'chinese-traditional', 'bahasa-indonesia'],
];

export function requireTerms(where: string, terms: LoginTerms): void {
  const links = [
    ['terms.termsOfUse', terms.termsOfUse],
    ['terms.privacyPolicy', terms.privacyPolicy],
    ...named('terms.termsOfUseByLanguage', terms.termsOfUseByLanguage),
    ...named('terms.privacyPolicyByLanguage', terms.privacyPolicyByLanguage),
  ];
  links.forEach(([what, link]) => requireLink(where, what, link));
  const languages = [terms.termsOfUseByLanguage, terms.privacyPolicyByLanguage].flatMap((map) =>
    Object.keys(map ?? {}),
  );
  const unknown = languages.find((language) => !LANGUAGES.includes(language));
  if (unknown === undefined) return;
  throw new AuthConfigError(
    where,
    `terms has the language '${unknown}', which managed login does not speak. Use one of ${LANGUAGES.join(', ')}.`,
  );
}

/** Both documents, one after the other: Cognito refuses two changes of a client at once. Older L1s do not know them. */
export function createTerms(client: Construct, ids: { userPoolId: string; clientId: string }, terms: LoginTerms): void {
  const create = (id: string, name: string, links: Record<string, string>) =>
    new CfnResource(client, id, {
      type: 'AWS::Cognito::Terms',
      properties: {
        ...{ UserPoolId: ids.userPoolId, ClientId: ids.clientId },
        ...{ TermsName: name, TermsSource: 'LINK', Enforcement: 'NONE', Links: links },
      },
    });
  const first = create('TermsOfUse', 'terms-of-use', linksOf(terms.termsOfUse, terms.termsOfUseByLanguage));
  const second = create('PrivacyPolicy', 'privacy-policy', linksOf(terms.privacyPolicy, terms.privacyPolicyByLanguage));
  second.node.addDependency(first);
}

function linksOf(everywhere: string, byLanguage: Record<string, string> = {}): Record<string, string> {
  const entries = Object.entries(byLanguage).map(([language, link]) => [`cognito:${language}`, link]);
  return Object.fromEntries([['cognito:default', everywhere], ...entries]);
}

function named(what: string, links: Record<string, string> = {}): [string, string][] {
  return Object.entries(links).map(([language, link]) => [`${what}.${language}`, link]);
}

function requireLink(where: string, what: string, text: string): void {
  const link = literalPart(text);
  if (link === undefined) return;
  if (link.length > LONGEST_LINK) {
    throw new AuthConfigError(
      where,
      `${what} has ${link.length} characters. Cognito allows ${LONGEST_LINK}: shorten it.`,
    );
  }
  if (/^https:\/\/[^/\s]+\S*$/.test(link) && URL.canParse(link)) return;
  throw new AuthConfigError(
    where,
    `${what} is '${shownText(text)}', which is not an https:// address. People are sent there: use https.`,
  );
}
