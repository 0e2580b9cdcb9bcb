import { type awscdk, JsonFile } from 'projen';

/** Tests that say nothing about the CDK, or need what only its newest version has: cdk-nag 3 and the validator. */
const WITHOUT_OLDEST_CDK = [
  'access/wildcards.test.ts',
  'architecture',
  'ci/',
  'e2e/',
  'examples.test.ts',
  'lambda/',
  'local-aws/',
  'nag.test.ts',
  // read from the types of the newest CDK
  'properties/',
  'triggers/pages.test.ts',
];

/**
 * Four jest runs: `test` (all that is fast; `test:coverage` is the same with the coverage gate), `test:slow` (what starts the CDK CLI or many
 * processes, or takes seconds for one answer: `*.slow.test.ts`), `e2e` (real clients against a deployed stack: test/e2e) and the tests that
 * scripts/proofs/oldest-cdk.sh runs.
 */
export function addTests(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('jest@^30', '@types/jest@^30', 'ts-jest@^29.4.15');
  project.annotateGenerated('*.snap');
  project.gitignore.exclude('/coverage/');

  const base = {
    clearMocks: true,
    // on a machine that does other work too, five seconds are no fault of a test
    testTimeout: 60_000,
    setupFiles: ['<rootDir>/test/setup.ts'],
    moduleNameMapper: { '^cdk-cognito-auth$': '<rootDir>/src/index.ts' },
    modulePathIgnorePatterns: ['dist', 'cdk.out', 'lib'].map((folder) => `<rootDir>/${folder}/`),
    // types are checked once, by the task `typecheck`
    transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] },
  };
  const jestFile = (path: string, obj: object) => new JsonFile(project, path, { obj: { ...base, ...obj } });

  jestFile('jest.config.json', {
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '\\.slow\\.test\\.ts$'],
    // every file with an own share of the 2 cores that CI has
    maxWorkers: '100%',
    // v8 counts a file of types as untested code
    coverageProvider: 'babel',
    coverageReporters: ['text-summary', 'lcovonly', ['text', { skipFull: true }]],
    collectCoverageFrom: ['src/**/*.ts', 'lambda/**/*.ts', '!src/index.ts'],
    coverageThreshold: { global: gate(95), './lambda/': gate(100), './src/contract/': gate(100) },
  });
  jestFile('jest.oldest-cdk.json', {
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: ['\\.slow\\.test\\.ts$', ...WITHOUT_OLDEST_CDK.map((path) => `<rootDir>/test/${path}`)],
    setupFiles: [...base.setupFiles, '<rootDir>/test/packaging/oldest-cdk.ts'],
    maxWorkers: '100%',
  });
  const patient = { maxWorkers: '100%', testTimeout: 300_000 };
  jestFile('jest.slow.json', { testMatch: ['<rootDir>/test/**/*.slow.test.ts'], ...patient });
  jestFile('jest.e2e.json', { testMatch: ['<rootDir>/test/e2e/**/*.test.ts'], ...patient });

  project.testTask.reset();
  project.testTask.spawn(project.tasks.tryFind('bundle')!);
  project.testTask.spawn(project.tasks.tryFind('typecheck')!);
  project.testTask.exec('jest --ci', { receiveArgs: true });

  const jestTask = (name: string, description: string, exec: string, env?: Record<string, string>) =>
    project.addTask(name, { description, env, steps: [{ spawn: 'bundle' }, { exec, receiveArgs: true }] });
  jestTask('test:update', 'Write the snapshots of the examples anew', 'jest --updateSnapshot');
  jestTask('test:watch', 'Run the fast tests again at every change', 'jest --watch');
  jestTask('test:coverage', 'The fast tests with the coverage gate', 'jest --ci --coverage');
  jestTask('test:slow', 'The tests that start the CDK CLI or many processes', 'jest --ci --config jest.slow.json');
  project.addTask('test:mutation', {
    description: 'Plant small faults in lambda/ and src/contract/, and ask the fine-grained tests',
    exec: 'stryker run projenrc/mutation.mjs',
    receiveArgs: true,
  });
  const e2e = 'jest --ci --config jest.e2e.json';
  jestTask('e2e', 'Deploy the examples to the local test bed and run the flows with real clients', e2e);
  const onAws = `${e2e} --testPathIgnorePatterns test/e2e/mutants`;
  jestTask('e2e:aws', 'The same flows against the AWS account of the environment', onAws, { E2E_TARGET: 'aws' });
}

function gate(percent: number) {
  return { statements: percent, branches: percent, functions: percent, lines: percent };
}
