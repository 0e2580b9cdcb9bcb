import { readFileSync } from 'fs';
import { join } from 'path';
import { THREATS } from './registry';
import { threatTable } from '../../scripts/threat-table';

test('docs/threat-coverage.md is current', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'threat-coverage.md'), 'utf8')).toBe(threatTable());
});

test('a cell cannot break the table', () => {
  expect(threatTable([{ ...THREATS[0], title: 'this | that' }])).toContain('this \\| that');
});

test.each([1, 2, 3, 4, 5, 6, 7, 18, 19, 20, 21, 22, 29, 40, 41, 42, 43, 44, 46])(
  'row %i of the sign-in side is there',
  (row) => {
    expect(THREATS.map((threat) => threat.row)).toContain(row);
  },
);
