import { join } from 'path';
import { Exercised } from './exercise';
import { STEPS_VARIABLE } from '../../src/contract/codec';
import { EVERY_SOURCE, Step, TriggerName } from '../../src/contract/steps';
import { eventOf, EVENTS, FixtureEvent, sourcesOf } from '../lambda/events';
import { concrete } from '../support/intrinsics';
import { resolve } from '../support/resolve';
import { allOf, TemplateJson } from '../support/template';

/** The function of a trigger as it would be deployed. */
export interface Deployed {
  readonly trigger: TriggerName;
  /** Its code in the cloud assembly. */
  readonly folder: string;
  readonly environment: Record<string, string>;
  readonly steps: readonly Step[];
  /** The sources that its steps answer to. */
  readonly sources: readonly string[];
  /** AWS clients beside its code. */
  readonly ports: readonly string[];
}

/** The functions that came of a handler, each with what its steps need. */
export function deployedBy({ steps, template, assembly }: Exercised): readonly Deployed[] {
  const functions = allOf(template, 'AWS::Lambda::Function');
  return [...new Set(steps.map(({ trigger }) => trigger))].map((trigger) => {
    const [[, { Properties }]] = functions.filter(([id]) => new RegExp(`^Auth${trigger}Function[0-9A-F]{8}$`).test(id));
    const folder = join(assembly, `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
    const environment: Record<string, string> = valuesOf(template, Properties.Environment.Variables);
    const own = JSON.parse(environment[STEPS_VARIABLE]).steps as readonly Step[];
    const named = own.flatMap(({ sources }) => sources);
    const sources = named.includes(EVERY_SOURCE) ? sourcesOf(trigger) : [...new Set(named)];
    const ports = steps.filter((step) => step.trigger === trigger).flatMap((step) => step.ports);
    return { trigger, folder, environment, steps: own, sources, ports: [...new Set(ports)] };
  });
}

/** Values as a deployment would make them; what only a deployment knows goes by its name. */
function valuesOf(template: TemplateJson, value: unknown): any {
  const isHere = (id: string) => id in template.Resources || /^AWS::(?:AccountId|Region|Partition|URLSuffix)$/.test(id);
  return resolve(value, {
    template,
    ref: (id) => (isHere(id) ? concrete(template, { Ref: id }) : id),
    getAtt: (id, attribute) => concrete(template, { 'Fn::GetAtt': [id, attribute] }),
    condition: () => true,
  });
}

/** What Cognito sends; where there is no fixture yet, an event with nothing in it. */
export function anyEventOf(triggerSource: string): FixtureEvent {
  if (EVENTS.some(({ source }) => source === triggerSource)) return eventOf(triggerSource);
  return { ...eventOf('PostAuthentication_Authentication'), triggerSource, request: {}, response: {} };
}
