import fc from 'fast-check';
import { InternalError, UserFacingError } from '../../../lambda/runtime/errors';
import type { TriggerEvent } from '../../../lambda/runtime/events';
import { invoke } from '../../../lambda/steps/invoke';
import { eventOf, EVENTS, type FixtureEvent } from '../events';
import { fakePorts } from '../ports/fake-ports';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:audit';

async function run(event: FixtureEvent, payload: unknown, failed = false) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const { ports, calls } = fakePorts({ lambda: { invokeFunction: async () => ({ failed, payload: text }) } });
  await invoke(event as never as TriggerEvent, { functionArn: FUNCTION }, ports);
  return calls;
}

const refusalOf = async (payload: unknown, failed: boolean): Promise<unknown> =>
  run(eventOf('PreSignUp_SignUp'), payload, failed).catch((error: unknown) => error);

test.each(EVENTS)('$source, version $version: the function gets the whole event', async ({ source, version }) => {
  const event = { ...eventOf(source, version), newField: { added: 'by Cognito' } };
  const calls = await run(event, event);
  expect(calls).toEqual([['invokeFunction', FUNCTION, event]]);
});

test.each([
  ['a flag that nobody set', { autoConfirmUser: false }, { autoConfirmUser: true }, { autoConfirmUser: true }],
  ['a flag that is set', { autoConfirmUser: true }, { autoConfirmUser: false }, { autoConfirmUser: true }],
  ['nothing', { autoConfirmUser: false }, {}, { autoConfirmUser: false }],
  ['details where there are none', { details: null }, { details: { a: { b: '1' } } }, { details: { a: { b: '1' } } }],
  ['a claim beside a claim', { claims: { tenant: 'acme' } }, { claims: { plan: 'gold' } }, { claims: { tenant: 'acme', plan: 'gold' } }],
  ['a claim in place of a claim', { claims: { tenant: 'acme' } }, { claims: { tenant: 'evil' } }, { claims: { tenant: 'acme' } }],
  ['text in place of claims', { claims: { tenant: 'acme' } }, { claims: 'none' }, { claims: { tenant: 'acme' } }],
  ['a list in place of a list', { scopes: ['a'] }, { scopes: ['b'] }, { scopes: ['a'] }],
])('merges %s', async (_, before, answer, after) => {
  const event = { ...eventOf('TokenGeneration_Authentication'), response: before };
  await run(event, { response: answer });
  expect(event.response).toEqual(after);
}); // prettier-ignore

test('only the response of the answer counts', async () => {
  const event = eventOf('PreSignUp_SignUp');
  await run(event, { request: { userAttributes: { email: 'bob@evil.test' } }, userName: 'bob', response: { autoVerifyEmail: true } }); // prettier-ignore
  const { request, userName } = eventOf('PreSignUp_SignUp');
  expect(event).toMatchObject({ request, userName, response: { autoVerifyEmail: true } });
});

test('no answer changes the prototype of anything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const event = eventOf('PreSignUp_SignUp');
      const text = JSON.stringify(value);
      const prototype = Object.getPrototypeOf(event.response);
      await run(
        event,
        `{"response":{"__proto__":${text},"constructor":{"prototype":${text}},"a":{"__proto__":${text}}}}`,
      );
      expect(Object.getPrototypeOf(event.response)).toBe(prototype);
      expect([...Object.keys(prototype), ...Object.keys(Object.prototype)]).toEqual([]);
    }),
  );
});

test.each([
  ['of Node.js and Python', 'UserFacingError'],
  ['of Java, with its package', 'com.example.UserFacingError'],
])('an error that the function marked as user-facing reaches the user: %s', async (_, errorType) => {
  const error = await refusalOf({ errorType, errorMessage: 'Please ask for an invitation.' }, true);
  expect(error).toBeInstanceOf(UserFacingError);
  expect(error).toHaveProperty('message', 'Please ask for an invitation.');
});

test('its text is shortened to 200 characters, none of them cut in half', async () => {
  const error = await refusalOf({ errorType: 'UserFacingError', errorMessage: '\u{1F512}'.repeat(300) }, true);
  expect(error).toHaveProperty('message', '\u{1F512}'.repeat(200));
});

test.each([
  ['another type', { errorType: 'Error', errorMessage: 'password hunter2' }],
  ['a type that only ends like it', { errorType: 'NotUserFacingError', errorMessage: 'password hunter2' }],
  ['a type that only begins like it', { errorType: 'UserFacingErrorOfOurs', errorMessage: 'password hunter2' }],
  ['a type that is a list', { errorType: ['UserFacingError'], errorMessage: 'password hunter2' }],
  ['another letter case', { errorType: 'userfacingerror', errorMessage: 'password hunter2' }],
  ['a message that is not text', { errorType: 'UserFacingError', errorMessage: { password: 'hunter2' } }],
  ['no type, as after a time-out', { errorMessage: 'Task timed out after 3.00 seconds' }],
  ['no object', 'null'],
])('any other error is internal: %s', async (_, payload) => {
  const error = await refusalOf(payload, true);
  expect(error).toBeInstanceOf(InternalError);
  expect(error).toHaveProperty('message', 'the invoked function failed');
});

test.each([
  ['null', 'null'],
  ['a list', '[]'],
  ['text', '"ok"'],
  ['an object without a response', '{}'],
  ['a response that is null', '{"response":null}'],
  ['a response that is a list', '{"response":[]}'],
])('refuses an answer that is no event: %s', async (_, payload) => {
  const error = await refusalOf(payload, false);
  expect(error).toBeInstanceOf(InternalError);
  expect(error).toHaveProperty('message', 'the invoked function returned no event');
});

test.each(['', '{"response":'])('refuses an answer that is not JSON: %j', async (payload) => {
  expect(await refusalOf(payload, false)).toBeInstanceOf(SyntaxError);
});
