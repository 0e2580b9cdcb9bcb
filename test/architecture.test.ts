import { forbiddenImports, importCircles } from './architecture/arrows';
import { undocumented } from './architecture/documentation';
import { type File, readFiles, readFilesThat, readOne } from './architecture/files';
import { exportedDeclarations, missingInFixture, otherThanExports } from './architecture/front-door';
import { hallIsLargest, oversizedFiles, oversizedTestBed } from './architecture/sizes';

const house = readFiles('src', 'lambda');
const testBed = readFilesThat(/\.(ts|mjs|html)$/, 'test/local-aws');
const index = readOne('src/index.ts');
const fixture = readOne('rosetta/default.ts-fixture');

const file = (path: string, ...lines: string[]): File => ({ path, text: lines.join('\n') });
const lines = (path: string, count: number): File => file(path, ...Array<string>(count).fill('//'));

describe('imports follow the arrows', () => {
  test('in src and lambda', () => expect(forbiddenImports(house)).toEqual([]));

  test.each([
    ['src/contract/steps.ts', '../defaults'],
    ['src/contract/steps.ts', 'node:path'],
    ['src/contract/steps.ts', 'aws-cdk-lib'],
    ['src/private/names.ts', '../groups/auth-group'],
    ['src/defaults.ts', './groups/auth-group'],
    ['src/groups/auth-group.ts', '../cognito-auth'],
    ['src/groups/auth-group.ts', '../index'],
    ['src/groups/auth-group.ts', '../contract/steps'],
    ['src/groups/auth-group.ts', '../triggers/private/trigger-registry'],
    ['src/triggers/claim.ts', '../../lambda/steps/pre-token-generation/claim'],
    ['src/cognito-auth.ts', './contract/steps'],
    ['src/index.ts', './contract/steps'],
    ['src/index.ts', './triggers/private/trigger-registry'],
    ['lambda/pre-sign-up.lambda.ts', 'aws-cdk-lib/aws-cognito'],
    ['lambda/steps/invoke.ts', 'constructs'],
    ['lambda/steps/invoke.ts', '../../src/defaults'],
    ['lambda/steps/pre-sign-up/one.ts', '../post-confirmation/two'],
    ['lambda/runtime/chain.ts', '../steps/invoke'],
    ['lambda/ports/cognito.ts', '../pre-sign-up.lambda'],
  ])('catches %s importing %s', (path, specifier) => {
    for (const form of ['import { x } from', 'import type { x } from', 'import', 'export * from']) {
      expect(forbiddenImports([file(path, `${form} '${specifier}';`)])).toHaveLength(1);
    }
    for (const call of ['import', 'require']) {
      expect(forbiddenImports([file(path, `const x = ${call}('${specifier}');`)])).toHaveLength(1);
    }
    expect(forbiddenImports([file(path, `type X = import('${specifier}').X;`)])).toHaveLength(1);
  });

  test.each([
    ['src/triggers/claim.ts', '../contract/steps'],
    ['src/triggers/add-to-group.ts', '../groups/auth-group'],
    ['src/cognito-auth.ts', './triggers/private/trigger-registry'],
    ['lambda/steps/pre-sign-up/one.ts', '../../../src/contract/email'],
  ])('allows %s to import %s', (path, specifier) => {
    expect(forbiddenImports([file(path, `import { x } from '${specifier}';`)])).toEqual([]);
  });

  test('catches a file that stands in no part of the house', () => {
    expect(forbiddenImports([file('src/helpers.ts')])).toHaveLength(1);
    expect(forbiddenImports([file('lambda/helpers.ts')])).toHaveLength(1);
  });
});

describe('implementations do not import the factory that imports them', () => {
  test('in src and lambda', () => expect(importCircles(house)).toEqual([]));

  test('catches a circle, and lets types go round', () => {
    const circle = (keyword: string) => [
      file('src/a/one.ts', `import { Two } from './two';`),
      file('src/a/two.ts', `${keyword} { One } from './one';`),
    ];
    expect(importCircles(circle('import'))).toEqual(['src/a/one -> src/a/two -> src/a/one']);
    expect(importCircles(circle('import type'))).toEqual([]);
  });
});

