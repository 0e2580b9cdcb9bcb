import { LoginBranding } from 'cdk-cognito-auth';
import { fileOf, withPages } from './pages';
import { newAuth } from '../support/auth';
import { propertiesOf } from '../support/template';

const STYLE = {
  UserPoolId: 'eu-west-1_EXAMPLE',
  UseCognitoProvidedValues: false,
  Settings: { components: { primaryButton: { lightMode: { defaults: { backgroundColor: '005ea2ff' } } } } },
  Assets: [
    { Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG', Bytes: 'cGl4ZWxz' },
    { Category: 'IDP_BUTTON_ICON', ColorMode: 'DARK', Extension: 'SVG', ResourceId: 'Google' },
  ],
};

const fileWith = (document: unknown) => fileOf('style.json', JSON.stringify(document));
const brandingOf = (file: string) =>
  propertiesOf(withPages({ branding: LoginBranding.fromExport(file) }), 'AWS::Cognito::ManagedLoginBranding');

test.each([
  ['the output of the AWS CLI', { ManagedLoginBranding: STYLE }],
  ['the style in it', STYLE],
])('takes %s, without what belongs to the pool it came from', (_, document) => {
  const { UserPoolId, ...properties } = brandingOf(fileWith(document));
  expect(properties).toEqual({
    ClientId: expect.anything(),
    UseCognitoProvidedValues: false,
    Settings: STYLE.Settings,
    Assets: STYLE.Assets,
  });
  expect(UserPoolId).not.toBe(STYLE.UserPoolId);
});

test('takes a style without images', () => {
  expect(brandingOf(fileWith({ Settings: STYLE.Settings })).Settings).toEqual(STYLE.Settings);
});

describe('refuses', () => {
  test.each<[string, () => string, RegExp]>([
    [
      'text',
      () => fileOf('style.txt', 'Settings: {}'),
      /style\.txt is not JSON\. Pass the output of aws cognito-idp describe-managed-login-branding-by-client\.$/,
    ],
    ['null', () => fileOf('null.json', 'null'), /null\.json is not JSON\. Pass the output/],
    [
      'a style that was not changed',
      () => fileOf('plain.json', JSON.stringify({ ManagedLoginBranding: { UseCognitoProvidedValues: true } })),
      /plain\.json has no Settings: it is no style, or one that was not changed\. Export it with --return-merged-resources\.$/,
    ],
    ['a list', () => fileOf('list.json', '{"Settings":[]}'), /list\.json has no Settings/],
    [
      'no file',
      () => 'nowhere.json',
      /LoginBranding\.fromExport is 'nowhere\.json', which cannot be read \(ENOENT\)\./,
    ],
  ])('%s', (_, file, sentence) => {
    let message = '';
    try {
      newAuth({ branding: LoginBranding.fromExport(file()) });
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(/^Stack\/Auth: /);
    expect(message).toMatch(sentence);
  });
});
