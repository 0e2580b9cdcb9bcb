/* One synthesis in one process: `node synth-once.js MODULE CLASS PROPS OUTDIR` prints how many milliseconds each part took. */
const [modulePath, className, props, outdir] = process.argv.slice(2);

async function main() {
  const start = performance.now();
  const { App } = await import('aws-cdk-lib');
  const cdk = performance.now();
  const stacks = (await import(modulePath)) as Record<string, new (scope: object, id: string, props: object) => object>;
  const loaded = performance.now();
  const app = new App({ outdir });
  new stacks[className](app, 'Notes', JSON.parse(props) as object);
  const constructed = performance.now();
  app.synth();
  const end = performance.now();
  const parts = { cdk: cdk - start, load: loaded - cdk, construct: constructed - loaded, synth: end - constructed };
  console.log(JSON.stringify({ ...parts, total: end - start }));
}

void main();
