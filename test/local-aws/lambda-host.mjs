// Runs inside a function's own process: loads the handler once, then answers one event after the other.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const failure = (name, message) => Object.assign(new Error(message), { name });

async function load() {
  const [, file, name] = /^(.*)\.([^.]+)$/.exec(process.env._HANDLER);
  const path = ['.js', '.mjs', '.cjs'].map((end) => join(process.cwd(), file + end)).find(existsSync);
  if (!path) throw failure('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module = await import(pathToFileURL(path).href);
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') {
    throw failure('Runtime.HandlerNotFound', `${file}.${name} is undefined or not exported`);
  }
  // @aws https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html — Node.js 24 takes no callback handlers
  // @missing callback handlers of Node.js 20 and 22: they are refused as well
  if (handler.length < 3) return handler;
  throw failure('Runtime.CallbackHandlerDeprecated', `${file}.${name} takes a callback, which is not supported`);
}

function contextOf({ requestId, deadline }) {
  const { env } = process;
  return {
    awsRequestId: requestId,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: env.BED_FUNCTION_ARN,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

const loading = load();
loading.catch(() => {});
process.on('message', async (message) => {
  try {
    const handler = await loading;
    process.send({ ok: true, payload: (await handler(message.event, contextOf(message))) ?? null });
  } catch (error) {
    const { name: errorType, message: text } = error instanceof Error ? error : failure(typeof error, `${error}`);
    process.send({ ok: false, errorType, message: text });
  }
});
