import { TemplateJson } from './template';

/** Which node waits for which others. */
type Graph = ReadonlyMap<string, Iterable<string>>;

/** Which resource waits for which: Ref, GetAtt, Sub and DependsOn, at every depth. */
export function dependenciesOf(template: TemplateJson): Map<string, Set<string>> {
  const ids = new Set(Object.keys(template.Resources));
  return new Map(
    Object.entries(template.Resources).map(([id, resource]) => {
      return [id, new Set(namesIn(resource).filter((name) => ids.has(name)))];
    }),
  );
}

/** The logical ids along a cycle, or undefined; CloudFormation refuses to deploy a template that has one. */
export const findCycle = (template: TemplateJson): string[] | undefined => sort(dependenciesOf(template)).cycle;

/** The nodes in an order in which each comes after all that it waits for, unless there is a cycle. */
export function sort(graph: Graph): { readonly order: string[]; readonly cycle?: string[] } {
  const done = new Set<string>();
  const visit = (id: string, trail: string[]): string[] | undefined => {
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of graph.get(id)!) {
      const cycle = visit(next, [...trail, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of graph.keys()) {
    const cycle = visit(id, []);
    if (cycle) return { order: [], cycle };
  }
  return { order: [...done] };
}

/** Every name that a resource waits for: resources, parameters and pseudo parameters. */
export const namesIn = ({ Properties, DependsOn = [] }: { Properties?: unknown; DependsOn?: string | string[] }) => [
  ...[DependsOn].flat(),
  ...namesInValue(Properties),
];

function namesInValue(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesInValue);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, content]) => {
    if (key === 'Ref') return [content as string];
    if (key === 'Fn::GetAtt') return [([content].flat()[0] as string).split('.')[0]];
    return key === 'Fn::Sub' ? namesInSub(content) : namesInValue(content);
  });
}

function namesInSub(content: string | [string, Record<string, unknown>]): string[] {
  const [text, variables] = Array.isArray(content) ? content : [content, {}];
  const inText = [...text.matchAll(/\$\{([^!.}]+)[^}]*\}/g)].map(([, name]) => name);
  return [...inText.filter((name) => !(name in variables)), ...namesInValue(variables)];
}
