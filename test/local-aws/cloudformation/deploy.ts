import { randomBytes } from 'node:crypto';
import { invalid, resolve } from './intrinsics';
import { creationOrder } from './order';
import { propertyProblem } from './spec';
import { Stack } from './stack';

/** Creates all resources of a stack; a failure ends the deployment and takes back what was made. */
export async function createStack(stack: Stack, rollback: boolean): Promise<void> {
  stack.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
  const { exports } = stack.engine;
  try {
    // @assumed one resource after the other; AWS creates independent ones at the same time
    for (const id of creationOrder(stack)) await createResource(stack, id);
    stack.outputs = stack.active('Outputs').map((OutputKey) => {
      const { Value, Description, Export } = stack.template.Outputs[OutputKey];
      const ExportName = Export && resolve(Export.Name, stack.scope);
      if (exports.has(ExportName)) throw invalid(`Export with name ${ExportName} is already exported by another stack`);
      return { OutputKey, OutputValue: String(resolve(Value, stack.scope)), Description, ExportName };
    });
  } catch (error) {
    const reason = (error as Error).message;
    if (!rollback) return stack.setStatus('CREATE_FAILED', reason);
    stack.setStatus('ROLLBACK_IN_PROGRESS', `${reason} Rollback requested by user.`);
    return removeResources(stack, 'ROLLBACK');
  }
  for (const { ExportName, OutputValue } of stack.outputs) if (ExportName) exports.set(ExportName, OutputValue);
  stack.setStatus('CREATE_COMPLETE');
}

async function createResource(stack: Stack, id: string): Promise<void> {
  const { Type, Properties = {} } = stack.template.Resources[id];
  const { world, types } = stack.engine;
  stack.event(id, Type, '', 'CREATE_IN_PROGRESS');
  try {
    if (!types[Type]) throw invalid(`The test bed does not imitate the resource type ${Type}`);
    const props = await dynamicReferences(resolve(Properties, stack.scope), stack);
    const problem = propertyProblem(Type, props);
    if (problem) throw invalid(`Properties validation failed for resource ${id} with message: ${problem}`);
    const other = Object.keys(props).find((name) => !types[Type].properties.includes(name));
    if (other) throw invalid(`The test bed does not imitate the property ${other} of ${Type}`);
    const generatedName = `${stack.name}-${id}`.slice(0, 51) + `-${randomBytes(6).toString('hex').toUpperCase()}`;
    const placement = { world, stackName: stack.name, logicalId: id, generatedName };
    const { ref, attributes = {} } = await types[Type].create(props, placement);
    stack.resources.set(id, { type: Type, physicalId: ref, attributes });
    stack.event(id, Type, ref, 'CREATE_COMPLETE');
  } catch (error) {
    stack.event(id, Type, '', 'CREATE_FAILED', (error as Error).message);
    throw invalid(`The following resource(s) failed to create: [${id}].`);
  }
}

const REFERENCE =
  /\{\{resolve:(ssm|secretsmanager):(arn:aws:secretsmanager(?::[^:}]+){4}|[^:}]+)(?::SecretString)?(?::([^:}]*))?:*\}\}/;

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html — secretsmanager (whole or by JSON key) and ssm, in property values
async function dynamicReferences(node: any, stack: Stack): Promise<any> {
  if (typeof node === 'string') {
    for (let match; (match = REFERENCE.exec(node));) {
      const [text, service, id, jsonKey] = match;
      node = node.split(text).join(await stack.engine.dynamicReference(service, id, jsonKey));
    }
    if (node.includes('{{resolve:')) throw invalid(`Incorrect format of the dynamic reference ${node}`);
  }
  if (Array.isArray(node)) return Promise.all(node.map((one) => dynamicReferences(one, stack)));
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).map(async ([key, value]) => [key, await dynamicReferences(value, stack)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Deletes in the reverse order of creation; what is to be retained stays. */
export async function removeResources(stack: Stack, verb: 'ROLLBACK' | 'DELETE'): Promise<void> {
  if (verb === 'DELETE') stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
  for (const [id, { type, physicalId }] of [...stack.resources].reverse()) {
    const policy = stack.template.Resources[id].DeletionPolicy;
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html — Retain also keeps what a failed creation made, RetainExceptOnCreate does not
    const isRetained = policy === 'Retain' || (policy === 'RetainExceptOnCreate' && verb === 'DELETE');
    try {
      if (!isRetained) await stack.engine.types[type].delete(physicalId, stack.engine.world);
    } catch (error) {
      stack.event(id, type, physicalId, 'DELETE_FAILED', (error as Error).message);
      return stack.setStatus(`${verb}_FAILED`, `The following resource(s) failed to delete: [${id}].`);
    }
    stack.resources.delete(id);
    stack.event(id, type, physicalId, isRetained ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE');
  }
  for (const { ExportName } of stack.outputs) stack.engine.exports.delete(ExportName);
  stack.setStatus(`${verb}_COMPLETE`);
}
