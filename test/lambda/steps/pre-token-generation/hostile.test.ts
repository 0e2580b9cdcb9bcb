import fc from 'fast-check';
import { memberOf, responseTo, type TokenEvent } from './tokens';
import { addScopes } from '../../../../lambda/steps/pre-token-generation/add-scopes';
import { claim } from '../../../../lambda/steps/pre-token-generation/claim';
import { limitGroups } from '../../../../lambda/steps/pre-token-generation/limit-groups';
import { permissions } from '../../../../lambda/steps/pre-token-generation/permissions';
import { requireGroup } from '../../../../lambda/steps/pre-token-generation/require-group';
import { suppressClaims } from '../../../../lambda/steps/pre-token-generation/suppress-claims';
import { suppressScopes } from '../../../../lambda/steps/pre-token-generation/suppress-scopes';
import type { FixtureEvent } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const TOKENS = ['id', 'access'] as const;

/** Every step of the trigger, one after the other. */
function all(event: TokenEvent): void {
  limitGroups(event, { groups: ['editors', 'staff'] });
  requireGroup(event, { groups: ['staff'] });
  addScopes(event, { scopes: ['notes/read'] });
  addScopes(event, { scopes: ['notes/write'], groups: ['editors'] });
  claim(event, { name: 'tenant', value: { attribute: 'custom:tenant' }, tokens: TOKENS });
  claim(event, { name: 'staff', value: { memberOf: 'staff' }, tokens: TOKENS });
  const byGroup = { inline: { staff: ['notes:read'], editors: ['notes:write'], admins: ['everything'] } };
  permissions(event, { name: 'permissions', byGroup, tokens: TOKENS }, fakePorts().ports);
  suppressClaims(event, { claims: ['phone_number'], tokens: TOKENS });
  suppressScopes(event, { scopes: ['notes/delete'], exceptGroups: ['admins'] });
}

const hostileName = fc.oneof(
  fc.constantFrom(
    'groups', 'groupsToOverride', 'preferredRole', 'iamRolesToOverride', 'scopesToAdd', 'claimsToAddOrOverride', 'tenant', 'staff',
    'permissions', 'custom:tenant', 'cognito:groups', 'scope', 'sub', 'email', '__proto__', 'constructor', 'version', 'triggerSource',
  ),
  fc.string(),
); // prettier-ignore
const hostileValue = fc.oneof(fc.constantFrom('admins', 'everything', 'notes/delete', 'aws.cognito.signin.user.admin'), fc.string()); // prettier-ignore
const metadata = fc.dictionary(hostileName, hostileValue, { noNullPrototype: true });

const event = () => memberOf(['staff', 'visitors']);
const EXPECTED = responseTo(event(), all);

test('the control: what this user gets', () => {
  const roles = ['arn:aws:iam::111122223333:role/staff', 'arn:aws:iam::111122223333:role/visitors'];
  const generation = {
    claimsToAddOrOverride: { tenant: 'acme', staff: 'true', permissions: ['notes:read'] },
    claimsToSuppress: ['phone_number'],
  };
  expect(EXPECTED.claimsAndScopeOverrideDetails).toEqual({
    groupOverrideDetails: { groupsToOverride: ['staff'], iamRolesToOverride: roles, preferredRole: roles[0] },
    idTokenGeneration: generation,
    accessTokenGeneration: { ...generation, scopesToAdd: ['notes/read'], scopesToSuppress: ['notes/delete'] },
  });
});

test('clientMetadata never changes claims, groups, scopes or roles', () => {
  fc.assert(
    fc.property(metadata, (clientMetadata) => {
      const attacked = event();
      attacked.request.clientMetadata = JSON.parse(JSON.stringify(clientMetadata));
      expect(responseTo(attacked, all)).toEqual(EXPECTED);
    }),
    { numRuns: 500 },
  );
});

test('unknown fields of the request never do either', () => {
  fc.assert(
    fc.property(metadata, metadata, (ofRequest, validationData) => {
      const attacked = event();
      attacked.request = { ...JSON.parse(JSON.stringify(ofRequest)), validationData, ...attacked.request };
      expect(responseTo(attacked, all)).toEqual(EXPECTED);
    }),
  );
});

test('attributes that a user writes change the claim that is made of them, and nothing else', () => {
  fc.assert(
    fc.property(metadata, fc.string(), (attributes, tenant) => {
      const attacked: FixtureEvent = event();
      attacked.request.userAttributes = { ...JSON.parse(JSON.stringify(attributes)), 'custom:tenant': tenant };
      const response = structuredClone(responseTo(attacked, all));
      for (const token of ['idTokenGeneration', 'accessTokenGeneration']) {
        const { claimsToAddOrOverride } = response.claimsAndScopeOverrideDetails[token];
        expect(claimsToAddOrOverride.tenant).toBe(tenant);
        claimsToAddOrOverride.tenant = 'acme';
      }
      expect(response).toEqual(EXPECTED);
    }),
  );
});
