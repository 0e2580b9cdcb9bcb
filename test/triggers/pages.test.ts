import { readFileSync } from 'fs';
import { join } from 'path';
import { Exercised } from './exercise';
import { TRIGGER_EXERCISES } from './exercises';
import { exerciseAll, triggerPages } from '../../scripts/trigger-pages';
import { factoryPages } from '../../scripts/triggers/factories';
import { WIDE_PERMISSIONS } from '../../scripts/triggers/wide-permissions';

const HANDLERS = factoryPages().flatMap(({ handlers }) => handlers.map(({ name }) => name));

let exercised: ReadonlyMap<string, Exercised>;
beforeAll(() => (exercised = exerciseAll()));

/** Actions and resources with a `*` in them, as `handler: action on resource`. */
function wideIn(all: ReadonlyMap<string, Pick<Exercised, 'permissions'>>): string[] {
  return [...all].flatMap(([handler, { permissions }]) =>
    [...permissions.values()].flat().flatMap(({ actions, resources }) => {
      const pairs = actions.flatMap((action) => resources.map((resource) => [action, resource]));
      return pairs.filter((pair) => pair.some((part) => part.includes('*'))).map((pair) => `${handler}: ${pair.join(' on ')}`);
    }),
  );
} // prettier-ignore

test('docs/triggers.md is current', () => {
  const file = join(__dirname, '..', '..', 'docs', 'triggers.md');
  expect(readFileSync(file, 'utf8')).toBe(triggerPages(exercised));
});

test('every handler of the front door has an exercise, and there is no other', () => {
  expect(Object.keys(TRIGGER_EXERCISES).sort()).toEqual([...HANDLERS].sort());
});

test.each(Object.keys(TRIGGER_EXERCISES))('%s has a step, and its function may write its log', (name) => {
  const { steps, permissions } = exercised.get(name)!;
  expect(steps.length).toBeGreaterThan(0);
  for (const each of permissions.values()) {
    expect(each).toContainEqual({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: ['‹Logs LogGroup.Arn›'],
    });
  }
});

test('no function may do more than it has a reason for', () => {
  expect(wideIn(exercised).sort()).toEqual(Object.keys(WIDE_PERMISSIONS).sort());
});

test.each([
  ['an action', ['dynamodb:*'], ['arn']],
  ['a resource', ['dynamodb:GetItem'], ['*']],
  ['a part of a resource', ['dynamodb:GetItem'], ['‹DynamoDB Table.Arn›', '‹DynamoDB Table.Arn›/index/*']],
])('catches %s that is too wide', (_, actions, resources) => {
  const permissions = new Map([['PreSignUp', [{ actions, resources }]]]);
  expect(wideIn(new Map([['PreSignUp.x', { permissions }]]))).toHaveLength(1);
});