describe('files are rooms', () => {
  test('in src and lambda', () => expect(oversizedFiles(house)).toEqual([]));
  test('the main construct is not the largest file', () => expect(hallIsLargest(house)).toEqual([]));
  test('the test bed stays small', () => expect(oversizedTestBed(testBed)).toEqual([]));

  test.each([
    ['src/cognito-auth.ts', 250],
    ['src/groups/auth-group.ts', 300],
    ['lambda/pre-sign-up.lambda.ts', 25],
    ['lambda/steps/pre-sign-up/allow-email-domains.ts', 80],
    ['lambda/runtime/chain.ts', 300],
  ])('catches %s above %i lines', (path, limit) => {
    expect(oversizedFiles([lines(path, limit)])).toEqual([]);
    expect(oversizedFiles([lines(path, limit + 1)])).toHaveLength(1);
  });

  test('catches a main construct that is the largest file', () => {
    expect(hallIsLargest([lines('src/cognito-auth.ts', 90), lines('src/defaults.ts', 80)])).toHaveLength(1);
  });

  test('catches a test bed that grew, not counting its tests and generated files', () => {
    expect(testBed.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['test/local-aws/lambda.ts', 'test/local-aws/cognito-idp/login.html']),
    );
    const bed = [lines('test/local-aws/a.ts', 2_000), lines('test/local-aws/b/c.mjs', 1_000)];
    const notCounted = [lines('test/local-aws/a.test.ts', 500), lines('test/local-aws/model.generated.ts', 500)];
    expect(oversizedTestBed([...bed, ...notCounted])).toEqual([]);
    expect(oversizedTestBed([...bed, lines('test/local-aws/d.html', 1)])).toHaveLength(1);
  });
});

describe('the front door', () => {
  const names = exportedDeclarations(house).map(({ name }) => name);

  test('has export lines only', () => expect(otherThanExports(index)).toEqual([]));
  test('lets everything out that samples use', () => expect(missingInFixture(names, fixture)).toEqual([]));

  test.each([`import { x } from './x';`, 'export const x = 1;', 'export class X {}', 'const x = 1; export { x };'])(
    'catches %s',
    (line) => expect(otherThanExports(file('src/index.ts', line)).length).toBeGreaterThan(0),
  );

  test('catches a name that the samples lack', () => {
    const withoutIt = { ...fixture, text: fixture.text.replace(/\bCognitoAuth,?\b/, '') };
    expect(missingInFixture(['CognitoAuth'], withoutIt)).toHaveLength(1);
  });
});

describe('every exported name is documented', () => {
  test('in src', () => expect(undocumented(exportedDeclarations(house))).toEqual([]));

  const faults = (exportLine: string, ...source: string[]) =>
    undocumented(exportedDeclarations([file('src/index.ts', exportLine), file('src/x.ts', ...source)]));

  test.each([
    ['a class', ['export class X {}']],
    ['an empty comment', ['/** */', 'export class X {}']],
    ['a word that is no sentence', ['/** X */', 'export class X {}']],
    ['tags without a sentence', ['/** @see there */', 'export class X {}']],
    ['a method', ['/** Does it. */', 'export class X {', '  public go(): void {}', '}']],
    ['a property', ['/** Has it. */', 'export class X {', '  public readonly a = 1;', '}']],
    ['a static factory', ['/** Has it. */', 'export abstract class X {', '  static of(): void {}', '}']],
    ['a getter', ['/** Has it. */', 'export class X {', '  get a() { return 1; }', '}']],
    ['an interface', ['export interface X {}']],
    ['a property of an interface', ['/** Has it. */', 'export interface X {', '  readonly a: string;', '}']],
    ['a method of an interface', ['/** Has it. */', 'export interface X {', '  go(): void;', '}']],
    ['an enum', ['export enum X {}']],
    ['a member of an enum', ['/** One of them. */', 'export enum X {', '  A,', '}']],
    ['a default', ['/** Has it. */', 'export interface X {', '  /** It is. */', '  readonly a?: string;', '}']],
    ['a default that says nothing', ['/** Has it. */', 'export interface X {', '  /** It is.', '   * @default', '   */', '  readonly a?: string;', '}']], // prettier-ignore
  ])('catches the lack of documentation: %s', (_, source) => {
    expect(faults(`export * from './x';`, ...source)).toHaveLength(1);
    expect(faults(`export { X } from './x';`, ...source)).toHaveLength(1);
  });

  test('asks nothing of what jsii keeps inside', () => {
    const inside = [
      '  private a = 1;',
      '  #b = 2;',
      '  /** @internal */',
      '  public _c(): void {}',
      '  constructor() {}',
    ];
    expect(faults(`export * from './x';`, '/** Has it. */', 'export class X {', ...inside, '}')).toEqual([]);
    expect(faults(`export { X } from './x';`, '/** Has it. */', 'export class X {}', 'export class Y {}')).toEqual([]);
  });
});
