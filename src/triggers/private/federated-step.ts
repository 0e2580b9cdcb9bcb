import { TriggerStep } from './trigger-step';
import { ProviderNames } from '../../contract/federation';
import { EVERY_SOURCE, StepNamed, TriggerSteps } from '../../contract/steps';

type Shapes = Exclude<TriggerSteps['InboundFederation'], { step: 'invoke' | 'allowFederatedDomains' }>;

/** A step that changes what a provider says; its key is what it changes, and of whom. */
export function federatedStep<Name extends Shapes['step']>(
  step: Name,
  names: readonly string[],
  config: StepNamed<Shapes, Name>['config'] & ProviderNames,
): TriggerStep {
  const key = [...names, ...(config.providers ? ['of', ...config.providers] : [])].join(' ');
  const wire = { step, key, sources: [EVERY_SOURCE], config } as unknown as Shapes;
  return { trigger: 'InboundFederation', phase: 'SHAPE', wire, ports: [], poolActions: [] };
}
