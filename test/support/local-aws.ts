import * as http from 'node:http';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { LocalAws, startLocalAws } from '../local-aws';
import { checkWireShapes } from './wire-shapes';

/** A test bed whose every exchange is compared with the models of the AWS SDK. */
export const startBed = (options: Parameters<typeof startLocalAws>[0] = {}) =>
  startLocalAws({ onExchange: checkWireShapes, ...options });

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

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** Asks a host of AWS by its own URL, at the bed: GET, or POST when there is a form. Redirects are not followed. */
export function askHost(bed: LocalAws, url: string, form?: object, headers: object = {}): Promise<Reply> {
  const { host, pathname, search } = new URL(url);
  const type = form && { 'content-type': 'application/x-www-form-urlencoded' };
  const options = { method: form ? 'POST' : 'GET', headers: { host, ...type, ...headers } };
  return new Promise((resolve, reject) => {
    const request = http.request(`${bed.endpoint}${pathname}${search}`, options, async (message) => {
      const text = Buffer.concat(await message.toArray()).toString();
      resolve({ status: message.statusCode!, headers: message.headers, text });
    });
    request.on('error', reject).end(form && new URLSearchParams({ ...form }).toString());
  });
}
