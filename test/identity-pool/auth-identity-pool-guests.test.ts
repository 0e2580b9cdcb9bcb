import { AuthIdentityPool } from 'cdk-cognito-auth';
import { authIn, bucketIn, identityPoolOf, newAuth, spa } from '../support/auth';
import { canAssume, Context, policiesOf, WEB_IDENTITY, webIdentityRoles } from '../support/iam';
import { REGION } from '../support/intrinsics';
import { allOf, propertiesOf, synth, TemplateJson } from '../support/template';
import { rewriting } from '../threats/mutants';

const withGuests = (use: (signedIn: AuthIdentityPool) => void = () => undefined) =>
  synth((stack) => {
    const auth = authIn(stack);
    const signedIn = auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], guestsAllowed: true });
    auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
    use(signedIn);
  });

const roleOf = (template: TemplateJson, part: string) =>
  webIdentityRoles(template).find(([id]) => id.includes(part))![0];
const poolOf = (template: TemplateJson) => `${REGION}:${allOf(template, 'AWS::Cognito::IdentityPool')[0][0]}`;

test('guests are let in, with a role of their own that can do nothing', () => {
  const template = withGuests();
  const guests = roleOf(template, 'Guests');
  expect(propertiesOf(template, 'AWS::Cognito::IdentityPool').AllowUnauthenticatedIdentities).toBe(true);
  expect(propertiesOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment').Roles.unauthenticated).toEqual({
    'Fn::GetAtt': [guests, 'Arn'],
  });
  expect(policiesOf(template, guests)).toEqual([]);
  expect(template.Resources[guests].Properties.ManagedPolicyArns).toBeUndefined();
});

test('the classic flow stays off, for it would lift the limit that Cognito sets for guests', () => {
  expect(propertiesOf(withGuests(), 'AWS::Cognito::IdentityPool').AllowClassicFlow).toBe(false);
});

describe('the role of guests', () => {
  const template = withGuests();
  const pool = poolOf(template);
  const claims = (aud?: string, amr?: string[]): Context => ({
    ...(aud && { [`${WEB_IDENTITY}:aud`]: aud }),
    ...(amr && { [`${WEB_IDENTITY}:amr`]: amr }),
  });

  test.each<[string, boolean, Context]>([
    ['a guest of this identity pool', true, claims(pool, ['unauthenticated'])],
    ['a guest of another one', false, claims(`${REGION}:other`, ['unauthenticated'])],
    ['a signed-in user', false, claims(pool, ['authenticated', 'cognito-idp'])],
    ['whoever has no audience', false, claims(undefined, ['unauthenticated'])],
    ['whoever has no method', false, claims(pool)],
    ['whoever has no claim', false, claims()],
  ])('trusts %s: %s', (_, expected, context) => {
    expect(canAssume(template, roleOf(template, 'Guests'), context)).toBe(expected);
  });

  test.each(['AuthenticatedRole', 'Editors'])('is the only one that trusts guests: %s', (part) => {
    expect(canAssume(template, roleOf(template, part), claims(pool, ['unauthenticated']))).toBe(false);
    expect(canAssume(template, roleOf(template, part), claims(pool, ['authenticated']))).toBe(true);
  });

  test("would be anybody's without the audience, so that the denials above are no coincidence", () => {
    const mutant = rewriting('AWS::IAM::Role', `${WEB_IDENTITY}:aud`, `${WEB_IDENTITY}:sub`)(template);
    const swapped = { ...claims(`${REGION}:other`, ['unauthenticated']), [`${WEB_IDENTITY}:sub`]: pool };
    expect(canAssume(mutant, roleOf(mutant, 'Guests'), swapped)).toBe(true);
  });
});

test('a grant to guests reaches guests alone, and one to signed-in users does not reach guests', () => {
  const granted = withGuests(({ guests }) => void bucketIn(guests).grantRead(guests));
  const [guests, ...others] = ['Guests', 'AuthenticatedRole', 'Editors'].map((part) => roleOf(granted, part));
  expect(policiesOf(granted, guests)).toHaveLength(1);
  others.forEach((role) => expect(policiesOf(granted, role)).toEqual([]));

  const toSignedIn = withGuests((signedIn) => void bucketIn(signedIn).grantRead(signedIn));
  expect(policiesOf(toSignedIn, roleOf(toSignedIn, 'Guests'))).toEqual([]);
  expect(policiesOf(toSignedIn, roleOf(toSignedIn, 'Editors'))).toHaveLength(1);
});

test('refuses a grant to guests who are not let in', () => {
  const signedIn = identityPoolOf(newAuth());
  expect(() => signedIn.guests).toThrow(
    'Stack/Auth/Aws: the identity pool lets no guests in. Pass guestsAllowed: true to addIdentityPool() to let them.',
  );
});
