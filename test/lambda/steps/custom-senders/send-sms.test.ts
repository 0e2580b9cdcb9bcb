import fc from 'fast-check';
import { about, senderPorts, SMS } from './sending';
import { sendSms } from '../../../../lambda/steps/custom-senders/send-sms';
import type { SendSmsConfig } from '../../../../src/contract/senders';

let lines: jest.SpyInstance;
beforeEach(() => (lines = jest.spyOn(console, 'error').mockImplementation()));
afterEach(() => jest.restoreAllMocks());

/** What the services were asked about a number. */
async function callsFor(phone: unknown, config: SendSmsConfig = SMS) {
  const { ports, calls } = senderPorts();
  await sendSms(about('CustomSMSSender_SignUp', { phone_number: phone }) as never, config, ports);
  return calls;
}

test('sends the code to the number of the user', async () => {
  const calls = await callsFor('+4915112345678');
  expect(calls.map(([name]) => name)).toEqual(['putOnce', 'decryptWith', 'sendSms', 'changeRow']);
  expect(calls[2]![1]).toEqual({ phoneNumber: '+4915112345678', message: '123456 is your code' });
});

test('says from whom, and what it may cost', async () => {
  const more = { region: 'us-east-1', senderId: 'Acme', originationNumber: '+12065550100', maxPrice: '0.1' };
  expect((await callsFor('+12065550123', { ...SMS, ...more }))[2]![1]).toMatchObject(more);
});

test('writes in the language of the user', async () => {
  const { ports, calls } = senderPorts();
  await sendSms(about('CustomSMSSender_SignUp', { locale: 'de-CH' }) as never, SMS, ports);
  expect(calls[2]![1]).toMatchObject({ message: '123456 ist Ihr Code' });
});

test.each([
  ['another country', '+33612345678'],
  ['another country with the same code', '+18095550123'],
  ['a premium rate', '+19005550123'],
  ['a premium rate of the other country', '+499001234567'],
  ['a satellite', '+881612345678'],
  ['an international premium rate', '+979123456789'],
  ['no plus', '4915112345678'],
  ['two pluses', '++4915112345678'],
  ['a space before it', ' +4915112345678'],
  ['a line after it', '+4915112345678\n'],
  ['letters', '+49151CALLNOW'],
  ['digits of another script', '+49١٥١١٢٣٤٥٦'],
  ['too few digits', '+49151'],
  ['too many digits', '+4915112345678901'],
  ['an extension', '+4915112345678,,900'],
  ['a leading zero', '+0049151123456'],
])('refuses a number with %s: nothing is asked, and one line says so', async (_, phone) => {
  expect(await callsFor(phone)).toEqual([]);
  expect(lines.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
    { triggerSource: 'CustomSMSSender_SignUp', step: 'sendSms', region: 'eu-west-1', outcome: 'refused', detail: 'numberRefused', milliseconds: 0 },
  ]);
}); // prettier-ignore

test.each(['+4915112345678', '+12065550123', '+19015550123', '+1909555012'])(
  'the control: sends to %s',
  async (phone) => {
    expect((await callsFor(phone)).map(([name]) => name)).toContain('sendSms');
  },
);

test('a longer beginning that is allowed takes its numbers back', async () => {
  const numbers = { inline: { allowed: ['1', '1809'], refused: ['18'] } };
  expect((await callsFor('+18095550123', { ...SMS, numbers })).map(([name]) => name)).toContain('sendSms');
  expect(await callsFor('+18195550123', { ...SMS, numbers })).toEqual([]);
});

test('whatever a number is, an SMS goes to allowed beginnings alone', async () => {
  const hostile = fc.oneof(fc.string(), fc.stringMatching(/^\+[0-9]{5,17}$/), fc.stringMatching(/^\+(1|49|1900)[0-9 ]{6,12}$/));
  await fc.assert(
    fc.asyncProperty(hostile, async (phone) => {
      const sent = phone !== '' && (await callsFor(phone)).some(([name]) => name === 'sendSms');
      expect(sent).toBe(/^\+(?:1(?!900|809)|49(?!900))\d+$/.test(phone) && /^\+\d{7,15}$/.test(phone));
    }),
  );
}); // prettier-ignore

test.each([undefined, ''])('fails without a number: %j', async (phone) => {
  await expect(callsFor(phone)).rejects.toThrow('the user has no phone number');
});
