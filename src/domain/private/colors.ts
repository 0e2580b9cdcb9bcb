import { AuthConfigError } from '../../private/errors';

const COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** A colour as managed login wants it: eight hexadecimal digits, the last two for the opacity, without a `#`. */
export function cognitoColor(where: string, what: string, text: string): string {
  if (!COLOR.test(text)) {
    throw new AuthConfigError(where, `${what} is '${text}', which is not a colour. Write it as #rrggbb or #rrggbbaa.`);
  }
  const digits = text.slice(1).toLowerCase();
  if (digits.length === 8) return digits;
  return `${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}ff`;
}

/** Black or white, by the contrast that WCAG 2 computes. */
export function readableOn(color: string): string {
  const luminance = relativeLuminance(color);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? 'ffffffff' : '000000ff';
}

function relativeLuminance(color: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => linear(parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
