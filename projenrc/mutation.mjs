/*
 * Mutation testing of what runs in people's accounts (`npm run test:mutation`): the tests must fail for every small fault that
 * is planted in lambda/ and src/contract/. The fine-grained tests alone run, in one process (test/mutation/runner.mjs).
 */
export default {
  // not the entries: the compiler compares their tables with the contract, and the tests of the bundles run them
  mutate: ['lambda/*/**/*.ts', 'src/contract/**/*.ts'],
  plugins: ['./test/mutation/runner.mjs'],
  testRunner: 'fine-grained',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // beyond what a test may take (test/mutation/harness.mjs): what waits for ever fails there, and costs no new process
  timeoutMS: 8_000,
  disableTypeChecks: false,
  // the copy that is mutated needs nothing else
  ignorePatterns: [
    '**',
    '!lambda/**',
    '!src/**',
    '!assets/**',
    '!examples/**',
    '!test/{lambda,contract,support,mutation,local-aws}/**',
    '!test/setup.ts',
    '!tsconfig*.json',
  ],
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 100, low: 95, break: 95 },
};
