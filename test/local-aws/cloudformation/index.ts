import { randomUUID } from 'node:crypto';
import { AwsError, Call, ResourceType, Service, World } from '../kernel';
import { createStack, removeResources } from './deploy';
import { invalid } from './intrinsics';
import { creationOrder } from './order';
import { isKnownType } from './spec';
import { Engine, Stack } from './stack';

/** How CloudFormation reaches the other services: as an administrator, through their own operations. */
export type Ask = (service: string, operation: string, input: object) => Promise<any>;

const UNCHANGED =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
const LATER = 'Stack update arrives with a later issue of the test bed: destroy the stack and deploy it again.';
const check = (isFine: unknown, message: string) => {
  if (!isFine) throw invalid(message);
};

export function cloudFormation(world: World, types: Record<string, ResourceType>, ask: Ask): Service {
  const stacks: Stack[] = [];
  const engine: Engine = { world, types, exports: new Map(), dynamicReference };
  const arnOf = (path: string) => `arn:aws:cloudformation:${world.region}:${world.account}:${path}`;

  async function dynamicReference(service: string, id: string, jsonKey?: string): Promise<string> {
    if (service === 'ssm') return (await ask('ssm', 'GetParameter', { Name: id })).Parameter.Value;
    const { SecretString } = await ask('secretsmanager', 'GetSecretValue', { SecretId: id });
    const value = jsonKey ? JSON.parse(SecretString)[jsonKey] : SecretString;
    check(value !== undefined, 'Could not find a value associated with JSONKey in SecretString');
    return value;
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html — deleted stacks are found by their id only
  const search = (name: string) =>
    stacks.find((one) => one.id === name || (one.name === name && one.status !== 'DELETE_COMPLETE'));
  const find = (name: string): Stack => {
    check(search(name), `Stack with id ${name} does not exist`);
    return search(name)!;
  };
  const changeSet = (name: string, stack: Stack) => {
    const found = [...stack.changeSets.values()].find(({ ChangeSetName, ChangeSetId }) =>
      [ChangeSetName, ChangeSetId].includes(name),
    );
    if (!found) throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
    return { StackId: stack.id, ...found };
  };

  async function readTemplate({ TemplateBody, TemplateURL }: any): Promise<any> {
    const { hostname, pathname } = new URL(TemplateURL ?? world.endpoint);
    const virtualHost = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
    const [, Bucket, ...path] = `${virtualHost ? `/${virtualHost}` : ''}${pathname}`.split('/');
    const text = TemplateBody ?? (await ask('s3', 'GetObject', { Bucket, Key: path.join('/') })).Body.toString();
    // @missing templates in YAML
    check(text.trimStart().startsWith('{'), 'Template format error: the test bed reads JSON only');
    return JSON.parse(text);
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html — defaults, required parameters, and the type AWS::SSM::Parameter::Value<String>
  async function readParameters(template: any, given: any[] = []): Promise<Record<string, string>> {
    const values: Record<string, string> = {};
    for (const [name, { Type, Default }] of Object.entries<any>(template.Parameters ?? {})) {
      const value = given.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue ?? Default;
      check(value !== undefined, `Parameters: [${name}] must have values`);
      values[name] = Type.startsWith('AWS::SSM::') ? await dynamicReference('ssm', value) : String(value);
    }
    return values;
  }

  const createChangeSet = async (input: any) => {
    const { StackName, ChangeSetName, Parameters } = input;
    const template = await readTemplate(input);
    const old = search(StackName);
    const names = { ChangeSetName, ChangeSetId: arnOf(`changeSet/${ChangeSetName}/${randomUUID()}`), StackName };
    // @missing stack update
    if (old && old.status !== 'REVIEW_IN_PROGRESS') {
      check(JSON.stringify(old.template) === JSON.stringify(template), LATER);
      old.changeSets.set(ChangeSetName, { ...names, Status: 'FAILED', StatusReason: UNCHANGED });
      return { Id: names.ChangeSetId, StackId: old.id };
    }
    const stack = new Stack(engine, StackName, template, await readParameters(template, Parameters), input);
    const unknown = Object.values<any>(template.Resources).find(({ Type }) => !isKnownType(Type));
    check(!unknown, `Template format error: Unrecognized resource types: [${unknown?.Type}]`);
    const Changes = creationOrder(stack).map((LogicalResourceId) => {
      const { Type } = template.Resources[LogicalResourceId];
      return { Type: 'Resource', ResourceChange: { Action: 'Add', LogicalResourceId, ResourceType: Type } };
    });
    if (old) stacks.splice(stacks.indexOf(old), 1);
    stacks.push(stack);
    stack.setStatus('REVIEW_IN_PROGRESS', 'User Initiated');
    stack.changeSets.set(ChangeSetName, { ...names, Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', Changes });
    return { Id: names.ChangeSetId, StackId: stack.id };
  };

  const describe = (stack: Stack) => ({
    ...{ StackName: stack.name, StackId: stack.id, CreationTime: stack.created, Tags: stack.request.Tags },
    ...{ StackStatus: stack.status, StackStatusReason: stack.reason, Outputs: stack.outputs },
    ...{ Capabilities: stack.request.Capabilities, Description: stack.template.Description },
    Parameters: Object.entries(stack.parameters).map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
  });

  // @missing capabilities, stack policies, service roles (resources are made with all rights), drift, nested stacks
  const operations: Readonly<Record<string, (input: any, find: () => Stack) => any>> = {
    CreateChangeSet: (input) => createChangeSet(input),
    DescribeStacks: ({ StackName }, stack) => {
      const live = () => stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
      return { Stacks: (StackName ? [stack()] : live()).map(describe) };
    },
    DescribeChangeSet: ({ ChangeSetName }, stack) => changeSet(ChangeSetName, stack()),
    DeleteChangeSet: ({ ChangeSetName }, stack) =>
      void stack().changeSets.delete(changeSet(ChangeSetName, stack()).ChangeSetName),
    ExecuteChangeSet: ({ ChangeSetName, DisableRollback }, stack) => {
      const { Status, ChangeSetName: name } = changeSet(ChangeSetName, stack());
      check(Status === 'CREATE_COMPLETE', `ChangeSet [${name}] cannot be executed in its status of [${Status}]`);
      stack().changeSets.delete(name);
      void createStack(stack(), !DisableRollback);
    },
    DescribeStackEvents: (_, stack) => ({ StackEvents: stack().events }),
    GetTemplate: (_, stack) => ({ TemplateBody: JSON.stringify(stack().template) }),
    DeleteStack: ({ StackName }) => void (search(StackName) && removeResources(find(StackName), 'DELETE')),
    DescribeStackResources: (_, stack) => ({
      StackResources: [...stack().resources].map(([LogicalResourceId, { type, physicalId }]) => ({
        ...{ LogicalResourceId, PhysicalResourceId: physicalId, ResourceType: type },
        ...{ ResourceStatus: 'CREATE_COMPLETE', Timestamp: stack().created },
      })),
    }),
  };
  const guarded = Object.entries(operations).map(([name, operation]) => {
    const guard = async (input: any, { caller }: Call) => {
      const id = search(input.StackName)?.id ?? arnOf(`stack/${input.StackName ?? ''}/*`);
      await world.authorize(caller, `cloudformation:${name}`, id);
      return operation(input, () => find(input.StackName));
    };
    return [name, guard];
  });
  return { operations: Object.fromEntries(guarded) };
}
