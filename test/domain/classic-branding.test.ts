import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, LoginBranding } from 'cdk-cognito-auth';
import { withPages } from './pages';
import { newAuth, spa } from '../support/auth';
import { faultsAround, allOf, only, propertiesOf } from '../support/template';

const CSS = `/* the colours of the notes app */
.submitButton-customizable { background-color: #005ea2; }
.submitButton-customizable:hover, .idpButton-customizable:hover { background-color: #003b66; }`;
const TYPE = 'AWS::Cognito::UserPoolUICustomizationAttachment';

test('is the classic hosted UI with the CSS, for all clients', () => {
  const template = withPages(
    { branding: LoginBranding.classic({ css: CSS }) },
    (auth) => void auth.addClient('Two', spa()),
  );
  expect(propertiesOf(template, TYPE)).toMatchObject({ ClientId: 'ALL', CSS });
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain').ManagedLoginVersion).toBe(1);
  expect(allOf(template, 'AWS::Cognito::ManagedLoginBranding')).toEqual([]);
});

test('waits for the domain, so that it also goes before it', () => {
  const template = withPages({ branding: LoginBranding.classic({ css: CSS }) });
  const [[domain]] = allOf(template, 'AWS::Cognito::UserPoolDomain');
  expect([only(template, TYPE).DependsOn].flat()).toEqual([domain]);
});

test('serves the LITE plan', () => {
  const { LITE } = cognito.FeaturePlan;
  const template = withPages({ featurePlan: LITE, branding: LoginBranding.classic({ css: CSS }) });
  expect(propertiesOf(template, TYPE).CSS).toBe(CSS);
});

test('has no terms', () => {
  const terms = { termsOfUse: 'https://example.com/terms', privacyPolicy: 'https://example.com/privacy' };
  expect(faultsAround(newAuth({ branding: LoginBranding.classic({ css: CSS }), terms }))).toEqual([
    'Stack/Auth: terms is given, and the classic hosted UI shows none. Leave it out, or use managed login (not with the LITE plan).',
  ]);
});

test('is nothing without a domain', () => {
  const auth = newAuth({ branding: LoginBranding.classic({ css: CSS }) });
  expect(auth.node.tryFindChild('ClassicBranding')).toBeUndefined();
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  expect(auth.node.tryFindChild('ClassicBranding')).toBeDefined();
});

const NOT_RULES = 'is not a list of rules. Write each one as .class { property: value; }';
const selector = (text: string) => `has the selector '${text}'. Use one of .background-customizable, `;

test.each(
  [
    ['body { color: red; }', selector('body')],
    ['.submitButton-customizable:active { color: red; }', selector('.submitButton-customizable:active')],
    ['.label-customizable a { color: red; }', selector('.label-customizable a')],
    ['.label-customizable, .modal-content { color: red; }', selector('.modal-content')],
    ['{ color: red; }', selector('')],
    [
      '@import url("https://example.com/own.css");',
      'has the statement @import. Cognito takes plain rules only: leave it out',
    ],
    ['@media print { .label-customizable { color: red; } }', 'has the statement @media.'],
    ['.label-customizable { content: "<b>"; }', "has '<'. Cognito takes neither HTML nor JavaScript: leave it out"],
    [
      '/* </style><script>alert(1)</script> */ .label-customizable { color: red; }',
      "has '<'. Cognito takes neither HTML nor JavaScript: leave it out",
    ],
    ['.label-customizable { background: url(JavaScript:x); }', "has 'JavaScript:'. Cognito takes neither"],
    ['color: red;', NOT_RULES],
    ['.label-customizable { color: red; ', NOT_RULES],
    ['.label-customizable { color: red; } }', NOT_RULES],
    ['', NOT_RULES],
    ['/* nothing */', NOT_RULES],
    [
      `.label-customizable { color: ${'x'.repeat(131_072)}; }`,
      'has 131104 characters. Cognito allows 131072: shorten it',
    ],
  ].map(([css, fault]) => [fault, css]),
)('refuses CSS that %s', (fault, css) => {
  expect(() => newAuth({ branding: LoginBranding.classic({ css }) })).toThrow(
    `Stack/Auth: the CSS of the classic hosted UI ${fault}`,
  );
});
