import { countLines, type File } from './files';

const HALL = 'src/cognito-auth.ts';

/** The first pattern that fits a file gives the number of lines it may have. */
const LIMITS: [RegExp, number][] = [
  [/\.generated\.ts$/, Infinity],
  [/^src\/cognito-auth\.ts$/, 250],
  [/^src\//, 300],
  [/^lambda\/[^/]+\.lambda\.ts$/, 25],
  [/^lambda\/steps\//, 80],
  [/^lambda\//, 300],
];

/** The test bed is a means, not the product; docs/decisions/0005 says what is counted. */
const TEST_BED_LIMIT = 3_000;

/** Files that outgrew their room. */
export function oversizedFiles(files: readonly File[]): string[] {
  return files.flatMap((file) => {
    const limit = LIMITS.find(([pattern]) => pattern.test(file.path))?.[1] ?? Infinity;
    return countLines(file) > limit ? [`${file.path} has ${countLines(file)} lines, the limit is ${limit}`] : [];
  });
}

/** The main construct delegates: some room is always larger. */
export function hallIsLargest(files: readonly File[]): string[] {
  const [largest] = files.filter(({ path }) => path.startsWith('src/')).sort((a, b) => countLines(b) - countLines(a));
  return largest.path === HALL ? [`${HALL} is the largest file of src`] : [];
}

/** The lines of the test bed itself, its pages and its runtime of functions included, without its tests and what is generated. */
export function oversizedTestBed(files: readonly File[]): string[] {
  const own = files.filter(({ path }) => /^test\/local-aws\//.test(path) && !/\.(test|generated)\.ts$/.test(path));
  const lines = own.reduce((sum, file) => sum + countLines(file), 0);
  return lines > TEST_BED_LIMIT ? [`test/local-aws has ${lines} lines, the limit is ${TEST_BED_LIMIT}`] : [];
}
