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
  if (typeof handler === 'function') return handler;
  throw failure('Runtime.HandlerNotFound', `${file}.${name} is undefined or not exported`);
}

// @aws https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html — async handlers; callbacks answer when the event loop is empty, unless callbackWaitsForEmptyEventLoop is false
function run(handler, { event, requestId, deadline }) {
  const { env } = process;
  const context = {
    ...{ callbackWaitsForEmptyEventLoop: true, awsRequestId: requestId, functionVersion: '$LATEST' },
    ...{ functionName: env.AWS_LAMBDA_FUNCTION_NAME, invokedFunctionArn: env.BED_FUNCTION_ARN },
    ...{ logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME, logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME },
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  return new Promise((resolve, reject) => {
    let end = () => resolve(null);
    const callback = (error, result) => {
      end = () => (error ? reject(error) : resolve(result));
      if (!context.callbackWaitsForEmptyEventLoop) end();
    };
    process.channel.unref();
    process.once('beforeExit', () => end());
    handler(event, context, callback)?.then?.(resolve, reject);
  }).finally(() => {
    process.channel.ref();
    process.removeAllListeners('beforeExit');
  });
}

const loading = load();
loading.catch(() => {});
process.on('message', async (message) => {
  try {
    process.send({ ok: true, payload: (await run(await loading, message)) ?? null });
  } catch (error) {
    const { name: errorType, message: text } = error instanceof Error ? error : failure(typeof error, `${error}`);
    process.send({ ok: false, errorType, message: text });
  }
});
