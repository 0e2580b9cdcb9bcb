import { distinct } from './content-list';
import { TriggerScope, TriggerStep } from './trigger-step';
import { TriggerName } from '../../contract/steps';
import { EVENT_TYPES, TellingConfig, UserEventType } from '../../contract/user-events';
import { requireLiteral } from '../../private/tokens';
import { ConfirmationMessageOptions } from '../user-event-options';

/** Triggers that have something to tell. */
export type TellingTrigger = 'PreSignUp' | 'PostConfirmation' | 'PostAuthentication';

/** What a step that tells somebody about a user needs: which events, of which attributes, and how badly. */
export interface Telling {
  /** The handler, as people call it. */
  readonly handler: string;
  readonly types: readonly UserEventType[];
  readonly attributes?: readonly string[];
  readonly required?: boolean;
}

/** What handlers of confirmations tell. */
export function confirmations(handler: string, options: ConfirmationMessageOptions): Telling {
  const resets: UserEventType[] = options.includePasswordResets ? ['User Password Reset'] : [];
  return { handler, types: ['User Confirmation', ...resets], attributes: options.attributes, required: options.required };
} // prettier-ignore

/** The sources of a trigger that tell these things; a link is told where a provider's user would have signed up. */
export function sourcesOf(trigger: TriggerName, types: readonly UserEventType[]): string[] {
  return Object.entries(EVENT_TYPES).flatMap(([source, type]) => {
    const mayLink = source === 'PreSignUp_ExternalProvider' && types.includes('User Linking');
    return source.startsWith(`${trigger}_`) && (types.includes(type) || mayLink) ? [source] : [];
  });
}

/** What is common to the steps that tell: they are the last to run, and do nothing to the pool. */
export function tellingStep(trigger: TellingTrigger): Pick<TriggerStep, 'trigger' | 'phase' | 'poolActions'> {
  return { trigger, phase: 'REPORT', poolActions: [] };
}

/** The part of the config that all of them have. */
export function tellingConfig({ where, pool }: TriggerScope, trigger: TellingTrigger, telling: Telling): TellingConfig {
  const { handler, attributes = [], required = false } = telling;
  const types = telling.types.filter((type) => sourcesOf(trigger, [type]).length > 0);
  const names = distinct(attributes.map((name) => requireLiteral(where, `an attribute of ${handler}`, name)));
  names.forEach((name) => pool.attributes.requireKnown(where, handler, name));
  // a sign-in goes on whatever breaks: there a throw would only keep later handlers from telling
  return {
    types: distinct(types) as UserEventType[],
    attributes: names,
    required: required && trigger !== 'PostAuthentication',
  };
}
