import { IConstruct } from 'constructs';
import { CALLING_CODES, COSTLY_NUMBERS, SHARED_NUMBERS } from './calling-codes';
import { distinct } from './content-list';
import { NumberRanges } from '../../contract/senders';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

/** How the numbers of some countries begin, and what else begins so and is not theirs, or costs too much. */
export function numberRanges(
  where: IConstruct,
  handler: string,
  countries: readonly string[],
  refusedPrefixes: readonly string[],
): NumberRanges {
  if (countries.length === 0) {
    throw new AuthConfigError(
      where,
      `${handler} has no countries, so that nobody would get an SMS. Pass at least one.`,
    );
  }
  const allowed = distinct(countries.flatMap((country) => beginningsOf(where, handler, country)));
  const isWithin = (beginning: string) => allowed.some((own) => beginning.startsWith(own) && beginning !== own);
  const foreign = [...CALLING_CODES.values()].flat().filter((beginning) => !allowed.includes(beginning));
  const own = refusedPrefixes.map((prefix) => readPrefix(where, handler, prefix, isWithin));
  return { allowed, refused: distinct([...[...foreign, ...COSTLY_NUMBERS].filter(isWithin), ...own]) };
}

function beginningsOf(where: IConstruct, handler: string, country: string): readonly string[] {
  const code = requireLiteral(where, `a country of ${handler}`, country);
  const beginnings = CALLING_CODES.get(code);
  if (beginnings) return beginnings;
  const owner = SHARED_NUMBERS.get(code);
  throw new AuthConfigError(
    where,
    owner
      ? `${handler} has the country ${code}, whose numbers are those of ${owner}. Pass ${owner}.`
      : `${handler} has the country '${code}', which is not known. Pass two capital letters (ISO 3166), such as DE.`,
  );
}

function readPrefix(where: IConstruct, handler: string, prefix: string, isWithin: (beginning: string) => boolean): string {
  const [, digits] = /^\+(\d{2,15})$/.exec(requireLiteral(where, `a refused prefix of ${handler}`, prefix)) ?? [];
  if (digits !== undefined && isWithin(digits)) return digits;
  throw new AuthConfigError(
    where,
    `${handler} refuses '${prefix}', with which some numbers of its countries must begin. Write it like +4487.`,
  );
} // prettier-ignore
