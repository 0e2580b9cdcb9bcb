import { setting, without, adding, rewriting } from './mutants';
import { prove } from './prove';
import { THREATS } from './registry';
import { testName, type Threat } from './threat';
import { world } from '../access-truth/world';
import { helloTemplate, notesTemplate } from '../support/auth';

const hello = helloTemplate();
const notes = notesTemplate();
const { template: access } = world();

THREATS.forEach((threat) => {
  const { check, mutants, helloMutants, accessMutants } = threat;
  prove(testName(threat), check, [
    { name: 'the notes app', template: notes, mutants },
    { name: 'hello', template: hello, mutants: helloMutants },
    ...(accessMutants ? [{ name: 'access', template: access, mutants: accessMutants }] : []),
  ]);
});

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
