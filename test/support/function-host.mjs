// Runs inside a function's own process: loads the handler once, then answers one event after the other.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const failure = (name, message) => Object.assign(new Error(message), { name });

async function load() {
  const [, file, name] = /^(.*)\.([^.]+)$/.exec(process.argv[2]);
  const path = ['.js', '.mjs', '.cjs'].map((end) => join(process.cwd(), file + end)).find(existsSync);
  if (!path) throw failure('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module = await import(pathToFileURL(path).href);
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') {
    throw failure('Runtime.HandlerNotFound', `${file}.${name} is undefined or not exported`);
  }
  // @aws https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html — Node.js 24 takes no callback handlers
  if (handler.length < 3) return handler;
  throw failure('Runtime.CallbackHandlerDeprecated', `${file}.${name} takes a callback, which is not supported`);
}

const { cache } = createRequire(import.meta.url);
const loading = load();
loading.catch(() => {});
async function answer({ event, context, deadline }) {
  const getRemainingTimeInMillis = () => Math.max(0, deadline - Date.now());
  const outcome = await loading
    .then((handler) => handler(event, { ...context, getRemainingTimeInMillis }))
    .then((payload = null) => ({ ok: true, payload }))
    .catch((error) => {
      console.error(error);
      const { name: errorType, message } = error instanceof Error ? error : failure(typeof error, `${error}`);
      return { ok: false, errorType, message };
    });
  process.send({ outcome, loaded: Object.keys(cache).map((file) => basename(file)) });
}
process.on('message', (message) => (message === 'finish' ? process.disconnect() : answer(message)));
