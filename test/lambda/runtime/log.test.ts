import fc from 'fast-check';
import { InternalError, UserFacingError } from '../../../lambda/runtime/errors';
import { type Facts, logFailure } from '../../../lambda/runtime/log';
import { emailNotAllowed } from '../../../lambda/runtime/refusals';
import { CONTEXT } from '../events';

const FACTS: Facts = {
  triggerSource: 'PreSignUp_SignUp',
  step: 'allowEmailDomains',
  requestId: CONTEXT.awsRequestId,
  region: 'us-gov-west-1',
};

function lineOf(facts: object, error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  const spy = jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  logFailure(facts, error, 12.34);
  spy.mockRestore();
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
}

test.each([
  ['a refusal', emailNotAllowed(), { outcome: 'refused', detail: 'emailNotAllowed' }],
  ['a text of the application', UserFacingError.relayed('ann@example.com'), { outcome: 'refused', detail: 'relayed' }],
  ['our own error', new InternalError('deadline reached'), { outcome: 'failed', error: 'InternalError', detail: 'deadline reached' }],
  ['a foreign error', new RangeError('ann@example.com'), { outcome: 'failed', error: 'RangeError' }],
  ...['MessageRejected', 'AccessDenied', 'NoSuchKey', 'ThrottlingException'].map((name): [string, Error, object] => [
    `what an AWS service says: ${name}`,
    Object.assign(new Error(), { name }),
    { outcome: 'failed', error: name },
  ]),
  ['a foreign error with a talkative name', Object.assign(new Error(), { name: 'hunter2' }), { outcome: 'failed', error: 'unknown' }],
  ['a foreign error with a name that ends well', Object.assign(new Error(), { name: 'hunter2 Error' }), { outcome: 'failed', error: 'unknown' }],
  ['a foreign error with a name that begins well', Object.assign(new Error(), { name: 'TypeError hunter2' }), { outcome: 'failed', error: 'unknown' }],
  ['something that is no error', { name: 'TypeError', message: 'hunter2' }, { outcome: 'failed', error: 'unknown' }],
])('tells about %s', (_, error, told) => {
  expect(lineOf(FACTS, error)).toEqual({ ...FACTS, ...told, milliseconds: 12 });
}); // prettier-ignore

test('leaves out every other fact, and facts of another shape', () => {
  const facts = {
    triggerSource: 'ann@example.com',
    step: 'two words',
    region: {},
    requestId: 'hunter2',
    email: 'a@b.example',
  };
  expect(lineOf(facts, new Error())).toEqual({ outcome: 'failed', error: 'Error', milliseconds: 12 });
});

test('a list is no fact, also with one of the right shape in it', () => {
  const facts = Object.fromEntries(Object.entries(FACTS).map(([name, value]) => [name, [value]]));
  expect(lineOf(facts, new Error())).toEqual({ outcome: 'failed', error: 'Error', milliseconds: 12 });
});

test('a secret is never logged, wherever it is', () => {
  const secret = fc.string({ minLength: 8 }).map((text) => `<${text}>`);
  const shape = fc.constantFrom('triggerSource', 'step', 'requestId', 'region', 'password', '__proto__', 'toJSON');
  fc.assert(
    fc.property(secret, fc.array(shape), fc.boolean(), (text, names, named) => {
      const error = Object.assign(new Error(text, { cause: text }), named ? { name: text } : {}, { email: text });
      const line = lineOf(Object.fromEntries(names.map((name) => [name, text])), error);
      expect(Object.values(line)).not.toContain(text);
    }),
  );
});
