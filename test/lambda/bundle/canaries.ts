import fc from 'fast-check';
import { anyEventOf } from '../../triggers/deployed';
import type { FixtureEvent } from '../events';

/** What a trigger's event may hold, and no output may tell. */
export type Secrets = Readonly<Record<(typeof KINDS)[number], string>>;

const KINDS = [
  'password',
  'code',
  'token',
  'localPart',
  'phone',
  'name',
  'session',
  'metadata',
  'answer',
  'unknown',
] as const;

// each begins with a word of its own, so that none stands in an output by chance
const secret = (prefix: string, form: RegExp) => fc.stringMatching(form).map((text) => `${prefix}${text}`);
const secrets: fc.Arbitrary<Secrets> = fc.record({
  password: secret('Pw', /^[A-Za-z0-9!$%&()*+,./:;<=>?@_~-]{10,20}$/),
  code: secret('90', /^[0-9]{8}$/),
  token: secret('eyJ', /^[A-Za-z0-9_-]{20,60}\.[A-Za-z0-9_-]{20,60}$/),
  localPart: secret('ann.', /^[a-z0-9]{10,20}$/),
  phone: secret('+4917', /^[0-9]{9}$/),
  name: secret('Lovelace', /^[A-Za-z]{6,12}$/),
  session: secret('Ses', /^[A-Za-z0-9]{12}$/),
  metadata: secret('Meta', /^[A-Za-z0-9]{12}$/),
  answer: secret('Answer', /^[A-Za-z0-9]{12}$/),
  unknown: secret('New', /^[A-Za-z0-9]{12}$/),
});

export const setsOfSecrets = (count: number) => fc.sample(secrets, count);

/** An event with a secret in every place that any trigger has. */
export function seeded(triggerSource: string, given: Secrets): FixtureEvent & Record<string, unknown> {
  const { password, code, token, localPart, phone, name, session, metadata, answer, unknown } = given;
  const event = anyEventOf(triggerSource);
  const email = `${localPart}@example.com`;
  const words = { password, code, token, answer, session, metadata, invitationCode: code, captchaToken: token };
  const challenge = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: metadata };
  event.userName = `Google_${name}`;
  event.request = {
    ...event.request,
    userAttributes: { sub: name, email, email_verified: 'true', phone_number: phone, name, 'custom:tenant': token },
    validationData: words,
    clientMetadata: words,
    privateChallengeParameters: words,
    challengeAnswer: answer,
    challengeMetadata: metadata,
    session: [challenge],
    password,
    code,
    attributes: { idToken: { sub: name, email, email_verified: 'true', phone }, userInfo: { email, token }, samlResponse: { email } },
  };
  return { ...event, newField: { unknown } };
} // prettier-ignore

/** Those of the secrets that stand in a text: as they are, in any letter case, or in a usual encoding. */
export function leakedIn(output: string, sets: readonly Secrets[]): string[] {
  const text = output.toLowerCase();
  const forms = (value: string) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
    Buffer.from(value).toString('hex'),
  ];
  const all = [...new Set(sets.flatMap((set) => Object.values(set)))];
  return all.filter((value) => forms(value).some((form) => text.includes(form.toLowerCase())));
}
