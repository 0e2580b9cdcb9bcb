import { allOf, Resource, TemplateJson } from '../support/template';

export type Mutation = (template: TemplateJson) => TemplateJson;

/** A copy of the template with a change to every resource of a kind; a change that finds nothing would prove nothing. */
export function changing(type: string, change: (resource: Resource, id: string) => void): Mutation {
  return (template) => {
    const copy = structuredClone(template);
    const found = allOf(copy, type);
    if (found.length === 0) throw new Error(`nothing to mutate: no ${type}`);
    found.forEach(([id, resource]) => change(resource, id));
    return copy;
  };
}

/** Sets properties of every resource of a kind; `undefined` takes one away. */
export function setting(type: string, properties: Record<string, unknown>): Mutation {
  return changing(type, ({ Properties }) => {
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined) delete Properties[name];
      else Properties[name] = value;
    }
  });
}

/** Replaces text in the resources of a kind that have it. */
export function rewriting(type: string, from: string, to: string): Mutation {
  return (template) => {
    const copy = structuredClone(template);
    const found = allOf(copy, type).filter(([, { Properties }]) => JSON.stringify(Properties).includes(from));
    if (found.length === 0) throw new Error(`nothing to mutate: no ${type} has ${from}`);
    for (const [, resource] of found) {
      resource.Properties = JSON.parse(JSON.stringify(resource.Properties).split(from).join(to));
    }
    return copy;
  };
}

/** Takes every resource of a kind away. */
export function without(type: string): Mutation {
  return (template) => {
    const copy = structuredClone(template);
    const found = allOf(copy, type);
    if (found.length === 0) throw new Error(`nothing to mutate: no ${type}`);
    found.forEach(([id]) => delete copy.Resources[id]);
    return copy;
  };
}

/** Adds a resource. */
export function adding(id: string, Type: string, Properties: Record<string, unknown>): Mutation {
  return (template) => ({ ...template, Resources: { ...template.Resources, [id]: { Type, Properties } } });
}
