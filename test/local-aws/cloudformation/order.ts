import { AwsError } from '../kernel';
import { Stack, unresolved } from './stack';
import { namesIn, sort } from '../../support/cycles';

export const invalid = (message: string) => new AwsError('ValidationError', message);

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html — the functions of test/support/resolve.ts
/** The resources in an order in which each comes after all that it refers to. */
export function creationOrder(stack: Stack): string[] {
  const { Resources } = stack.template;
  const active = stack.active();
  const needs = (id: string) => {
    const names = namesIn(Resources[id]).filter((name) => !stack.knows(name));
    const lost = names.find((name) => !(name in Resources));
    if (lost) throw unresolved(lost);
    return names.filter((name) => active.includes(name));
  };
  const { order, cycle } = sort(new Map(active.map((id) => [id, needs(id)])));
  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html — circular dependencies are refused before anything is created
  const circle = [...new Set(cycle)].sort().join(', ');
  if (cycle) throw invalid(`Circular dependency between resources: [${circle}]`);
  return order;
}
