import { Aws, CfnParameter } from 'aws-cdk-lib';
import { LoginTerms } from 'cdk-cognito-auth';
import { withPages } from './pages';
import { authIn, newAuth, spa } from '../support/auth';
import { allOf, synth } from '../support/template';

const TERMS: LoginTerms = { termsOfUse: 'https://example.com/terms', privacyPolicy: 'https://example.com/privacy' };
const TYPE = 'AWS::Cognito::Terms';

test('every client links to both documents, one after the other', () => {
  const template = withPages({ terms: TERMS }, (auth) => void auth.addClient('Second', spa()));
  const clients = allOf(template, 'AWS::Cognito::UserPoolClient').map(([id]) => id);
  const documents = allOf(template, TYPE);
  for (const client of clients) {
    const [[terms, first], [, second]] = documents.filter(([, { Properties }]) => Properties.ClientId.Ref === client);
    const common = { TermsSource: 'LINK', Enforcement: 'NONE' };
    expect([first.Properties, second.Properties]).toMatchObject([
      { ...common, TermsName: 'terms-of-use', Links: { 'cognito:default': TERMS.termsOfUse } },
      { ...common, TermsName: 'privacy-policy', Links: { 'cognito:default': TERMS.privacyPolicy } },
    ]);
    expect(second.DependsOn).toEqual([terms]);
  }
  expect([clients.length, documents.length]).toEqual([2, 4]);
});

test('a document may have a translation', () => {
  const termsOfUseByLanguage = { french: 'https://example.com/fr/conditions' };
  const privacyPolicyByLanguage = { 'chinese-simplified': 'https://example.com/zh/privacy' };
  const template = withPages({ terms: { ...TERMS, termsOfUseByLanguage, privacyPolicyByLanguage } });
  expect(allOf(template, TYPE).map(([, { Properties }]) => Properties.Links)).toEqual([
    { 'cognito:default': TERMS.termsOfUse, 'cognito:french': termsOfUseByLanguage.french },
    { 'cognito:default': TERMS.privacyPolicy, 'cognito:chinese-simplified': 'https://example.com/zh/privacy' },
  ]);
});

test('a link may be known at deployment only', () => {
  const template = synth((stack) => {
    const terms = { ...TERMS, termsOfUse: new CfnParameter(stack, 'Terms').valueAsString };
    expect(() => authIn(stack, { terms })).not.toThrow();
  });
  expect(allOf(template, TYPE)).toEqual([]);
});

test.each([`https://${Aws.REGION}.example.com/terms`, `https://example.com/${Aws.REGION}`, `https://${Aws.REGION}`])(
  'a link may be known in part: %s',
  (termsOfUse) => expect(() => newAuth({ terms: { ...TERMS, termsOfUse } })).not.toThrow(),
);

test.each([
  [`http://${Aws.REGION}.example.com`, 'http://${…}.example.com'],
  [`javascript:${Aws.REGION}`, 'javascript:${…}'],
  [`https://exa mple.${Aws.REGION}`, 'https://exa mple.${…}'],
])('what is literal in a link is judged: %s', (termsOfUse, shown) => {
  expect(() => newAuth({ terms: { ...TERMS, termsOfUse } })).toThrow(
    `terms.termsOfUse is '${shown}', which is not an https:// address.`,
  );
});

const REFUSED: [Partial<LoginTerms>, string][] = [
  [
    { termsOfUse: 'http://example.com/terms' },
    "terms.termsOfUse is 'http://example.com/terms', which is not an https:// address.",
  ],
  [{ privacyPolicy: '/privacy' }, "terms.privacyPolicy is '/privacy', which is not an https:// address."],
  [{ privacyPolicy: '' }, "terms.privacyPolicy is '', which is not an https:// address."],
  [{ privacyPolicy: 'https://' }, "terms.privacyPolicy is 'https://', which is not an https:// address."],
  [{ privacyPolicy: 'https://exa mple.com' }, "terms.privacyPolicy is 'https://exa mple.com', which is not"],
  [
    { termsOfUse: 'javascript:alert(1)' },
    "terms.termsOfUse is 'javascript:alert(1)', which is not an https:// address.",
  ],
  [
    { termsOfUseByLanguage: { french: 'example.com' } },
    "terms.termsOfUseByLanguage.french is 'example.com', which is not an https:// address. People are sent there: use https.",
  ],
  [
    { privacyPolicy: `https://example.com/${'p'.repeat(1005)}` },
    'terms.privacyPolicy has 1025 characters. Cognito allows 1024: shorten it.',
  ],
  [
    { privacyPolicyByLanguage: { klingon: 'https://example.com/klingon' } },
    "terms has the language 'klingon', which managed login does not speak. Use one of english, french, spanish, german, italian, portuguese-brazil, japanese, korean, chinese-simplified, chinese-traditional, bahasa-indonesia.",
  ],
];

test.each(REFUSED.map(([part, sentence]) => [sentence, part] as const))('refuses terms: %s', (sentence, part) => {
  expect(() => newAuth({ terms: { ...TERMS, ...part } })).toThrow(`Stack/Auth: ${sentence}`);
});
