import { setting, without, adding, rewriting } from './mutants';
import { THREATS } from './registry';
import { testName, type Threat } from './threat';
import { world } from '../access-truth/world';
import { helloTemplate, notesTemplate } from '../support/auth';
import { TemplateJson } from '../support/template';

const hello = helloTemplate();
const notes = notesTemplate();
const { template: access } = world();

describe.each(THREATS.map((threat) => [testName(threat), threat] as const))(
  '%s',
  (_, { check, mutants, helloMutants, accessMutants }) => {
    test.each<[string, TemplateJson]>([
      ['hello', hello],
      ['the notes app', notes],
      ...(accessMutants ? [['the stack that shares everything', access] satisfies [string, TemplateJson]] : []),
    ])('holds in %s', (_name, template) => {
      expect(check(template)).toEqual([]);
    });

    const planted: [string, TemplateJson][] = [
      ...Object.entries(mutants).map(([name, mutate]): [string, TemplateJson] => [name, mutate(notes)]),
      ...Object.entries(helloMutants ?? {}).map(([name, mutate]): [string, TemplateJson] => [
        `${name} (hello)`,
        mutate(hello),
      ]),
      ...Object.entries(accessMutants ?? {}).map(([name, mutate]): [string, TemplateJson] => [
        `${name} (access)`,
        mutate(access),
      ]),
    ];

    test.each(planted)('finds: %s', (_name, mutant) => {
      expect(check(mutant)).not.toEqual([]);
    });
  },
);

describe('mutants', () => {
  test.each([
    ['change', setting('AWS::None', {})],
    ['removal', without('AWS::None')],
    ['rewriting', rewriting('AWS::Cognito::UserPool', 'not there', '')],
  ])('refuse a %s that finds nothing: it would prove nothing', (_, mutate) => {
    expect(() => mutate(notes)).toThrow(/^nothing to mutate/);
  });

  test('leave the original as it was', () => {
    const before = JSON.stringify(notes);
    THREATS.forEach(({ mutants }) => Object.values(mutants).forEach((mutate) => mutate(notes)));
    adding('X', 'AWS::X', {})(notes);
    expect(JSON.stringify(notes)).toBe(before);
  });

  test('every row has at least one, and is there once', () => {
    const count = ({ mutants, accessMutants }: Threat) => Object.keys({ ...mutants, ...accessMutants }).length;
    expect(THREATS.filter((threat) => count(threat) === 0)).toEqual([]);
    const rows = THREATS.map(({ row }) => row);
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
  });
});
