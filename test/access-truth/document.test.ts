import { readFileSync } from 'fs';
import { join } from 'path';
import { accessDocument } from '../../scripts/access-table';

test('docs/access.md is current', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'access.md'), 'utf8')).toBe(accessDocument());
});
