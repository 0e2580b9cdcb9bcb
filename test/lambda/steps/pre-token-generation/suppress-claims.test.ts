import { details, OF_FIRST_VERSION, OF_PEOPLE, responseTo, type TokenEvent } from './tokens';
import { claim } from '../../../../lambda/steps/pre-token-generation/claim';
import { suppressClaims } from '../../../../lambda/steps/pre-token-generation/suppress-claims';
import type { SuppressClaimsConfig } from '../../../../src/contract/steps';
import { eventOf } from '../../events';

const CONFIG: SuppressClaimsConfig = { claims: ['phone_number'], tokens: ['id', 'access'] };
const step = (change: Partial<SuppressClaimsConfig> = {}) => {
  return (event: TokenEvent) => suppressClaims(event, { ...CONFIG, ...change });
};
const without = (...claimsToSuppress: string[]) => ({ claimsToSuppress });

test.each(OF_PEOPLE)('$source, version $version: the tokens lack the claim', ({ source, version }) => {
  const both = details(without('phone_number'), without('phone_number'));
  expect(responseTo(eventOf(source, version), step())).toEqual(both);
});

test.each(OF_FIRST_VERSION)('$source, version 1: the ID token lacks the claim', ({ source, version }) => {
  const response = responseTo(eventOf(source, version), step({ tokens: ['id'] }));
  expect(response).toEqual({ claimsOverrideDetails: without('phone_number') });
});

test('writes to the tokens that are meant only', () => {
  const event = () => eventOf('TokenGeneration_Authentication');
  expect(responseTo(event(), step({ tokens: ['id'] }))).toEqual(details(without('phone_number'), undefined));
  expect(responseTo(event(), step({ tokens: ['access'] }))).toEqual(details(undefined, without('phone_number')));
});

test('stands beside claims, and unites with what is suppressed already', () => {
  const event = eventOf('TokenGeneration_Authentication');
  responseTo(event, (token) => claim(token, { name: 'plan', value: { literal: 'gold' }, tokens: ['id'] }));
  responseTo(event, step({ tokens: ['id'], claims: ['address', 'phone_number'] }));
  const id = { claimsToAddOrOverride: { plan: 'gold' }, ...without('address', 'phone_number') };
  expect(responseTo(event, step({ tokens: ['id'] }))).toEqual(details(id, undefined));
});
