import { readFileSync } from 'fs';
import { join } from 'path';
import { THREATS } from './registry';
import { threatTable } from '../../scripts/threat-table';

test('docs/threat-coverage.md is current', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'threat-coverage.md'), 'utf8')).toBe(threatTable());
});

test('a cell cannot break the table', () => {
  const [line] = threatTable([{ ...THREATS[0], title: 'this | that' }])
    .split('\n')
    .slice(-2);
  expect(line).toContain('this \\| that');
});
