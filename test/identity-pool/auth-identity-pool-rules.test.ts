import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth, RoleMapping, RoleRule } from 'cdk-cognito-auth';
import { authIn, bucketIn, CALLBACK, identityPoolOf, newAuth, spa } from '../support/auth';
import { canAssume, WEB_IDENTITY, webIdentityRoles } from '../support/iam';
import { REGION } from '../support/intrinsics';
import { allOf, findingsOf, named, propertiesOf, synth } from '../support/template';

const PLAN = { customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) } };
const GOLD = RoleRule.claimEquals('custom:plan', 'gold', 'Gold');
const ROLES = 'AWS::Cognito::IdentityPoolRoleAttachment';

const ruledBy = (auth: CognitoAuth, ...rules: RoleRule[]) =>
  auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], roleMapping: RoleMapping.rules(rules) });

const mappingOf = (...rules: RoleRule[]) =>
  Object.values<any>(
    propertiesOf(
      synth((stack) => void ruledBy(authIn(stack, PLAN), ...rules)),
      ROLES,
    ).RoleMappings,
  )[0];

test('fromToken is the default', () => {
  const mapped = (roleMapping?: RoleMapping) =>
    synth((stack) => {
      const auth = authIn(stack);
      auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], roleMapping });
    });
  expect(mapped(RoleMapping.fromToken())).toEqual(mapped());
});

