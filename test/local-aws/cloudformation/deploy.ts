import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import imitatedProperties from './imitated-properties.json';
import { Plan, Stack, StackResource } from './stack';
import { resolveReferences } from '../../support/dynamic-references';
import { resolve } from '../../support/resolve';
import { replaces, schemaProblem } from '../../support/resource-schema';
import { invalid } from '../../support/template-scope';
import { notImitated } from '../kernel';

/** The top-level properties of each resource type that are imitated, as words; any other fails the deployment by name. */
const IMITATED: Readonly<Record<string, string>> = imitatedProperties;

// @aws https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html — properties that the type's schema does not know, and required ones that are missing, fail the resource
function propertyProblem(type: string, props: object): string | undefined {
  const problem = schemaProblem(type, props);
  if (problem) return problem;
  const words = IMITATED[type]?.split(' ') ?? notImitated(`the resource type ${type}`);
  const other = Object.keys(props).find((name) => !words.includes(name));
  return other && notImitated(`the property ${other} of ${type}`);
}

/** Brings a stack to what its plan says; a failure ends that and takes back what was made and changed. */
export async function deployStack(stack: Stack, plan: Plan, verb: string): Promise<void> {
  const { plan: before } = stack;
  stack.plan = plan;
  try {
    // @assumed one resource after the other; AWS handles independent ones at the same time
    for (const id of stack.creationOrder()) await bringUp(stack, id);
    stack.outputs = stack.active('Outputs').map((OutputKey) => {
      const { Value, Description, Export } = plan.template.Outputs[OutputKey];
      if (Export) notImitated(`the export of the output ${OutputKey}`);
      return { OutputKey, OutputValue: String(resolve(Value, stack)), Description };
    });
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-monitor-stack.html — what the template no longer has is removed at the end; a failure to do so does not fail the update
    if (verb !== 'CREATE') stack.setStatus(`${verb}_COMPLETE_CLEANUP_IN_PROGRESS`);
    await removeResources(stack, verb !== 'UPDATE', stack.active());
    stack.setStatus(`${verb}_COMPLETE`);
  } catch (error) {
    const { message } = error as Error;
    if (verb === 'UPDATE_ROLLBACK') return stack.setStatus('UPDATE_ROLLBACK_FAILED', message);
    const rollback = verb === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK';
    stack.setStatus(`${rollback}_IN_PROGRESS`, `${message} Rollback requested by user.`);
    await (rollback === 'ROLLBACK' ? deleteStack(stack, rollback) : deployStack(stack, before, rollback));
  }
}

/** Creates a resource, or updates it in place if it is there and has changed. */
async function bringUp(stack: Stack, id: string): Promise<void> {
  const { [id]: definition } = stack.template.Resources;
  const { Type, Properties = {} } = definition;
  const old = stack.resources.get(id);
  const verb = old ? 'UPDATE' : 'CREATE';
  try {
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html — secretsmanager, whole or by JSON key, in property values
    const find = (SecretId: string) => stack.world.ask('secretsmanager', 'GetSecretValue', { SecretId });
    const props = await resolveReferences(resolve(Properties, stack), find);
    const problem = propertyProblem(Type, props);
    if (problem) throw invalid(`Properties validation failed for resource ${id} with message: ${problem}`);
    const isSame = isDeepStrictEqual(old?.props, props);
    if (!isSame) stack.event(id, Type, old?.ref ?? '', `${verb}_IN_PROGRESS`);
    if (old && !isSame) await updateInPlace(stack, Type, old, props);
    const generatedName =
      old?.generatedName ?? `${stack.name}-${id}`.slice(0, 51) + `-${randomBytes(6).toString('hex').toUpperCase()}`;
    const { ref, attributes = {} } = old ?? (await stack.types[Type].create(props, { generatedName }));
    // Resources stand in the order of the last deployment, so that they are removed in its reverse.
    stack.resources.delete(id);
    stack.resources.set(id, { ref, attributes, generatedName, definition, props });
    if (!isSame) stack.event(id, Type, ref, `${verb}_COMPLETE`);
  } catch (error) {
    stack.event(id, Type, old?.ref ?? '', `${verb}_FAILED`, (error as Error).message);
    throw invalid(`The following resource(s) failed to ${verb.toLowerCase()}: [${id}].`);
  }
}

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html — updates without interruption
async function updateInPlace({ types }: Stack, type: string, old: StackResource, props: any): Promise<void> {
  const { Type: before } = old.definition;
  const differs = (name: string) => !isDeepStrictEqual(old.props[name], props[name]);
  const changed = Object.keys({ ...old.props, ...props }).filter(differs);
  const replacing = type === before ? changed.find((name) => replaces(type, name)) : type;
  if (replacing) notImitated(`an update that replaces a ${before} (${replacing})`);
  const { update, create, delete: remove } = types[type];
  if (!update) notImitated(`an update of a ${type} (${changed})`);
  if (update !== 'anew') return void (await update(old.ref, props, old.props));
  await remove(old.ref, old.props);
  try {
    await create(props, old);
  } catch (error) {
    await create(old.props, old);
    throw error;
  }
}

/** Removes what is not to be kept, the latest first, and says where that fails; what its policy retains stays. */
async function removeResources(stack: Stack, isNew: boolean, keep: string[]): Promise<string | undefined> {
  for (const [id, { definition, ref, props }] of [...stack.resources].reverse()) {
    if (keep.includes(id)) continue;
    const { Type, DeletionPolicy: policy } = definition;
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html — Retain also keeps what a failed creation made, RetainExceptOnCreate does not
    const isRetained = policy === 'Retain' || (policy === 'RetainExceptOnCreate' && !isNew);
    try {
      if (!isRetained) await stack.types[Type].delete(ref, props);
    } catch (error) {
      stack.event(id, Type, ref, 'DELETE_FAILED', (error as Error).message);
      return id;
    }
    stack.resources.delete(id);
    stack.event(id, Type, ref, isRetained ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE');
  }
  return undefined;
}

export async function deleteStack(stack: Stack, verb: 'ROLLBACK' | 'DELETE'): Promise<void> {
  if (verb === 'DELETE') stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
  const stuck = await removeResources(stack, verb === 'ROLLBACK', []);
  if (!stuck) return stack.setStatus(`${verb}_COMPLETE`);
  stack.setStatus(`${verb}_FAILED`, `The following resource(s) failed to delete: [${stuck}].`);
}
