import { AuthConfigError } from '../../private/errors';

/** What the API takes. */
const LONGEST_CSS = 131_072;

/** The selectors that Cognito documents; it refuses all others. */
const SELECTORS = [
  'background-customizable',
  'banner-customizable',
  'errorMessage-customizable',
  'idpButton-customizable',
  'idpButton-customizable:hover',
  'idpDescription-customizable',
  'inputField-customizable',
  'inputField-customizable:focus',
  'label-customizable',
  'legalText-customizable',
  'logo-customizable',
  'passwordCheck-notValid-customizable',
  'passwordCheck-valid-customizable',
  'redirect-customizable',
  'socialButton-customizable',
  'submitButton-customizable',
  'submitButton-customizable:hover',
  'textDescription-customizable',
].map((name) => `.${name}`);

/** Refuses CSS that the classic hosted UI would refuse when the stack is deployed. */
export function requireClassicCss(where: string, css: string): string {
  const fault = cssFault(css);
  if (fault) throw new AuthConfigError(where, `the CSS of the classic hosted UI ${fault}.`);
  return css;
}

function cssFault(css: string): string | undefined {
  if (css.length > LONGEST_CSS) return `has ${css.length} characters. Cognito allows ${LONGEST_CSS}: shorten it`;
  const rules = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const statement = /@[\w-]*/.exec(rules);
  if (statement) return `has the statement ${statement[0]}. Cognito takes plain rules only: leave it out`;
  // also in a comment, which travels with the rest and which a page does not know
  const script = /</.exec(css) ?? /javascript:|expression\(/i.exec(rules);
  if (script) return `has '${script[0]}'. Cognito takes neither HTML nor JavaScript: leave it out`;
  return ruleFault(rules);
}

function ruleFault(rules: string): string | undefined {
  const heads = [...rules.matchAll(/([^{}]*)\{[^{}]*\}/g)];
  const rest = rules.replace(/[^{}]*\{[^{}]*\}/g, '').trim();
  if (heads.length === 0 || rest !== '') return 'is not a list of rules. Write each one as .class { property: value; }';
  const selectors = heads.flatMap(([, head]) => head.split(',').map((selector) => selector.trim()));
  const unknown = selectors.find((selector) => !SELECTORS.includes(selector));
  return unknown === undefined ? undefined : `has the selector '${unknown}'. Use one of ${SELECTORS.join(', ')}`;
}
