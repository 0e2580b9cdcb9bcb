import { randomBytes } from 'node:crypto';
import { notImitated } from '../kernel';
import { invalid, resolve } from './intrinsics';
import { creationOrder } from './order';
import { propertyProblem } from './spec';
import { Stack } from './stack';

/** Creates all resources of a stack; a failure ends the deployment and takes back what was made. */
// @missing exports of outputs, and keeping what a failed deployment made
export async function createStack(stack: Stack): Promise<void> {
  stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
  try {
    // @assumed one resource after the other; AWS creates independent ones at the same time
    for (const id of creationOrder(stack)) await createResource(stack, id);
    stack.outputs = stack.active('Outputs').map((OutputKey) => {
      const { Value, Description, Export } = stack.template.Outputs[OutputKey];
      if (Export) notImitated(`the export of the output ${OutputKey}`);
      return { OutputKey, OutputValue: String(resolve(Value, stack)), Description };
    });
    stack.setStatus('CREATE_COMPLETE');
  } catch (error) {
    stack.setStatus('ROLLBACK_IN_PROGRESS', `${(error as Error).message} Rollback requested by user.`);
    await removeResources(stack, 'ROLLBACK');
  }
}

async function createResource(stack: Stack, id: string): Promise<void> {
  const { Type, Properties = {} } = stack.template.Resources[id];
  const { world, types } = stack.engine;
  stack.event(id, Type, '', 'CREATE_IN_PROGRESS');
  try {
    if (!types[Type]) notImitated(`the resource type ${Type}`);
    const props = await dynamicReferences(resolve(Properties, stack), stack);
    const problem = propertyProblem(Type, props);
    if (problem) throw invalid(`Properties validation failed for resource ${id} with message: ${problem}`);
    const imitated = types[Type].properties.split(/\s+/);
    const other = Object.keys(props).find((name) => !imitated.includes(name));
    if (other) notImitated(`the property ${other} of ${Type}`);
    const generatedName = `${stack.name}-${id}`.slice(0, 51) + `-${randomBytes(6).toString('hex').toUpperCase()}`;
    const placement = { world, stackName: stack.name, logicalId: id, generatedName };
    const { ref, attributes = {} } = await types[Type].create(props, placement);
    stack.resources.set(id, { type: Type, physicalId: ref, attributes, props });
    stack.event(id, Type, ref, 'CREATE_COMPLETE');
  } catch (error) {
    stack.event(id, Type, '', 'CREATE_FAILED', (error as Error).message);
    throw invalid(`The following resource(s) failed to create: [${id}].`);
  }
}

const REFERENCE =
  /\{\{resolve:secretsmanager:(arn:aws:secretsmanager(?::[^:}]+){4}|[^:}]+)(?::SecretString)?(?::([^:}]*))?:*\}\}/g;

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html — secretsmanager, whole or by JSON key, in property values
async function dynamicReferences(props: object, { engine }: Stack): Promise<object> {
  let text = JSON.stringify(props);
  const [other] = /\{\{resolve:[^}]*\}\}/.exec(text.replaceAll(REFERENCE, '')) ?? [];
  if (other) notImitated(`the dynamic reference ${other}`);
  for (const [reference, id, jsonKey] of text.matchAll(REFERENCE)) {
    const value = JSON.stringify(await engine.secret(id, jsonKey)).slice(1, -1);
    text = text.split(reference).join(value);
  }
  return JSON.parse(text);
}

/** Deletes in the reverse order of creation; what is to be retained stays. */
export async function removeResources(stack: Stack, verb: 'ROLLBACK' | 'DELETE'): Promise<void> {
  if (verb === 'DELETE') stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
  for (const [id, { type, physicalId, props }] of [...stack.resources].reverse()) {
    const policy = stack.template.Resources[id].DeletionPolicy;
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html — Retain also keeps what a failed creation made, RetainExceptOnCreate does not
    const isRetained = policy === 'Retain' || (policy === 'RetainExceptOnCreate' && verb === 'DELETE');
    try {
      if (!isRetained) await stack.engine.types[type].delete(physicalId, props);
    } catch (error) {
      stack.event(id, type, physicalId, 'DELETE_FAILED', (error as Error).message);
      return stack.setStatus(`${verb}_FAILED`, `The following resource(s) failed to delete: [${id}].`);
    }
    stack.resources.delete(id);
    stack.event(id, type, physicalId, isRetained ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE');
  }
  stack.setStatus(`${verb}_COMPLETE`);
}
