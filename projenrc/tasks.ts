import type { awscdk } from 'projen';

const TSX = 'tsx --tsconfig tsconfig.dev.json';

/** Tasks of the daily work: bundle, check, show, measure. */
export function addTasks(project: awscdk.AwsCdkConstructLibrary) {
  const bundle = project.addTask('bundle', {
    description: 'Bundle the trigger Lambdas into assets/',
    exec: 'tsx scripts/bundle.ts',
  });
  // the construct library's own tests and types read the bundles, and so does the package
  project.preCompileTask.spawn(bundle);

  project.addTask('typecheck', {
    description: 'Strict type check of src, test, examples and scripts, and of lambda on its own',
    steps: [{ exec: 'tsc -p tsconfig.dev.json' }, { exec: 'tsc -p lambda/tsconfig.json' }],
  });
  project.addTask('lint', {
    description: 'Rules and formatting, without changing a file',
    steps: [{ spawn: 'eslint', receiveArgs: true }],
  });
  project.addTask('demo', {
    description: 'The main job, on the local test bed',
    steps: [{ spawn: 'bundle' }, { exec: `${TSX} scripts/demo.ts`, receiveArgs: true }],
  });
  project.addTask('preview:messages', {
    description: 'What people will read: pages of the message templates in a cloud assembly',
    steps: [{ exec: `${TSX} scripts/preview-messages.ts`, receiveArgs: true }],
  });
  project.addTask('bench', {
    description: 'Speed and size, as ratios measured in one run',
    steps: [{ spawn: 'bundle' }, { exec: `${TSX} scripts/bench.ts`, receiveArgs: true }],
  });
}
