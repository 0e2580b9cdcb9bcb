import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { demand, guarded, notImitated, refuse, ResourceTypes, Service, World } from '../kernel';
import { deleteStack, deployStack } from './deploy';
import { Stack } from './stack';
import { isKnownType } from '../../support/resource-schema';
import { readParameters } from '../../support/template-scope';
import { readObjectAddress } from '../../support/wire';

const UNCHANGED = "The submitted information didn't contain changes.";
const check = (isFine: unknown, message: string) => demand(isFine, 'ValidationError', message);

export function cloudFormation(world: World, types: ResourceTypes): Service {
  const stacks: Stack[] = [];
  const arnOf = (path: string) => `arn:aws:cloudformation:${world.region}:${world.account}:${path}`;
  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html — deleted stacks are found by their id only
  const search = (name: string) =>
    stacks.find((one) => one.id === name || (one.name === name && one.status !== 'DELETE_COMPLETE'));
  const find = (name: string): Stack =>
    search(name) ?? refuse('ValidationError', `Stack with id ${name} does not exist`);
  const changeSetOf = ({ StackName, ChangeSetName: name }: any) => {
    const { changeSet } = find(StackName);
    const isIt = [changeSet?.description.ChangeSetName, changeSet?.description.ChangeSetId].includes(name);
    demand(isIt, 'ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
    return changeSet!;
  };
  async function readTemplate({ TemplateBody, TemplateURL }: any): Promise<any> {
    const text = TemplateBody ?? (await world.ask('s3', 'GetObject', readObjectAddress(TemplateURL))).Body.toString();
    check(text.trimStart().startsWith('{'), 'Template format error: the test bed reads JSON only');
    return JSON.parse(text);
  }

  const stored = async (Name: string) => (await world.ask('ssm', 'GetParameter', { Name })).Parameter.Value;

  async function createChangeSet(input: any) {
    const { StackName, ChangeSetName, Parameters } = input;
    const template = await readTemplate(input);
    const unknown = Object.values<any>(template.Resources).find(({ Type }) => !isKnownType(Type));
    check(!unknown, `Template format error: Unrecognized resource types: [${unknown?.Type}]`);
    const old = search(StackName);
    const isReady = !old || /^(REVIEW_IN_PROGRESS|(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE)$/.test(old.status);
    check(isReady, `Stack:${old?.id} is in ${old?.status} state and can not be updated.`);
    const parameters = await readParameters(template, Parameters || [], old?.plan.parameters ?? {}, stored);
    const plan = { template, parameters, request: input };
    const draft = new Stack(world, types, StackName, plan);
    draft.creationOrder(); // refuses circles before anything is made
    const stack = old ?? draft;
    if (!old) stacks.push(draft);
    if (!old) draft.setStatus('REVIEW_IN_PROGRESS', 'User Initiated');
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    const isSame = !isNew && isDeepStrictEqual({ ...stack.plan, request: input }, plan);
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
    Parameters: Object.entries(stack.plan.parameters).map(([ParameterKey, ParameterValue]) => {
      return { ParameterKey, ParameterValue };
    }),
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
