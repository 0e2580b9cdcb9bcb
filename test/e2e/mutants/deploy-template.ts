import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { Template } from './mutant';
import { Outputs, Stage } from '../stage';

/** The template of a deployed stack, whose assets are in the bucket already. */
export async function deployedTemplate({ region, endpoint }: Stage, StackName: string): Promise<Template> {
  const cloudFormation = new CloudFormationClient({ region, endpoint });
  const { TemplateBody } = await cloudFormation.send(new GetTemplateCommand({ StackName }));
  return JSON.parse(TemplateBody!) as Template;
}

/** Deploys a template as it is, without the CLI: mutants have no source code. */
export async function deployTemplate(
  { region, endpoint }: Stage,
  StackName: string,
  template: Template,
): Promise<Outputs> {
  const cloudFormation = new CloudFormationClient({ region, endpoint });
  const set = { StackName, ChangeSetName: 'mutant' };
  await cloudFormation.send(
    new CreateChangeSetCommand({
      ...set,
      ChangeSetType: 'CREATE',
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  await cloudFormation.send(new ExecuteChangeSetCommand(set));
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const [{ StackStatus, Outputs: outputs = [] }] = Stacks!;
    if (StackStatus === 'CREATE_COMPLETE') {
      return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
    }
    if (!StackStatus!.endsWith('_IN_PROGRESS')) throw new Error(await failures(cloudFormation, StackName));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function failures(cloudFormation: CloudFormationClient, StackName: string): Promise<string> {
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
  return failed
    .map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`)
    .join('\n');
}
