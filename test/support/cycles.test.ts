import { notesTemplate } from './auth';
import { findCycle } from './cycles';
import { TemplateJson } from './template';

const resource = (Properties: object, DependsOn?: string | string[]) => ({ Type: 'Test', Properties, DependsOn });

test.each<[string, TemplateJson['Resources']]>([
  ['Ref', { A: resource({ x: { Ref: 'B' } }), B: resource({ y: [{ z: { Ref: 'A' } }] }) }],
  ['GetAtt', { A: resource({ x: { 'Fn::GetAtt': ['B', 'Arn'] } }), B: resource({ y: { 'Fn::GetAtt': 'A.Arn' } }) }],
  ['Sub', { A: resource({ x: { 'Fn::Sub': 'see ${B.Arn}' } }), B: resource({ y: { 'Fn::Sub': '${A}' } }) }],
  ['Sub variables', { A: resource({ x: { 'Fn::Sub': ['${v}', { v: { Ref: 'B' } }] } }), B: resource({}, 'A') }],
  ['DependsOn', { A: resource({}, 'B'), B: resource({}, ['C']), C: resource({}, ['A']) }],
  ['itself', { A: resource({ x: { Ref: 'A' } }) }],
])('finds a cycle that is closed by %s', (_, Resources) => {
  expect(findCycle({ Resources })).toContain('A');
});

test('accepts shared dependencies, parameters and pseudo parameters', () => {
  const Resources = {
    A: resource({
      x: { Ref: 'B' },
      y: { Ref: 'C' },
      z: { Ref: 'AWS::Region' },
      s: { 'Fn::Sub': '${!A} ${AWS::Region}' },
    }),
    B: resource({ x: { Ref: 'C' } }),
    C: resource({}),
  };
  expect(findCycle({ Resources })).toBeUndefined();
});

test('finds a cycle that is planted in the notes app', () => {
  const template = notesTemplate();
  expect(findCycle(template)).toBeUndefined();
  const pool = Object.entries(template.Resources).find(([, { Type }]) => Type === 'AWS::Cognito::UserPool')!;
  const client = Object.keys(template.Resources).find((id) => id.startsWith('AuthSpa'))!;
  pool[1].DependsOn = [client];
  expect(findCycle(template)).toEqual(expect.arrayContaining([pool[0], client]));
});
