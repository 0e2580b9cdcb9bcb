import { parseArgs } from 'node:util';
import { startLocalAws } from './index';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4566' } } });
void startLocalAws({ port: Number(values.port) }).then((bed) => {
  console.log(`local test bed at ${bed.endpoint}`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void bed.close().then(() => process.exit()));
});
