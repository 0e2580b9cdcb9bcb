import fc from 'fast-check';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { templates } from '../../../../lambda/steps/custom-message/templates';
import type { MessageTexts, TemplatesConfig } from '../../../../src/contract/steps';
import { eventOf, EVENTS, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const UNSAID = { smsMessage: null, emailMessage: null, emailSubject: null };
const text = (name: string): MessageTexts => ({
  emailSubject: `${name} subject`,
  emailMessage: `<p>${name}: {####}</p>`,
  smsMessage: `${name}: {####}`,
});
const byLocale = { '': text('default'), de: text('de'), 'de-at': text('de-at'), fr: { smsMessage: 'fr: {####}' } };
const CONFIG: TemplatesConfig = { texts: { inline: { CustomMessage_SignUp: byLocale } } };

function responseTo(source: string, request: object = {}, config = CONFIG, read = fakePorts().ports.read) {
  const event = eventOf(source);
  Object.assign(event.request, request);
  const before = structuredClone(event.request);
  templates(event as never as TriggerEvents['CustomMessage'], config, { read });
  expect(event.request).toEqual(before);
  return event.response;
}
const inLocale = (locale: unknown) => responseTo('CustomMessage_SignUp', { userAttributes: { locale } });

test.each(sourcesOf('CustomMessage'))('%s: gets its own texts', (source) => {
  const config = { texts: { inline: { [source]: { '': text('own') } } } };
  expect(responseTo(source, {}, config)).toEqual(text('own'));
});

test.each(EVENTS.filter(({ trigger, source }) => trigger === 'CustomMessage' && source !== 'CustomMessage_SignUp'))(
  '$source: is left alone where no texts are meant for it',
  ({ source }) => expect(responseTo(source)).toEqual(UNSAID),
);

test.each([
  ['de', 'de'],
  ['de-AT', 'de-at'],
  ['de_AT', 'de-at'],
  ['DE-CH', 'de'],
  ['it', 'default'],
  ['', 'default'],
  [undefined, 'default'],
  ['dex', 'default'],
  ['constructor', 'default'],
  ['__proto__', 'default'],
  [7, 'default'],
])('the locale %j gets the texts of %s', (locale, expected) => {
  expect(inLocale(locale)).toEqual(text(expected));
});

test('what a template does not say stays as the pool has it', () => {
  expect(inLocale('fr')).toEqual({ ...UNSAID, smsMessage: 'fr: {####}' });
});

test('a user without attributes gets the texts for everybody', () => {
  expect(responseTo('CustomMessage_SignUp', { userAttributes: undefined })).toEqual(text('default'));
});

test("the code and the name stand where Cognito's own places are", () => {
  const invitation = { emailMessage: '<p>{username}: {####} {####}</p>' };
  const config = { texts: { inline: { CustomMessage_AdminCreateUser: { '': invitation } } } };
  const request = { codeParameter: '{code!}', usernameParameter: '{name!}' };
  expect(responseTo('CustomMessage_AdminCreateUser', request, config).emailMessage).toBe('<p>{name!}: {code!} {code!}</p>');
}); // prettier-ignore

test('where Cognito has no name, the place of the name stays', () => {
  const config = { texts: { inline: { CustomMessage_SignUp: { '': { smsMessage: '{username}: {####}' } } } } };
  expect(responseTo('CustomMessage_SignUp', {}, config).smsMessage).toBe('{username}: {####}');
});

test('takes the texts from their content file', () => {
  const read = (content: unknown) => (expect(content).toEqual({ file: 'm.json' }), { CustomMessage_SignUp: byLocale } as never);
  expect(responseTo('CustomMessage_SignUp', {}, { texts: { file: 'm.json' } }, read)).toEqual(text('default'));
}); // prettier-ignore

test('nothing that a user wrote enters a message', () => {
  const written = fc.dictionary(fc.constantFrom('name', 'given_name', 'email', 'nickname', 'custom:x'), fc.string(), { noNullPrototype: true });
  fc.assert(
    fc.property(written, written, (userAttributes, clientMetadata) => {
      expect(responseTo('CustomMessage_SignUp', { userAttributes, clientMetadata })).toEqual(text('default'));
    }),
  );
}); // prettier-ignore

test('whatever the locale, the texts are some that were given', () => {
  const given = Object.values(byLocale).map((texts) => JSON.stringify({ ...UNSAID, ...texts }));
  fc.assert(fc.property(fc.string(), (locale) => expect(given).toContain(JSON.stringify({ ...UNSAID, ...inLocale(locale) }))));
}); // prettier-ignore
