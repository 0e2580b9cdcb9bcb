import { details, memberOf, OF_FIRST_VERSION, OF_MACHINES, OF_PEOPLE, responseTo, type TokenEvent } from './tokens';
import { addScopes } from '../../../../lambda/steps/pre-token-generation/add-scopes';
import { suppressScopes } from '../../../../lambda/steps/pre-token-generation/suppress-scopes';
import { eventOf } from '../../events';

const add = (scopes: readonly string[], groups?: readonly string[]) => (event: TokenEvent) => addScopes(event, { scopes, groups }); // prettier-ignore
const suppress =
  (scopes: readonly string[], exceptGroups: readonly string[] = []) =>
  (event: TokenEvent) =>
    suppressScopes(event, { scopes, exceptGroups });
const added = (...scopesToAdd: string[]) => details(undefined, { scopesToAdd });
const suppressed = (...scopesToSuppress: string[]) => details(undefined, { scopesToSuppress });
const UNTOUCHED = { claimsAndScopeOverrideDetails: null };

test.each(OF_PEOPLE)('$source, version $version: scopes come and go', ({ source, version }) => {
  expect(responseTo(eventOf(source, version), add(['notes/read']))).toEqual(added('notes/read'));
  expect(responseTo(eventOf(source, version), suppress(['notes/write']))).toEqual(suppressed('notes/write'));
});

test.each(OF_MACHINES)('$source, version $version: they come and go for machines', ({ source, version }) => {
  expect(responseTo(eventOf(source, version), add(['notes/read']))).toEqual(added('notes/read'));
  expect(responseTo(eventOf(source, version), suppress(['notes/write'], ['editors']))).toEqual(suppressed('notes/write'));
}); // prettier-ignore

test.each(OF_FIRST_VERSION)('$source, version 1: refuses an event that has no scopes', ({ source, version }) => {
  for (const step of [add(['notes/read']), suppress(['notes/write'])]) {
    expect(() => responseTo(eventOf(source, version), step)).toThrow('the trigger must be of version V2_0 or later');
  }
});

test.each([
  [['editors'], added('notes/write')],
  [['readers', 'owners'], added('notes/write')],
  [['readers'], UNTOUCHED],
  [[], UNTOUCHED],
])('added for members of groups, a member of %j gets %j', (groups, expected) => {
  expect(responseTo(memberOf(groups), add(['notes/write'], ['editors', 'owners']))).toEqual(expected);
});

test.each([
  [['editors'], UNTOUCHED],
  [['readers'], suppressed('notes/write')],
  [[], suppressed('notes/write')],
])('suppressed but for members of groups, a member of %j gets %j', (groups, expected) => {
  expect(responseTo(memberOf(groups), suppress(['notes/write'], ['editors', 'owners']))).toEqual(expected);
});

test('several steps unite their scopes', () => {
  const event = memberOf(['editors']);
  responseTo(event, add(['a/1', 'a/2']));
  responseTo(event, add(['a/2', 'a/3']));
  responseTo(event, suppress(['b/1']));
  const both = { scopesToAdd: ['a/1', 'a/2', 'a/3'], scopesToSuppress: ['b/1'] };
  expect(responseTo(event, suppress(['b/1']))).toEqual(details(undefined, both));
});

test('a group that the tokens will not name counts for nothing', () => {
  const narrowed = () => {
    const event = memberOf(['editors', 'readers']);
    event.response = { claimsAndScopeOverrideDetails: { groupOverrideDetails: { groupsToOverride: ['readers'] } } };
    return event;
  };
  const generation = (step: (event: TokenEvent) => void) =>
    responseTo(narrowed(), step).claimsAndScopeOverrideDetails.accessTokenGeneration;
  expect(generation(add(['notes/write'], ['editors']))).toBeUndefined();
  expect(generation(suppress(['notes/write'], ['editors']))).toEqual({ scopesToSuppress: ['notes/write'] });
});