test('rules only ask for equality, in their order, and whom none fits gets the least role', () => {
  const mapping = mappingOf(GOLD, RoleRule.claimEquals('custom:plan', 'silver', 'Silver'));
  expect(mapping).toMatchObject({ Type: 'Rules', AmbiguousRoleResolution: 'AuthenticatedRole' });
  const arn = (role: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^AuthAws${role}Role`), 'Arn'] });
  expect(mapping.RulesConfiguration.Rules).toEqual([
    { Claim: 'custom:plan', MatchType: 'Equals', Value: 'gold', RoleARN: arn('Gold') },
    { Claim: 'custom:plan', MatchType: 'Equals', Value: 'silver', RoleARN: arn('Silver') },
  ]);
});

test('rules may share a role', () => {
  const [one, other] = mappingOf(GOLD, RoleRule.claimEquals('custom:plan', 'platinum', 'Gold')).RulesConfiguration
    .Rules;
  expect(one.RoleARN).toEqual(other.RoleARN);
});

test('the role of a rule trusts signed-in users of this identity pool, and nobody else', () => {
  const template = synth((stack) => void ruledBy(authIn(stack, PLAN), GOLD));
  const [[pool]] = allOf(template, 'AWS::Cognito::IdentityPool');
  const [gold] = webIdentityRoles(template).find(([id]) => id.includes('Gold'))!;
  const trusts = (aud: string, amr: string) =>
    canAssume(template, gold, { [`${WEB_IDENTITY}:aud`]: `${REGION}:${aud}`, [`${WEB_IDENTITY}:amr`]: [amr] });
  expect([trusts(pool, 'authenticated'), trusts('other', 'authenticated'), trusts(pool, 'unauthenticated')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a grant to the identity pool reaches the role of a rule; a grant to that role reaches no other', () => {
  const template = synth((stack) => {
    const signedIn = ruledBy(authIn(stack, PLAN), GOLD);
    bucketIn(stack).grantRead(signedIn);
    bucketIn(signedIn).grantReadWrite(signedIn.roleFor('Gold'));
  });
  const gold = { Ref: expect.stringMatching(/^AuthAwsGoldRole/) };
  expect(named(template, 'AuthAwsSignedInAccess').Properties.Roles).toContainEqual(gold);
  expect(propertiesOf(template, 'AWS::IAM::Policy').Roles).toEqual([gold]);
});

describe('refuses', () => {
  test('a role that no rule gives', () => {
    expect(() => ruledBy(newAuth(PLAN), GOLD).roleFor('Glod')).toThrow(
      "Stack/Auth/Aws: no rule gives the role 'Glod'. Those of roleMapping are 'Gold'.",
    );
    expect(() => identityPoolOf(newAuth()).roleFor('Gold')).toThrow(
      "Stack/Auth/Aws: no rule gives the role 'Gold'. Pass roleMapping: RoleMapping.rules([…]) to addIdentityPool().",
    );
  });

  test('a group with a role beside rules, for its members would never get it', () => {
    const auth = newAuth(PLAN);
    const identityPool = ruledBy(auth, GOLD);
    expect(() => auth.addGroup('Editors', { precedence: 1, identityPool })).toThrow(
      'Stack/Auth/Editors: identityPool is Stack/Auth/Aws, which picks roles by rules and not from the token, so no member would get the role of the group. Leave identityPool or roleMapping out.',
    );
  });

  test.each([0, 26])('%i rules', (count) => {
    expect(() => ruledBy(newAuth(PLAN), ...Array<RoleRule>(count).fill(GOLD))).toThrow(
      `Stack/Auth/Aws: roleMapping has ${count} rules. Pass from 1 to 25 to RoleMapping.rules(), or leave roleMapping out.`,
    );
  });

  test.each(['', 'a b', 'x'.repeat(65)])('the claim %j', (claim) => {
    expect(() => ruledBy(newAuth(PLAN), RoleRule.claimEquals(claim, 'gold', 'Gold'))).toThrow(
      `Stack/Auth/Aws: roleMapping has a rule on the claim '${claim}'. Name a claim of the ID token, as in 'custom:plan', of at most 64 characters.`,
    );
  });

  test.each(['', 'x'.repeat(129)])('the value %j', (value) => {
    expect(() => ruledBy(newAuth(PLAN), RoleRule.claimEquals('custom:plan', value, 'Gold'))).toThrow(
      `Stack/Auth/Aws: roleMapping has a rule on the claim 'custom:plan' with a value of ${value.length} characters. Use 1 to 128.`,
    );
  });

  test.each(['', '1st', 'a/b', 'Authenticated'])('the role id %j', (role) => {
    expect(() => ruledBy(newAuth(PLAN), RoleRule.claimEquals('custom:plan', 'gold', role))).toThrow(
      `Stack/Auth/Aws: roleMapping has a rule with the role '${role}'. Choose an id of letters and digits that the identity pool does not use itself, as in 'Gold'.`,
    );
  });
});

describe('a claim that users may write', () => {
  const spaThatWrites = AppClient.spa({
    callbackUrls: [CALLBACK],
    writeAttributes: new cognito.ClientAttributes().withCustomAttributes('plan'),
  });
  const WRITABLE = (claim: string, client: string) =>
    `Stack/Auth/Aws: roleMapping has a rule on the claim '${claim}', which users may write through Stack/Auth/${client}. Leave it out of writeAttributes there; administrators and triggers can still write it; or say RoleRule.userWritableClaimEquals if users may choose this role.`;

  test('is refused, and the client named, though it is none of the identity pool and comes later', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, PLAN);
      ruledBy(auth, GOLD);
      auth.addClient('Other', spaThatWrites);
    });
    expect(findings).toEqual([WRITABLE('custom:plan', 'Other')]);
  });

  test('is refused where the client was made on the L2 and does not say', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addIdentityPool('Aws', {
        clients: [auth.userPool.addClient('L2')],
        roleMapping: RoleMapping.rules([RoleRule.claimEquals('gender', 'x', 'X')]),
      });
    });
    expect(findings).toEqual([WRITABLE('gender', 'UserPool/L2')]);
  });

  test('is accepted when the rule says so', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, PLAN);
      ruledBy(auth, RoleRule.userWritableClaimEquals('custom:plan', 'gold', 'Gold'));
      auth.addClient('Other', spaThatWrites);
    });
    expect(findings).toEqual([]);
  });

  test.each(['custom:plan', 'sub', 'email_verified', 'phone_number', 'added-by-a-trigger'])(
    'is not %s, with the default clients',
    (claim) => {
      expect(findingsOf((stack) => void ruledBy(authIn(stack, PLAN), RoleRule.claimEquals(claim, 'x', 'X')))).toEqual(
        [],
      );
    },
  );

  test.each(['email', 'locale', 'profile'])('is %s, with the default clients', (claim) => {
    expect(findingsOf((stack) => void ruledBy(authIn(stack, PLAN), RoleRule.claimEquals(claim, 'x', 'X')))).toEqual([
      WRITABLE(claim, 'Spa'),
    ]);
  });
});
