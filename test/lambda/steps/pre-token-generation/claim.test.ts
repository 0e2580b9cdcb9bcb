import fc from 'fast-check';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { claim } from '../../../../lambda/steps/pre-token-generation/claim';
import type { ClaimConfig } from '../../../../src/contract/steps';
import { eventOf, EVENTS, type FixtureEvent } from '../../events';

const TENANT: ClaimConfig = { name: 'tenant', value: { attribute: 'custom:tenant' }, tokens: ['id', 'access'] };
const added = (claims: object) => ({ claimsToAddOrOverride: claims });

function run(event: FixtureEvent, ...configs: Partial<ClaimConfig>[]): Record<string, unknown> {
  const { request } = structuredClone(event);
  for (const config of configs) claim(event as never as TriggerEvents['PreTokenGeneration'], { ...TENANT, ...config });
  expect(event.request).toEqual(request);
  return event.response;
}

const current = EVENTS.filter(({ trigger, version }) => trigger === 'PreTokenGeneration' && version !== '1');
const outdated = EVENTS.filter(({ trigger, version }) => trigger === 'PreTokenGeneration' && version === '1');

test.each(current.filter(({ source }) => !source.endsWith('ClientCredentials')))(
  '$source, version $version: the attribute becomes a claim',
  ({ source, version }) => {
    const claims = added({ tenant: 'acme' });
    expect(run(eventOf(source, version), {})).toEqual({
      claimsAndScopeOverrideDetails: { idTokenGeneration: claims, accessTokenGeneration: claims },
    });
  },
);

test.each(current)('$source, version $version: a literal becomes a claim', ({ source, version }) => {
  const response = run(eventOf(source, version), { value: { literal: 'gold' }, tokens: ['access'] });
  expect(response).toEqual({ claimsAndScopeOverrideDetails: { accessTokenGeneration: added({ tenant: 'gold' }) } });
});

test.each(outdated)(
  '$source, version $version: refuses an event that cannot carry the claim',
  ({ source, version }) => {
    expect(() => run(eventOf(source, version), {})).toThrow('the trigger must be of version V2_0 or later');
  },
);

test.each(outdated)('$source, version $version: an ID token carries it', ({ source, version }) => {
  const response = run(eventOf(source, version), { tokens: ['id'] });
  expect(response).toEqual({ claimsOverrideDetails: added({ tenant: 'acme' }) });
});

test.each([
  ['Readers', 'true'],
  ['Editors', 'false'],
  ['readers', 'false'],
])('whether the user is a member of %s: %s', (memberOf, expected) => {
  const response = run(eventOf('TokenGeneration_RefreshTokens'), { value: { memberOf }, tokens: ['id'] });
  expect(response).toEqual({ claimsAndScopeOverrideDetails: { idTokenGeneration: added({ tenant: expected }) } });
});

test('a machine client has no ID token to write to', () => {
  const response = run(eventOf('TokenGeneration_ClientCredentials'), { value: { literal: 'gold' } });
  expect(response).toEqual({ claimsAndScopeOverrideDetails: { accessTokenGeneration: added({ tenant: 'gold' }) } });
});

test('refuses more than requests can carry', () => {
  const long = { value: { literal: 'x'.repeat(3_000) } };
  expect(() => run(eventOf('TokenGeneration_Authentication'), long)).toThrow(/^tokens get 6\d{3} bytes, 6000 are allowed$/);
}); // prettier-ignore

test.each([
  [['id'], { idTokenGeneration: added({ tenant: 'acme' }) }],
  [['access'], { accessTokenGeneration: added({ tenant: 'acme' }) }],
] as const)('writes to the tokens %j only', (tokens, details) => {
  expect(run(eventOf('TokenGeneration_Authentication'), { tokens })).toEqual({
    claimsAndScopeOverrideDetails: details,
  });
});

test.each([
  ['a user without the attribute', 'TokenGeneration_Authentication', { attribute: 'custom:plan' }],
  ['an attribute named like a part of every object', 'TokenGeneration_Authentication', { attribute: 'constructor' }],
  ['a machine client, which has no attributes', 'TokenGeneration_ClientCredentials', { attribute: 'custom:tenant' }],
])('adds no claim for %s', (_, source, value) => {
  expect(run(eventOf(source), { value })).toEqual({ claimsAndScopeOverrideDetails: null });
});

test('adds no claim from an attribute that is not text', () => {
  const event = eventOf('TokenGeneration_Authentication');
  event.request.userAttributes = { 'custom:tenant': { admin: true } };
  expect(run(event, {})).toEqual({ claimsAndScopeOverrideDetails: null });
});

test('several claims stand side by side', () => {
  const response = run(eventOf('TokenGeneration_Authentication'), { tokens: ['id'] }, { name: 'plan', value: { literal: 'gold' }, tokens: ['id'] }); // prettier-ignore
  expect(response).toEqual({
    claimsAndScopeOverrideDetails: { idTokenGeneration: added({ tenant: 'acme', plan: 'gold' }) },
  });
});

test('what an earlier step wrote stays', () => {
  const event = eventOf('TokenGeneration_Authentication');
  const groupOverrideDetails = { groupsToOverride: ['Readers'] };
  const earlier = { claimsToAddOrOverride: { tenant: 'earlier' }, claimsToSuppress: ['email'], scopesToAdd: ['a/b'] };
  event.response = {
    claimsAndScopeOverrideDetails: { idTokenGeneration: earlier, accessTokenGeneration: earlier, groupOverrideDetails },
  };
  const before = structuredClone(event.response);
  expect(run(event, {})).toEqual(before);
});

describe('what the caller sends', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'tenant',
      'custom:tenant',
      'groupsToOverride',
      'preferredRole',
      'scopesToAdd',
      '__proto__',
      'email',
    ),
  );
  const metadata = fc.dictionary(name, fc.string(), { noNullPrototype: true });
  const expected = JSON.stringify(run(eventOf('TokenGeneration_Authentication'), {}));

  test('clientMetadata never changes claims, groups or scopes', () => {
    fc.assert(
      fc.property(metadata, (clientMetadata) => {
        const event = eventOf('TokenGeneration_Authentication');
        event.request.clientMetadata = JSON.parse(JSON.stringify(clientMetadata));
        expect(JSON.stringify(run(event, {}))).toBe(expected);
      }),
    );
  });

  test('unknown fields never change claims, groups or scopes', () => {
    const known = Object.keys(eventOf('TokenGeneration_Authentication').request);
    const unknown = fc.dictionary(name.filter((key) => !known.includes(key)), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(unknown, unknown, (ofRequest, ofEvent) => {
        const event = eventOf('TokenGeneration_Authentication');
        event.request = { ...JSON.parse(JSON.stringify(ofRequest)), ...event.request };
        expect(JSON.stringify(run({ ...JSON.parse(JSON.stringify(ofEvent)), ...event }, {}))).toBe(expected);
      }),
    );
  }); // prettier-ignore
});
