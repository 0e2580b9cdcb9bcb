import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { demand, guarded, notImitated, ResourceTypes, Service, World } from '../kernel';
import { deleteStack, deployStack, isKnownType } from './deploy';
import { creationOrder } from './order';
import { Engine, Plan, Stack } from './stack';

/** How CloudFormation reaches the other services: as an administrator, through their own operations. */
export type Ask = (service: string, operation: string, input: object) => Promise<any>;

const UNCHANGED = "The submitted information didn't contain changes.";
const check = (isFine: unknown, message: string) => demand(isFine, 'ValidationError', message);

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
    const isIt = [changeSet?.description.ChangeSetName, changeSet?.description.ChangeSetId].includes(name);
    demand(isIt, 'ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
    return changeSet!;
  };
  async function readTemplate({ TemplateBody, TemplateURL }: any): Promise<any> {
    const { hostname, pathname } = new URL(TemplateURL ?? world.endpoint);
    const virtualHost = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
    const [, Bucket, ...path] = `${virtualHost ? `/${virtualHost}` : ''}${pathname}`.split('/');
    const text = TemplateBody ?? (await ask('s3', 'GetObject', { Bucket, Key: path.join('/') })).Body.toString();
    check(text.trimStart().startsWith('{'), 'Template format error: the test bed reads JSON only');
    return JSON.parse(text);
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html — defaults, required parameters, and the type AWS::SSM::Parameter::Value<String>
  // @assumed UsePreviousValue keeps the value that was read from Parameter Store
  async function readParameters(template: any, given: any[], old?: Plan): Promise<Record<string, string>> {
    const values: Record<string, string> = {};
    for (const [name, { Type, Default }] of Object.entries<any>(template.Parameters ?? {})) {
      if (Type.includes('List')) notImitated(`the parameter type ${Type}`);
      const { ParameterValue: Name = Default, UsePreviousValue } =
        given.find(({ ParameterKey }) => ParameterKey === name) ?? {};
      if (UsePreviousValue === 'true' && old) values[name] = old.parameters[name];
      if (name in values) continue;
      check(Name !== undefined, `Parameters: [${name}] must have values`);
      const isStored = Type.startsWith('AWS::SSM::');
      values[name] = isStored ? (await ask('ssm', 'GetParameter', { Name })).Parameter.Value : String(Name);
    }
    return values;
  }

  async function createChangeSet(input: any) {
    const { StackName, ChangeSetName, Parameters } = input;
    const template = await readTemplate(input);
    const unknown = Object.values<any>(template.Resources).find(({ Type }) => !isKnownType(Type));
    check(!unknown, `Template format error: Unrecognized resource types: [${unknown?.Type}]`);
    const found = search(StackName);
    const old = found?.status === 'REVIEW_IN_PROGRESS' ? undefined : found;
    const isReady = !old || /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(old.status);
    check(isReady, `Stack:${old?.id} is in ${old?.status} state and can not be updated.`);
    const parameters = await readParameters(template, Parameters || [], old?.plan);
    const plan = { template, parameters, request: input };
    const draft = new Stack(engine, StackName, plan);
    creationOrder(draft); // refuses circles before anything is made
    if (!old) {
      if (found) stacks.splice(stacks.indexOf(found), 1);
      stacks.push(draft);
      draft.setStatus('REVIEW_IN_PROGRESS', 'User Initiated');
    }
    const stack = old ?? draft;
    const isSame = old !== undefined && isDeepStrictEqual({ ...old.plan, request: input }, plan);
    const state = isSame
      ? { Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason: UNCHANGED }
      : { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' };
    const ChangeSetId = arnOf(`changeSet/${ChangeSetName}/${randomUUID()}`);
    stack.changeSet = { plan, description: { ...state, StackName, StackId: stack.id, ChangeSetName, ChangeSetId } };
    return { Id: ChangeSetId, StackId: stack.id };
  }

  const describe = (stack: Stack) => ({
    ...{ StackName: stack.name, StackId: stack.id, CreationTime: stack.created, Tags: stack.plan.request.Tags || [] },
    ...{ StackStatus: stack.status, StackStatusReason: stack.reason, Outputs: stack.outputs },
    ...{ Capabilities: stack.plan.request.Capabilities || [], Description: stack.template.Description },
    Parameters: Object.entries(stack.plan.parameters).map(([key, value]) => ({
      ParameterKey: key,
      ParameterValue: value,
    })),
  });
  const stackArn = ({ StackName = '' }: any) => search(StackName)?.id ?? arnOf(`stack/${StackName}/*`);
  const operations = guarded('cloudformation', stackArn, {
    CreateChangeSet: createChangeSet,
    DescribeChangeSet: (input) => changeSetOf(input).description,
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html — one that is not there is deleted as well
    DeleteChangeSet: ({ StackName }) => void (find(StackName).changeSet = undefined),
    ExecuteChangeSet: (input) => {
      if (input.DisableRollback === 'true') notImitated('DisableRollback');
      const stack = find(input.StackName);
      const verb = stack.status === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
      const { plan } = changeSetOf(input);
      stack.changeSet = undefined;
      stack.setStatus(`${verb}_IN_PROGRESS`, 'User Initiated');
      void deployStack(stack, plan, verb);
    },
    DescribeStacks: ({ StackName }) => {
      const live = () => stacks.filter(({ status }) => status !== 'DELETE_COMPLETE');
      return { Stacks: (StackName ? [find(StackName)] : live()).map(describe) };
    },
    DescribeStackEvents: ({ StackName }) => ({ StackEvents: find(StackName).events }),
    GetTemplate: ({ StackName }) => ({ TemplateBody: JSON.stringify(find(StackName).template) }),
    DeleteStack: ({ StackName }) => void (search(StackName) && deleteStack(find(StackName), 'DELETE')),
  });
  return { operations };
}
