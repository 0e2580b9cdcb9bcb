import { details, memberOf, OF_FIRST_VERSION, OF_PEOPLE, responseTo, type TokenEvent } from './tokens';
import { permissions } from '../../../../lambda/steps/pre-token-generation/permissions';
import type { PermissionsConfig } from '../../../../src/contract/steps';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const CONFIG: PermissionsConfig = {
  name: 'permissions',
  byGroup: { inline: { editors: ['notes:write', 'notes:read'], readers: ['notes:read'], owners: ['notes:delete'] } },
  tokens: ['id', 'access'],
};
const step = (change: Partial<PermissionsConfig> = {}) => {
  return (event: TokenEvent) => permissions(event, { ...CONFIG, ...change }, fakePorts().ports);
};
const claimed = (value: unknown) => ({ claimsToAddOrOverride: { permissions: value } });

test.each(OF_PEOPLE)('$source, version $version: the groups of the user permit', ({ source, version }) => {
  const claims = claimed(['notes:read', 'notes:write']);
  expect(responseTo(memberOf(['editors'], source, version), step())).toEqual(details(claims, claims));
});

test.each(OF_FIRST_VERSION)('$source, version 1: as a text in the ID token', ({ source, version }) => {
  const response = responseTo(memberOf(['readers', 'editors'], source, version), step({ tokens: ['id'] }));
  expect(response).toEqual({ claimsOverrideDetails: claimed('notes:read notes:write') });
});

test('version 1 has no claims of access tokens', () => {
  const event = memberOf(['readers'], 'TokenGeneration_RefreshTokens', '1');
  expect(() => responseTo(event, step())).toThrow('the trigger must be of version V2_0 or later');
});

test.each([
  ['several groups', ['readers', 'editors', 'owners'], ['notes:delete', 'notes:read', 'notes:write']],
  ['a group that the map does not have', ['visitors'], []],
  ['no group', [], []],
  ['groups named like parts of every object', ['constructor', '__proto__', 'toString'], []],
  ['another letter case', ['Editors'], []],
])('%s', (_, groups, expected) => {
  const { idTokenGeneration } = responseTo(memberOf(groups), step()).claimsAndScopeOverrideDetails;
  expect(idTokenGeneration).toEqual(claimed(expected));
});

test('only groups that the tokens will name permit', () => {
  const event = memberOf(['editors', 'owners']);
  event.response = { claimsAndScopeOverrideDetails: { groupOverrideDetails: { groupsToOverride: ['owners', 'admins'] } } };
  const { idTokenGeneration } = responseTo(event, step()).claimsAndScopeOverrideDetails;
  expect(idTokenGeneration).toEqual(claimed(['notes:delete']));
}); // prettier-ignore

test('takes a long map from its content file', () => {
  const read = (content: unknown) => (expect(content).toEqual({ file: 'p.json' }), { editors: ['all'] } as never);
  const event = memberOf(['editors']);
  permissions(event as never as TokenEvent, { ...CONFIG, byGroup: { file: 'p.json' } }, { read });
  expect(event.response).toEqual(details(claimed(['all']), claimed(['all'])));
});

test('refuses tokens when the map cannot be read', () => {
  const read = () => {
    throw new Error('gone');
  };
  expect(() => permissions(memberOf(['editors']) as never as TokenEvent, CONFIG, { read })).toThrow('gone');
});

test('refuses more than requests can carry', () => {
  const many = Array.from({ length: 300 }, (_, index) => `notes:permission-${index}`);
  const run = () => responseTo(memberOf(['editors']), step({ byGroup: { inline: { editors: many } } }));
  expect(run).toThrow(/^tokens get \d+ bytes, 6000 are allowed$/);
});

test('a user without any configuration of groups has none', () => {
  const event = eventOf('TokenGeneration_Authentication');
  delete event.request.groupConfiguration;
  expect(responseTo(event, step({ tokens: ['access'] }))).toEqual(details(undefined, claimed([])));
});
