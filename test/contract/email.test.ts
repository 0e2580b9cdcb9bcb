import fc from 'fast-check';
import { isDomain, isListed, parseEmail } from '../../src/contract/email';

const label = (length: number) => 'a'.repeat(length);

test.each([
  ['ann@example.com', 'ann', 'example.com'],
  ['Ann.Lee@Mail.EXAMPLE.com', 'ann.lee', 'mail.example.com'],
  ['a+b@example.com', 'a+b', 'example.com'],
  ["o'neil_!#$%&*/=?^`{|}~-@x1.co", "o'neil_!#$%&*/=?^`{|}~-", 'x1.co'],
  ['ann@xn--bcher-kva.example', 'ann', 'xn--bcher-kva.example'],
  [`${label(64)}@example.com`, label(64), 'example.com'],
])('reads %s', (text, localPart, domain) => {
  expect(parseEmail(text)).toEqual({ localPart, domain });
});

test.each([
  ['nothing', ''],
  ['no @', 'example.com'],
  ['no local part', '@example.com'],
  ['no domain', 'ann@'],
  ['a second @', 'ann@evil.test@example.com'],
  ['a quoted local part', '"ann@evil.test"@example.com'],
  ['a quoted local part without a second @', '"ann"@example.com'],
  ['a comment', 'ann(x)@example.com'],
  ['a display name', 'Ann <ann@example.com>'],
  ['two addresses', 'ann@example.com,bob@evil.test'],
  ['a leading dot', '.ann@example.com'],
  ['a trailing dot', 'ann.@example.com'],
  ['two dots in a row', 'ann..lee@example.com'],
  ['a space', 'ann@example.com '],
  ['a line break', 'ann@example.com\nBcc:x'],
  ['a zero byte', 'ann@example.com\0'],
  ['an ideographic full stop', 'ann@example\u3002com'],
  ['a full-width full stop', 'ann@example\uFF0Ecom'],
  ['the sign of Kelvin, whose lower case is k', 'ann@\u212Acom.example'],
  ['a Cyrillic letter', 'ann@ex\u0430mple.com'],
  ['a full-width @', 'ann\uFF20example.com'],
  ['an invisible character', 'ann@exam\u200Bple.com'],
  ['a local part that is too long', `${label(65)}@example.com`],
  ['a domain of one label', 'ann@localhost'],
  ['a domain with a trailing dot', 'ann@example.com.'],
  ['an address as a domain', 'ann@[192.0.2.1]'],
  ['a number as the top-level domain', 'ann@192.0.2.1'],
])('refuses %s', (_, text) => {
  expect(parseEmail(text)).toBeUndefined();
});

test.each([
  ['example.com', true],
  [`${label(63)}.com`, true],
  ['a.b', true],
  ['Example.com', false],
  ['example', false],
  ['', false],
  ['-a.com', false],
  ['a-.com', false],
  ['a..com', false],
  ['*.example.com', false],
  ['example.123', false],
  [`${label(64)}.com`, false],
  [`${`${label(61)}.`.repeat(4)}example`, false],
])('whether %s is a domain: %s', (text, expected) => {
  expect(isDomain(text)).toBe(expected);
});

test('letter case never matters', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
      const ascii = text.replace(/[^\x20-\x7e]/g, '');
      expect(parseEmail(ascii.toUpperCase())).toEqual(parseEmail(ascii.toLowerCase()));
    }),
  );
});

test.each([
  ['example.com', false, true],
  ['example.com', true, true],
  ['mail.example.com', false, false],
  ['mail.example.com', true, true],
  ['a.b.example.com', true, true],
  ['evilexample.com', true, false],
  ['example.com.evil.test', true, false],
  ['com', true, false],
  ['xexample.com', true, false],
])('whether %s, with sub-domains %s, is listed: %s', (domain, includeSubdomains, expected) => {
  expect(isListed(domain, ['acme.example', 'example.com'], includeSubdomains)).toBe(expected);
});
