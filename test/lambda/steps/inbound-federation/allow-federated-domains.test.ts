import { allowFederatedDomains } from '../../../../lambda/steps/inbound-federation/allow-federated-domains';
import type { FederatedDomainsConfig } from '../../../../src/contract/federation';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const CONFIG: FederatedDomainsConfig = {
  domains: { inline: ['example.com', 'acme.example'] },
  includeSubdomains: false,
  attribute: 'email',
  trust: [{ provider: 'Acme', domains: ['acme.example'] }],
};

function isLetIn(providerName: string, said: object, change: Partial<FederatedDomainsConfig> = {}): boolean {
  const event = eventOf('InboundFederation_ExternalProvider');
  const attributes = 'idToken' in said ? said : { samlResponse: said };
  Object.assign(event.request, { providerName, attributes });
  const before = structuredClone(event);
  try {
    allowFederatedDomains(event as never, { ...CONFIG, ...change }, fakePorts().ports);
  } catch (error) {
    expect(error).toMatchObject({ name: 'UserFacingError', message: 'This account may not sign in here' });
    return false;
  }
  // everything stays, which is what Cognito takes an answer without attributes for
  expect(event).toEqual(before);
  return true;
}

test.each<[boolean, string, string, object, Partial<FederatedDomainsConfig>]>([
  [true, 'a verified address at the domain', 'Google', { email: 'Ann@Example.com', email_verified: 'true' }, {}],
  [true, 'an address that is verified, as a boolean', 'Google', { email: 'a@example.com', email_verified: true }, {}],
  [false, 'an address of another domain', 'Google', { email: 'ann@evil.test', email_verified: 'true' }, {}],
  [false, 'an address that is not verified', 'Google', { email: 'ann@example.com', email_verified: 'false' }, {}],
  [false, 'an address of which nobody says that it is verified', 'Google', { email: 'ann@example.com' }, {}],
  [false, 'no address', 'Google', { email_verified: 'true' }, {}],
  [false, 'two addresses', 'Google', { email: ['a@example.com', 'b@evil.test'], email_verified: 'true' }, {}],
  [false, 'an address of a sub-domain', 'Google', { email: 'a@x.example.com', email_verified: 'true' }, {}],
  [true, 'a sub-domain on request', 'Google', { email: 'a@x.example.com', email_verified: 'true' }, { includeSubdomains: true }],
  [true, 'the own domain of a provider', 'Acme', { email: 'ann@acme.example' }, {}],
  [false, 'another domain through that provider', 'Acme', { email: 'a@example.com', email_verified: 'true' }, {}],
  [true, 'an address under another name', 'Acme', { mail: 'ann@acme.example' }, { attribute: 'mail' }],
  [true, 'people of a provider that is not asked about', 'Google', { email: 'ann@evil.test' }, { providers: ['Acme'] }],
  [false, 'people of a provider that is', 'Acme', { email: 'ann@evil.test' }, { providers: ['Acme'] }],
  [false, 'an address that is not the one that was verified', 'Google', { mail: 'a@example.com', email: 'b@evil.test', email_verified: 'true' }, { attribute: 'mail' }],
])('%s: %s', (expected, _, provider, said, change) => {
  expect(isLetIn(provider, said, change)).toBe(expected);
}); // prettier-ignore

describe('where the provider speaks in several places', () => {
  const good = { email: 'ann@example.com', email_verified: 'true' };
  test.each<[boolean, string, object, object]>([
    [true, 'the same', good, good],
    [true, 'each a part', { email: good.email }, { email_verified: true }],
    [false, 'another address in one of them', { ...good, email: 'ann@evil.test' }, good],
    [false, 'another address in the other', good, { ...good, email: 'ann@evil.test' }],
    [false, 'another verdict in one of them', { ...good, email_verified: 'false' }, good],
    [false, 'another verdict in the other', good, { ...good, email_verified: false }],
    [false, 'no address in one of them', { ...good, email: null }, good],
  ])('%s: %s', (expected, _, userInfo, idToken) => {
    expect(isLetIn('Google', { userInfo, idToken })).toBe(expected);
  });
});
