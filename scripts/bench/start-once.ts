/* One function in one process: `node start-once.js FOLDER EVENT EVENTS` prints the milliseconds of its start and of an event. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

type Handler = (event: object, context: object) => Promise<unknown>;

const [folder, event, events] = process.argv.slice(2);
const load = createRequire(__filename);

async function main() {
  const start = performance.now();
  const { handler } = load(path.join(folder, 'index.js')) as { handler: Handler };
  const init = performance.now() - start;
  // whatever an event may load: the steps, and the AWS clients that they need
  const others = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'index.js');
  for (const name of others) load(path.join(folder, name));
  const whole = performance.now() - start;
  console.log(JSON.stringify({ init, whole, warm: await warm(handler, Number(events)) }));
}

/** An event, once the compiler has seen many. */
async function warm(handler: Handler, count: number): Promise<number> {
  // a refusal writes a line, which is not what is measured
  console.error = () => undefined;
  const once = async () => handler(JSON.parse(event) as object, { awsRequestId: 'x' }).catch(() => undefined);
  for (let index = 0; index < count / 2; index++) await once();
  const start = performance.now();
  for (let index = 0; index < count; index++) await once();
  return count === 0 ? 0 : (performance.now() - start) / count;
}

void main();
