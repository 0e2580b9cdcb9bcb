import { invalid } from './intrinsics';
import { Stack, unresolved } from './stack';

/** The resources in an order in which each comes after all that it refers to. */
export function creationOrder(stack: Stack): string[] {
  const { Resources } = stack.template;
  const active = stack.active();
  const order = new Set<string>();
  const visit = (id: string, path: string[]): void => {
    const start = path.indexOf(id);
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html — circular dependencies are refused before anything is created
    if (start >= 0) throw invalid(`Circular dependency between resources: [${path.slice(start).sort().join(', ')}]`);
    if (order.has(id)) return;
    const { DependsOn = [], Properties } = Resources[id];
    const needs = [DependsOn, references(Properties)].flat().filter((name) => !stack.knows(name));
    const lost = needs.find((name) => !(name in Resources));
    if (lost) throw unresolved(lost);
    needs.filter((name) => active.includes(name)).forEach((name) => visit(name, [...path, id]));
    order.add(id);
  };
  active.forEach((id) => visit(id, []));
  return [...order];
}

/** Every name that an expression refers to. */
function references(node: any): string[] {
  if (node === null || typeof node !== 'object') return [];
  const { Ref, 'Fn::GetAtt': path, 'Fn::Sub': sub } = node;
  const [text = '', variables = {}] = [sub].flat();
  const inText = [...text.matchAll(/\$\{([^!}.]+)/g)].map(([, name]) => name).filter((name) => !(name in variables));
  const target = path === undefined ? [] : [[path].flat()[0].split('.')[0]];
  return [...(Ref === undefined ? [] : [Ref]), ...target, ...inText, ...Object.values(node).flatMap(references)];
}
