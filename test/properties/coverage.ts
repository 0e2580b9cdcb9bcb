import { EXERCISES } from './exercises';
import { NOT_OFFERED } from './not-offered';
import { leavesReached } from './reached';
import { leavesOf, propertiesOfResource } from '../../scripts/properties/l1-types';
import { synth, TemplateJson } from '../support/template';

/** Which properties of the resources of the sign-in side the library's API reaches, and which it does not offer. */
export interface ResourceCoverage {
  readonly resource: string;
  readonly properties: readonly PropertyCoverage[];
  /** What is listed as not offered and is no property, or is one that an app reaches. */
  readonly stale: readonly string[];
}

export interface PropertyCoverage {
  readonly path: string;
  /** The exercise in whose template it stands. */
  readonly reachedBy?: string;
  /** Why the API does not offer it. */
  readonly reason?: string;
}

let templates: [string, TemplateJson][] | undefined;

/** The templates of all exercises, made once per process. */
export function exerciseTemplates(): readonly [string, TemplateJson][] {
  templates ??= Object.entries(EXERCISES).map(([name, build]) => [name, synth(build)]);
  return templates;
}

export function coverage(reasons = NOT_OFFERED): ResourceCoverage[] {
  return Object.keys(reasons).map((resource) => {
    const types = propertiesOfResource(resource);
    const leaves = leavesOf(types);
    const reached = exerciseTemplates().map(
      ([name, template]) => [name, leavesReached(template, `AWS::Cognito::${resource}`, types)] as const,
    );
    const listed = Object.entries(reasons[resource]);
    const reasonFor = (path: string) => listed.find(([key]) => covers(key, path))?.[1];
    const properties = leaves.map((path): PropertyCoverage => {
      const reachedBy = reached.find(([, paths]) => paths.has(path))?.[0];
      return { path, reachedBy, reason: reachedBy === undefined ? reasonFor(path) : undefined };
    });
    const open = properties.filter(({ reachedBy }) => reachedBy === undefined).map(({ path }) => path);
    const reachable = properties.filter(({ reachedBy }) => reachedBy !== undefined).map(({ path }) => path);
    const isStale = (key: string) =>
      !open.some((path) => covers(key, path)) || reachable.some((path) => covers(key, path));
    return { resource, properties, stale: listed.map(([key]) => key).filter(isStale) };
  });
}

/** A listed property stands for those inside it. */
function covers(key: string, path: string): boolean {
  return path === key || path.startsWith(`${key}.`);
}
