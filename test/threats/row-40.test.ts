import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps } from 'cdk-cognito-auth';
import { passkeys, THREATS_TO_FACTORS } from './rows-factors';
import { authIn, notesTemplate } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';
import { customDomain } from '../user-pool/factor-world';

const [{ check }] = THREATS_TO_FACTORS;
const withPasskeys: CognitoAuthProps = { signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } } };
const templateWith = (props: CognitoAuthProps, domain = 'login.example.com') =>
  synth((stack) => customDomain(domain)(authIn(stack, { ...withPasskeys, ...props })));

test('the mutants differ from what is sound by their fault alone', () => {
  expect(check(passkeys()(notesTemplate()))).toEqual([]);
});

test.each<[string, CognitoAuthProps]>([
  ['as they are by default', {}],
  ['where MFA is required', { mfa: cognito.Mfa.REQUIRED }],
  ['bound to a parent of the domain', { passkeyRelyingPartyId: 'example.com' }],
])('passkeys are safe %s', (_, props) => expect(check(templateWith(props))).toEqual([]));

describe('a new domain', () => {
  const boundTo = (props: CognitoAuthProps, domain: string) =>
    propertiesOf(templateWith(props, domain), 'AWS::Cognito::UserPool').WebAuthnRelyingPartyID;

  test('does not take the passkeys away unnoticed where their domain is written down', () => {
    const written = { ...withPasskeys, passkeyRelyingPartyId: 'login.example.com' };
    expect(findingsOf((stack) => customDomain('signin.example.com')(authIn(stack, written)))).toEqual([
      expect.stringContaining('a change loses them all'),
    ]);
  });

  test('keeps them where they are bound to what both have in common', () => {
    const written = { passkeyRelyingPartyId: 'example.com' };
    expect(boundTo(written, 'login.example.com')).toBe('example.com');
    expect(boundTo(written, 'signin.example.com')).toBe('example.com');
  });

  test('moves them where nothing is written down: hence the warning', () => {
    expect(boundTo({}, 'login.example.com')).toBe('login.example.com');
    expect(boundTo({}, 'signin.example.com')).toBe('signin.example.com');
  });
});
