import { TemplateJson } from './template';

/** Which resource waits for which: Ref, GetAtt, Sub and DependsOn, at every depth. */
export function dependenciesOf(template: TemplateJson): Map<string, Set<string>> {
  const ids = new Set(Object.keys(template.Resources));
  return new Map(
    Object.entries(template.Resources).map(([id, { Properties, DependsOn }]) => {
      const named = [...[DependsOn ?? []].flat(), ...namesIn(Properties)];
      return [id, new Set(named.filter((name) => ids.has(name)))];
    }),
  );
}

/** The logical ids along a cycle, or undefined; CloudFormation refuses to deploy a template that has one. */
export function findCycle(template: TemplateJson): string[] | undefined {
  const graph = dependenciesOf(template);
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
    if (cycle) return cycle;
  }
  return undefined;
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, content]) => {
    if (key === 'Ref') return [content as string];
    if (key === 'Fn::GetAtt') return [([content].flat()[0] as string).split('.')[0]];
    return key === 'Fn::Sub' ? namesInSub(content) : namesIn(content);
  });
}

function namesInSub(content: string | [string, Record<string, unknown>]): string[] {
  const [text, variables] = Array.isArray(content) ? content : [content, {}];
  const inText = [...text.matchAll(/\$\{([^!.}]+)[^}]*\}/g)].map(([, name]) => name);
  return [...inText.filter((name) => !(name in variables)), ...namesIn(variables)];
}
