import { randomUUID } from 'node:crypto';
import { demand, guarded, notImitated, ResourceTypes, Service, World } from '../kernel';
import { createStack, removeResources } from './deploy';
import { invalid } from './intrinsics';
import { creationOrder } from './order';
import { isKnownType } from './spec';
import { Engine, Stack } from './stack';

/** How CloudFormation reaches the other services: as an administrator, through their own operations. */
export type Ask = (service: string, operation: string, input: object) => Promise<any>;

const LATER = 'Stack update arrives with a later issue of the test bed: destroy the stack and deploy it again.';
const check = (isFine: unknown, message: string) => {
  if (!isFine) throw invalid(message);
};

export function cloudFormation(world: World, types: ResourceTypes, ask: Ask): Service {
  const stacks: Stack[] = [];
  const arnOf = (path: string) => `arn:aws:cloudformation:${world.region}:${world.account}:${path}`;
  async function secret(SecretId: string, jsonKey?: string): Promise<string> {
    const { SecretString } = await ask('secretsmanager', 'GetSecretValue', { SecretId });
    const value = jsonKey ? JSON.parse(SecretString)[jsonKey] : SecretString;
    check(value !== undefined, 'Could not find a value associated with JSONKey in SecretString');
    return value;
  }
  const engine: Engine = { world, types, secret };

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html — deleted stacks are found by their id only
  const search = (name: string) =>
    stacks.find((one) => one.id === name || (one.name === name && one.status !== 'DELETE_COMPLETE'));
  const find = (name: string): Stack => {
    check(search(name), `Stack with id ${name} does not exist`);
    return search(name)!;
  };
  const changeSetOf = ({ StackName, ChangeSetName: name }: any) => {
    const { changeSet } = find(StackName);
    const isIt = [changeSet?.ChangeSetName, changeSet?.ChangeSetId].includes(name);
    demand(isIt, 'ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
    return changeSet;
  };
  const endChangeSet = (input: any) => void (changeSetOf(input) && (find(input.StackName).changeSet = undefined));

  async function readTemplate({ TemplateBody, TemplateURL }: any): Promise<any> {
    const { hostname, pathname } = new URL(TemplateURL ?? world.endpoint);
    const virtualHost = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
    const [, Bucket, ...path] = `${virtualHost ? `/${virtualHost}` : ''}${pathname}`.split('/');
    const text = TemplateBody ?? (await ask('s3', 'GetObject', { Bucket, Key: path.join('/') })).Body.toString();
    check(text.trimStart().startsWith('{'), 'Template format error: the test bed reads JSON only');
    return JSON.parse(text);
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html — defaults, required parameters, and the type AWS::SSM::Parameter::Value<String>
  async function readParameters(template: any, given: any[] = []): Promise<Record<string, string>> {
    const values: Record<string, string> = {};
    for (const [name, { Type, Default }] of Object.entries<any>(template.Parameters ?? {})) {
      if (Type.includes('List')) notImitated(`the parameter type ${Type}`);
      const Name = given.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue ?? Default;
      check(Name !== undefined, `Parameters: [${name}] must have values`);
      const isStored = Type.startsWith('AWS::SSM::');
      values[name] = isStored ? (await ask('ssm', 'GetParameter', { Name })).Parameter.Value : String(Name);
    }
    return values;
  }

  async function createChangeSet(input: any) {
    const { StackName, ChangeSetName, Parameters } = input;
    const template = await readTemplate(input);
    const old = search(StackName);
    check(!old || old.status === 'REVIEW_IN_PROGRESS', LATER);
    const unknown = Object.values<any>(template.Resources).find(({ Type }) => !isKnownType(Type));
    check(!unknown, `Template format error: Unrecognized resource types: [${unknown?.Type}]`);
    const stack = new Stack(engine, StackName, template, await readParameters(template, Parameters), input);
    const Changes = creationOrder(stack).map((LogicalResourceId) => {
      const { Type: ResourceType } = template.Resources[LogicalResourceId];
      return { Type: 'Resource', ResourceChange: { Action: 'Add', LogicalResourceId, ResourceType } };
    });
    if (old) stacks.splice(stacks.indexOf(old), 1);
    stacks.push(stack);
    stack.setStatus('REVIEW_IN_PROGRESS', 'User Initiated');
    const names = { StackId: stack.id, ChangeSetId: arnOf(`changeSet/${ChangeSetName}/${randomUUID()}`) };
    const state = { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', Changes };
    stack.changeSet = { ...names, ...state, StackName, ChangeSetName };
    return { Id: names.ChangeSetId, StackId: stack.id };
  }

  const describe = (stack: Stack) => ({
    ...{ StackName: stack.name, StackId: stack.id, CreationTime: stack.created, Tags: stack.request.Tags },
    ...{ StackStatus: stack.status, StackStatusReason: stack.reason, Outputs: stack.outputs },
    ...{ Capabilities: stack.request.Capabilities, Description: stack.template.Description },
    Parameters: Object.entries(stack.parameters).map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
  });

  // @missing templates in YAML, stack update, several change sets at a time, capabilities, stack policies, service roles (resources are made with all rights), drift, nested stacks
  const stackArn = ({ StackName = '' }: any) => search(StackName)?.id ?? arnOf(`stack/${StackName}/*`);
  const operations = guarded('cloudformation', stackArn, {
    CreateChangeSet: createChangeSet,
    DescribeChangeSet: changeSetOf,
    DeleteChangeSet: endChangeSet,
    ExecuteChangeSet: (input) => {
      if (input.DisableRollback) notImitated('DisableRollback');
      endChangeSet(input);
      void createStack(find(input.StackName));
    },
    DescribeStacks: ({ StackName }) => {
      const live = () => stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
      return { Stacks: (StackName ? [find(StackName)] : live()).map(describe) };
    },
    DescribeStackEvents: ({ StackName }) => ({ StackEvents: find(StackName).events }),
    GetTemplate: ({ StackName }) => ({ TemplateBody: JSON.stringify(find(StackName).template) }),
    DeleteStack: ({ StackName }) => void (search(StackName) && removeResources(find(StackName), 'DELETE')),
  });
  return { operations };
}
