import fc from 'fast-check';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { autoConfirm } from '../../../../lambda/steps/pre-sign-up/auto-confirm';
import type { AutoConfirmConfig } from '../../../../src/contract/steps';
import { type FixtureEvent, signUpOf, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const CONFIG: AutoConfirmConfig = { domains: { inline: ['example.com'] }, includeSubdomains: false };
const PROVED = { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false };
const UNPROVED = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

function run(event: FixtureEvent, config: Partial<AutoConfirmConfig> = {}) {
  const { request } = structuredClone(event);
  autoConfirm(event as never as TriggerEvents['PreSignUp'], { ...CONFIG, ...config }, fakePorts().ports);
  expect(event.request).toEqual(request);
  return event.response;
}

test.each(sourcesOf('PreSignUp'))('%s: an address of a trusted domain is confirmed and verified', (source) => {
  expect(run(signUpOf('Ann@Example.com', source))).toEqual(PROVED);
});

test.each([
  ['another domain', 'ann@evil.test'],
  ['a sub-domain', 'ann@mail.example.com'],
  ['a longer top-level domain', 'ann@example.com.evil.test'],
  ['a prefix glued to the domain', 'ann@evilexample.com'],
  ['two @', 'ann@evil.test@example.com'],
  ['a quoted local part', '"ann@evil.test"@example.com'],
  ['a trailing dot', 'ann@example.com.'],
  ['a look-alike', 'ann@ex\u0430mple.com'],
  ['no address', undefined],
])('every other has to prove itself: %s', (_, email) => {
  expect(run(signUpOf(email))).toEqual(UNPROVED);
});

test('with sub-domains, those are trusted too', () => {
  expect(run(signUpOf('ann@mail.example.com'), { includeSubdomains: true })).toEqual(PROVED);
});

test('what an earlier step settled stays', () => {
  const event = signUpOf('ann@example.com');
  event.response = { autoVerifyPhone: true };
  expect(run(event)).toEqual({ ...PROVED, autoVerifyPhone: true });
});

test('nothing that the caller sends beside the address confirms them', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }), (sent) => {
      const event = signUpOf('ann@evil.test');
      const metadata = { ...sent, autoConfirmUser: 'true', email: 'ann@example.com' };
      Object.assign(event.request, { clientMetadata: metadata, validationData: metadata });
      expect(run(event)).toEqual(UNPROVED);
    }),
  );
});
