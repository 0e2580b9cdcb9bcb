import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { LocalAws } from './index';

export const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' };
export const clientFor = (bed: LocalAws) => ({ endpoint: bed.endpoint, region: bed.region, credentials });

/** Deploys a template and says how it ended, with the reasons of whatever failed. */
export async function deploy(bed: LocalAws, StackName: string, body: object) {
  const client = new CloudFormationClient(clientFor(bed));
  const set = { StackName, ChangeSetName: 'set' };
  const template = { TemplateBody: JSON.stringify(body), ChangeSetType: 'CREATE' as const };
  await client.send(new CreateChangeSetCommand({ ...set, ...template }));
  await client.send(new ExecuteChangeSetCommand(set));
  const stack = await settled(client, StackName);
  const events = (await client.send(new DescribeStackEventsCommand({ StackName }))).StackEvents!;
  const failed = events.filter(({ ResourceStatus }) => /FAILED/.test(ResourceStatus!));
  const reasons = failed.map(({ ResourceStatusReason }) => ResourceStatusReason);
  const outputs = Object.fromEntries((stack.Outputs ?? []).map((one) => [one.OutputKey!, one.OutputValue!]));
  return { status: stack.StackStatus, id: stack.StackId!, reasons, outputs };
}

export async function destroy(bed: LocalAws, id: string) {
  const client = new CloudFormationClient(clientFor(bed));
  await client.send(new DeleteStackCommand({ StackName: id }));
  return (await settled(client, id)).StackStatus;
}

async function settled(client: CloudFormationClient, StackName: string) {
  for (;;) {
    const [stack] = (await client.send(new DescribeStacksCommand({ StackName }))).Stacks!;
    if (!stack.StackStatus!.endsWith('_IN_PROGRESS')) return stack;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
