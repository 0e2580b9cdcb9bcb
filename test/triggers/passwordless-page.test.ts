import { readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const textOf = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

const page = textOf('docs', 'passwordless.md');
const app = textOf('test', 'e2e', 'browser', 'apps', 'passwordless.ts').split('\n').map((line) => line.trim()); // prettier-ignore
const lines = [...page.matchAll(/```ts\n([^]*?)```/g)].flatMap(([, code]) =>
  code!.split('\n').map((line) => line.trim()),
);

test.each(lines.filter(Boolean))('the flows sign people in with what docs/passwordless.md shows: %s', (line) => {
  expect(app).toContain(line);
});
