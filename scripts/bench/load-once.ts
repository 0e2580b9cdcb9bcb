/* One cold start in one process: `node load-once.js FILE [EVENT]` prints the milliseconds, and the files that were loaded. */
import { createRequire } from 'node:module';
import * as path from 'node:path';

const [file, event] = process.argv.slice(2);
const load = createRequire(__filename);

async function main() {
  const start = performance.now();
  const code = load(file) as { handler?: (event: object, context: object) => Promise<unknown> };
  const milliseconds = performance.now() - start;
  if (event !== undefined) {
    // nobody answers the calls of the handler: what it loaded is asked, not whether it succeeds
    await code.handler!(JSON.parse(event) as object, { awsRequestId: 'x' }).catch(() => undefined);
  }
  const files = Object.keys(load.cache).map((name) => path.basename(name));
  console.log(JSON.stringify({ milliseconds, files }));
}

void main();
