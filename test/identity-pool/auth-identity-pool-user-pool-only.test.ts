import { IdentityPoolProvider } from 'cdk-cognito-auth';
import { authIn, newAuth, spa } from '../support/auth';
import { canAssume, WEB_IDENTITY, webIdentityRoles } from '../support/iam';
import { concrete, REGION } from '../support/intrinsics';
import { allOf, synth, TemplateJson } from '../support/template';

const withRoles = (userPoolOnly?: boolean) =>
  synth((stack) => {
    const auth = authIn(stack);
    const clients = [auth.addClient('Spa', spa())];
    const signedIn = auth.addIdentityPool('Aws', { clients, userPoolOnly, guestsAllowed: true });
    auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
  });

/** The beginnings of the ids of the roles that somebody gets for whom a provider vouches. */
function rolesBy(template: TemplateJson, ...methods: string[]): string[] {
  const [[pool]] = allOf(template, 'AWS::Cognito::IdentityPool');
  const context = { [`${WEB_IDENTITY}:aud`]: `${REGION}:${pool}`, [`${WEB_IDENTITY}:amr`]: methods };
  return webIdentityRoles(template)
    .filter(([id]) => canAssume(template, id, context))
    .map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))
    .sort();
}

const SIGNED_IN = ['AuthAwsAuthenticatedRole', 'AuthEditorsRole'];
const userPoolOf = (template: TemplateJson): string =>
  concrete(template, { 'Fn::GetAtt': [allOf(template, 'AWS::Cognito::UserPool')[0][0], 'ProviderName'] });

test('roles trust whom the user pool has signed in, and nobody for whom another provider vouches', () => {
  const template = withRoles(true);
  expect(rolesBy(template, 'authenticated', userPoolOf(template))).toEqual(SIGNED_IN);
  expect(rolesBy(template, 'authenticated', 'accounts.google.com')).toEqual([]);
  expect(rolesBy(template, 'authenticated', `${userPoolOf(template)}-evil`)).toEqual([]);
  expect(rolesBy(template, 'unauthenticated')).toEqual(['AuthAwsGuestsRole']);
});

test('without it they trust everybody whom the identity pool takes for signed in', () => {
  expect(rolesBy(withRoles(), 'authenticated', 'accounts.google.com')).toEqual(SIGNED_IN);
  expect(withRoles(false)).toEqual(withRoles());
});

test('refuses it beside providers, whose users would get nothing', () => {
  const auth = newAuth();
  const clients = [auth.addClient('Spa', spa())];
  const providers = [IdentityPoolProvider.google('123.apps.googleusercontent.com')];
  expect(() => auth.addIdentityPool('Aws', { clients, providers, userPoolOnly: true })).toThrow(
    'Stack/Auth/Aws: userPoolOnly leaves out everybody whom the user pool does not vouch for, and there are providers that do. Leave one of the two out.',
  );
});
