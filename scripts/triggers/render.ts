import type { FactoryPage, HandlerPage, OptionPage } from './factories';
import { WIDE_PERMISSIONS } from './wide-permissions';
import { UserFacingError } from '../../lambda/runtime/errors';
import { failsOpen } from '../../lambda/runtime/sources';
import { EVERY_SOURCE, type Step, type TriggerName } from '../../src/contract/steps';
import type { TriggerStep } from '../../src/triggers/private/trigger-step';
import type { Exercised, Permission } from '../../test/triggers/exercise';

type Calls = ReadonlyMap<string, readonly string[]>;

const PHASES = {
  GUARD: 'guard: it may refuse',
  SHAPE: 'shape: it may write the response',
  EFFECT: 'effect: it may change something elsewhere',
  REPORT: 'report: it tells others what has happened',
  END: 'end: it has the last word',
};

/** One section of the document. */
export function renderFactory(
  page: FactoryPage,
  exercised: ReadonlyMap<string, Exercised>,
  calls: Calls,
  common: readonly string[],
): string {
  const handlers = page.handlers.map((handler) => renderHandler(handler, exercised.get(handler.name), calls, common));
  return `${[`## ${page.name}`, page.text, ...seeOf(page.see), ...handlers].join('\n\n')}\n`;
}

/** What the function of every trigger may do, whatever its handlers. */
export function commonPermissions(all: readonly Exercised[]): string[] {
  const [first, ...others] = all.flatMap(({ permissions }) => [...permissions.values()].map((each) => each.map(line)));
  return (first ?? []).filter((each) => others.every((other) => other.includes(each)));
}

function renderHandler(page: HandlerPage, exercised: Exercised | undefined, calls: Calls, common: readonly string[]): string {
  const parts = [`### ${page.name}`, page.text, ...seeOf(page.see), ...optionTable(page.parameters)];
  for (const step of exercised?.steps ?? []) parts.push(stepList(step, calls));
  for (const [trigger, permissions] of exercised?.permissions ?? []) {
    const own = permissions.flatMap((each) => (common.includes(line(each)) ? [] : [line(each) + reasonOf(page.name, each)]));
    const title = `What the function of ${trigger} may do for it`;
    parts.push(own.length === 0 ? `${title}: nothing more.` : `${title}:\n\n${own.map((each) => `- ${each}`).join('\n')}`);
  }
  return parts.join('\n\n');
} // prettier-ignore

function stepList({ trigger, phase, wire, exclusive }: TriggerStep, calls: Calls): string {
  const sources = wire.sources.map((source) => (source === EVERY_SOURCE ? 'every source of the trigger' : `\`${source}\``));
  const asked = calls.get(`${trigger}.${wire.step}`) ?? [];
  return [
    `- step: \`${wire.step}\` of ${trigger}, ${PHASES[phase]}${exclusive ? '; it shares the trigger with no other handler' : ''}`,
    `- answers to: ${sources.join(', ')}`,
    `- on failure: ${failureOf(trigger, wire)}`,
    `- cost of an event: ${asked.length === 0 ? 'no AWS call' : `at most a call of ${asked.map((call) => `\`${call}\``).join(', ')} each`}`,
  ].join('\n');
} // prettier-ignore

/** Steps that log what they could not do, and let the others go on. */
const LOGS_ONLY = ['profileRow'];

function failureOf(trigger: TriggerName, { step, config }: Step): string {
  if (/^Custom(?:Email|SMS)Sender$/.test(trigger)) {
    return 'asynchronous: an error line is logged, Lambda tries twice more, and then the message is lost, unless the function has a destination for failures';
  }
  if (LOGS_ONLY.includes(step) || (config as { required?: boolean }).required === false) {
    return 'open: an error line is logged, and people get on';
  }
  return failsOpen(trigger)
    ? 'open: whatever breaks, Cognito goes on as if the function had done nothing, and an error line is logged'
    : `closed: whatever breaks, people read "${UserFacingError.neutral(trigger).message}", and an error line is logged`;
} // prettier-ignore

function optionTable(options: readonly OptionPage[]): string[] {
  if (options.length === 0) return [];
  const row = ({ name, type, byDefault, text }: OptionPage) => {
    const value = byDefault === undefined ? 'must be given' : byDefault.replace(/^- /, '').replace(/^none$/, '');
    return [`\`${name}\``, `\`${type}\``, value, text.replace(/\n+/g, '<br>')];
  };
  const rows = [['option', 'type', 'default', 'meaning'], ['---', '---', '---', '---'], ...options.map(row)];
  return [rows.map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`).join('\n')];
}

function seeOf(links: readonly string[]): string[] {
  return links.map((link) => `See ${link}`);
}

/** Why a permission is as wide as it is. */
function reasonOf(handler: string, { actions, resources }: Permission): string {
  const names = actions.flatMap((action) => resources.map((resource) => `${handler}: ${action} on ${resource}`));
  const reason = names.map((name) => WIDE_PERMISSIONS[name]).find(Boolean);
  return reason === undefined ? '' : `: ${reason}`;
}

function line({ actions, resources, conditions }: Permission): string {
  const list = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ');
  return `${list(actions)} on ${list(resources)}${conditions ? `, if \`${conditions}\`` : ''}`;
}
