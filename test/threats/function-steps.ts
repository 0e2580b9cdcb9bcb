import { STEPS_VARIABLE } from '../../src/contract/codec';
import { allOf, type TemplateJson } from '../support/template';

/** A step that travels to a function of a template. */
export interface FunctionStep {
  readonly functionId: string;
  readonly step: string;
  readonly config: Record<string, any>;
}

/** The steps of all functions, with each token as `<logical id>`. */
export function stepsIn(template: TemplateJson): FunctionStep[] {
  return allOf(template, 'AWS::Lambda::Function').flatMap(([functionId, { Properties }]) => {
    const variable: unknown = Properties.Environment?.Variables?.[STEPS_VARIABLE];
    if (variable === undefined) return [];
    const { steps } = JSON.parse(textOf(variable)) as { steps: Omit<FunctionStep, 'functionId'>[] };
    return steps.map((step) => ({ ...step, functionId }));
  });
}

function textOf(value: any): string {
  if (typeof value === 'string') return value;
  return value['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
}
