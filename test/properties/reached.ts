import type { L1Property } from '../../scripts/properties/l1-types';
import { allOf, TemplateJson } from '../support/template';

/** Paths of the leaves that the resources of a kind have in a template. */
export function leavesReached(template: TemplateJson, type: string, properties: readonly L1Property[]): Set<string> {
  return new Set(allOf(template, type).flatMap(([, { Properties }]) => leavesIn(Properties, properties, '')));
}

function leavesIn(value: unknown, properties: readonly L1Property[], parent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesIn(each, properties, parent));
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  return properties
    .filter(({ name }) => own[name] !== undefined)
    .flatMap(({ name, nested }) =>
      nested.length === 0 ? [`${parent}${name}`] : leavesIn(own[name], nested, `${parent}${name}.`),
    );
}
