import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PROSE } from './access/prose';
import { renderView } from './access/render';
import { casesOf } from '../test/access-truth/cases';
import { viewsOf } from '../test/access-truth/declaration';
import { world } from '../test/access-truth/world';

// only the policies are of interest here, and the CDK's own validation takes seconds
process.env.CDK_VALIDATION ??= 'false';

const FILE = resolve(__dirname, '..', 'docs', 'access.md');

/** The whole document: prose, and the table of every view. */
export function accessDocument(): string {
  const { people } = world();
  const views = viewsOf(world());
  const cases = views.flatMap((view) => casesOf(view, people));
  const allowed = cases.filter(({ isAllowed }) => isAllowed).length;
  const sum = `${cases.length} cases: ${allowed} allowed, ${cases.length - allowed} denied, each denial beside an allowed control.`;
  return `${[PROSE.trimEnd(), sum, ...views.map((view) => renderView(view, people))].join('\n\n')}\n`;
}

/** Writes the file, or with --check says whether it is current. */
function main(isCheck: boolean): number {
  const text = accessDocument();
  if (!isCheck) {
    writeFileSync(FILE, text);
    return 0;
  }
  if (readFileSync(FILE, 'utf8') === text) return 0;
  console.error('docs/access.md is not current. Run: npx tsx --tsconfig tsconfig.dev.json scripts/access-table.ts');
  return 1;
}

if (require.main === module) process.exitCode = main(process.argv.includes('--check'));
