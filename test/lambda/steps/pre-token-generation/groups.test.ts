import fc from 'fast-check';
import {
  memberOf,
  OF_FIRST_VERSION,
  OF_MACHINES,
  OF_PEOPLE,
  responseTo,
  TOKEN_EVENTS,
  type TokenEvent,
} from './tokens';
import { UserFacingError } from '../../../../lambda/runtime/errors';
import { limitGroups } from '../../../../lambda/steps/pre-token-generation/limit-groups';
import { requireGroup } from '../../../../lambda/steps/pre-token-generation/require-group';
import { eventOf } from '../../events';

const limit = (...groups: string[]) => (event: TokenEvent) => limitGroups(event, { groups }); // prettier-ignore
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

describe('limitGroups', () => {
  const narrowed = {
    groupOverrideDetails: {
      groupsToOverride: ['editors'],
      iamRolesToOverride: [role('editors'), role('staff')],
      preferredRole: role('editors'),
    },
  };

  test.each(OF_PEOPLE)('$source, version $version: leaves the groups that are meant', ({ source, version }) => {
    const event = memberOf(['editors', 'staff'], source, version);
    expect(responseTo(event, limit('editors', 'owners'))).toEqual({ claimsAndScopeOverrideDetails: narrowed });
  });

  test.each(OF_FIRST_VERSION)('$source, version 1: the same', ({ source, version }) => {
    const event = memberOf(['editors', 'staff'], source, version);
    expect(responseTo(event, limit('editors'))).toEqual({ claimsOverrideDetails: narrowed });
  });

  test('what an earlier step wrote stays, and what it took stays away', () => {
    const event = memberOf(['a', 'b', 'c']);
    event.response = { claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToSuppress: ['email'] } } };
    responseTo(event, limit('a', 'b'));
    const { claimsAndScopeOverrideDetails } = responseTo(event, limit('b', 'c'));
    expect(claimsAndScopeOverrideDetails.idTokenGeneration).toEqual({ claimsToSuppress: ['email'] });
    expect(claimsAndScopeOverrideDetails.groupOverrideDetails.groupsToOverride).toEqual(['b']);
  });

  test('only ever narrows: groups and roles are a part of what the user has', () => {
    const names = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.string()), { maxLength: 6 });
    const metadata = fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true });
    fc.assert(
      fc.property(names, names, names, metadata, (groups, first, second, clientMetadata) => {
        const event = memberOf(groups);
        event.request.clientMetadata = { ...clientMetadata, groupsToOverride: 'admins', preferredRole: role('admin') };
        responseTo(event, limit(...first));
        const { groupOverrideDetails } = responseTo(event, limit(...second)).claimsAndScopeOverrideDetails;
        const { groupsToOverride, iamRolesToOverride, preferredRole } = groupOverrideDetails;
        const expected = groups.filter((group) => first.includes(group) && second.includes(group));
        expect(groupsToOverride).toEqual(expected);
        expect(iamRolesToOverride).toEqual(groups.map(role));
        expect(preferredRole).toBe(groups[0] === undefined ? undefined : role(groups[0]));
      }),
    );
  });
});

describe('requireGroup', () => {
  const passes = (event: ReturnType<typeof eventOf>, message?: string) => {
    const { response } = structuredClone(event);
    try {
      expect(responseTo(event, (token) => requireGroup(token, { groups: ['staff', 'owners'], message }))).toEqual(response); // prettier-ignore
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(UserFacingError);
      expect((error as Error).message).toBe(message ?? 'This account may not sign in here');
      return false;
    }
  };
  const ofPeople = TOKEN_EVENTS.filter(({ source }) => !source.endsWith('ClientCredentials'));

  test.each(ofPeople)('$source, version $version: members get tokens, others none', ({ source, version }) => {
    expect(passes(memberOf(['staff'], source, version))).toBe(true);
    expect(passes(memberOf(['visitors', 'owners'], source, version))).toBe(true);
    expect(passes(memberOf(['visitors'], source, version))).toBe(false);
    expect(passes(memberOf([], source, version))).toBe(false);
  });

  test.each(OF_MACHINES)('$source, version $version: machines are in no group', ({ source, version }) => {
    expect(passes(eventOf(source, version))).toBe(true);
  });

  test('others read the sentence of the application', () => {
    expect(passes(memberOf(['visitors']), 'Notes is closed for maintenance.')).toBe(false);
  });

  test.each(['TokenGeneration_New', ''])('an occasion that is not known yet needs the group too: %j', (triggerSource) => {
    expect(passes({ ...memberOf(['visitors']), triggerSource })).toBe(false);
    expect(passes({ ...memberOf(['staff']), triggerSource })).toBe(true);
  }); // prettier-ignore

  test('membership counts, also of a group that the tokens will not name', () => {
    const event = memberOf(['staff', 'visitors']);
    responseTo(event, limit('visitors'));
    expect(passes(event)).toBe(true);
  });

  test('nothing that the caller sends makes a member', () => {
    const metadata = fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true });
    fc.assert(
      fc.property(metadata, (clientMetadata) => {
        const event = memberOf(['visitors']);
        Object.assign(event.request, { clientMetadata: { ...clientMetadata, groups: 'staff', groupsToOverride: 'staff' } });
        expect(passes(event)).toBe(false);
      }),
    ); // prettier-ignore
  });
});
