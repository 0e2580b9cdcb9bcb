import { invalid, resolve } from './intrinsics';
import { Stack, unresolved } from './stack';

/** The resources in an order in which each comes after all that it refers to. */
export function creationOrder(stack: Stack): string[] {
  const active = stack.active();
  const open = new Map(active.map((id) => [id, dependencies(stack, id)]));
  const order: string[] = [];
  const isFree = (id: string) => open.has(id) && ![...open.get(id)!].some((need) => open.has(need));
  for (let next; (next = active.find(isFree)); open.delete(next)) order.push(next);
  // What only waits for the cycle is no part of it.
  const isEnd = (id: string) => open.has(id) && ![...open.values()].some((needs) => needs.has(id));
  for (let end; (end = active.find(isEnd));) open.delete(end);
  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html — circular dependencies are refused before anything is created
  if (open.size > 0) throw invalid(`Circular dependency between resources: [${[...open.keys()].sort().join(', ')}]`);
  return order;
}

function dependencies(stack: Stack, id: string): Set<string> {
  const { DependsOn = [], Properties } = stack.template.Resources[id];
  const names = new Set<string>([DependsOn].flat());
  const note = (name: string) => names.add(name) && name;
  const isResource = (name: string) => !name.startsWith('AWS::') && !(name in stack.parameters);
  const ref = (name: string) => (isResource(name) ? note(name) : stack.scope.ref(name));
  resolve(Properties, { ...stack.scope, collecting: true, ref, getAtt: note });
  const lost = [...names].filter((name) => !stack.active().includes(name));
  if (lost.length > 0) throw unresolved(lost.join());
  return names;
}
