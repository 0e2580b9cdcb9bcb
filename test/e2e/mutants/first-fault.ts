import { deployTemplate } from './deploy-template';
import { matching, Template } from './mutant';
import { Outputs, Stage } from '../stage';
import { Step } from '../step';

export type StepsOf = (stage: Stage, outputs: Outputs) => Step[];

/** The step that went wrong, and its error for whoever expected another step. */
interface Fault {
  readonly asks: string;
  readonly why: string;
}

/** Deploys a changed copy of a template beside the others, and returns the first step that goes wrong. */
export async function firstFault(
  stage: Stage,
  stackName: string,
  template: Template,
  stepsOf: StepsOf,
  change: (copy: Template) => void,
): Promise<Fault | undefined> {
  const copy = withoutMailIdentity(template);
  matching(copy, 'AWS::Cognito::UserPoolDomain').forEach(([, { Properties }], index) => {
    Properties.Domain = `${stackName.toLowerCase()}${index || ''}`;
  });
  for (const [, { Properties }] of matching(copy, 'AWS::Events::EventBus')) Properties.Name = stackName;
  change(copy);
  const outputs = await deployTemplate(stage, stackName, copy);
  for (const step of stepsOf(stage, outputs)) {
    try {
      await step.run();
    } catch (error) {
      return { asks: step.asks, why: String(error) };
    }
  }
  return undefined;
}

/** A copy without the identity of SES: the account has it already, from the stack itself. */
function withoutMailIdentity(template: Template): Template {
  const copy = JSON.stringify(template);
  const [[id, identity] = []] = matching(template, 'AWS::SES::EmailIdentity');
  if (!id || !identity) return JSON.parse(copy);
  const named = copy.replaceAll(JSON.stringify({ Ref: id }), JSON.stringify(identity.Properties.EmailIdentity));
  const { Resources, ...others } = JSON.parse(named) as Template;
  delete Resources[id];
  return { Resources, ...others };
}
