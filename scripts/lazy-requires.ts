import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

/*
 * `tsx scripts/lazy-requires.ts FOLDER`: compiled files there load each other when they need each other, and not before.
 * An app pays for the rooms that it uses; aws-cdk-lib is shipped in the same way.
 */

/** Rewrites every JavaScript file below the folder, line by line as it was, so that source maps still find their lines. */
export function makeRequiresLazy(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const files = names.map((name) => path.join(folder, name));
  // each file by itself: what is shadowed where is all that must be known
  const program = ts.createProgram(files, { allowJs: true, noLib: true, noResolve: true, types: [] });
  const checker = program.getTypeChecker();
  for (const file of files) {
    const source = program.getSourceFile(file)!;
    writeFileSync(file, lazy(source, checker));
  }
}

function lazy(source: ts.SourceFile, checker: ts.TypeChecker): string {
  const edits: Edit[] = [];
  const imports = new Set<ts.Symbol>();
  for (const { name, initializer } of requiredAtTheTop(source)) {
    imports.add(checker.getSymbolAtLocation(name)!);
    edits.push({
      at: initializer.getStart(),
      until: initializer.getStart(),
      text: '(() => { let m; return () => (m ??= ',
    });
    edits.push({ at: initializer.getEnd(), until: initializer.getEnd(), text: '); })()' });
  }
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) edits.push(...callOf(node, imports, checker));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return apply(edits, readFileSync(source.fileName, 'utf8'));
}

interface Edit {
  readonly at: number;
  readonly until: number;
  readonly text: string;
}

interface Required {
  readonly name: ts.Identifier;
  readonly initializer: ts.Expression;
}

/** `const x = require('…')`, also within a helper such as `__importStar(require('…'))`. */
function requiredAtTheTop(source: ts.SourceFile): Required[] {
  const variables = source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => [...declarationList.declarations]); // prettier-ignore
  return variables.flatMap(({ name, initializer }) => {
    if (!initializer || !ts.isIdentifier(name)) return [];
    return /^(?:__import\w+\()?require\("[^"]+"\)\)?$/.test(initializer.getText()) ? [{ name, initializer }] : [];
  });
}

/** What stands for a module becomes a call; `{ x }` becomes `{ x: (x()) }`. */
function callOf(node: ts.Identifier, imports: Set<ts.Symbol>, checker: ts.TypeChecker): Edit[] {
  const { parent } = node;
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isVariableDeclaration(parent) && parent.name === node);
  if (isName) return [];
  const isShorthand = ts.isShorthandPropertyAssignment(parent);
  const symbol = isShorthand ? checker.getShorthandAssignmentValueSymbol(parent) : checker.getSymbolAtLocation(node);
  if (!symbol || !imports.has(symbol)) return [];
  // in brackets, because `new x().Y()` would make an x
  const call = `(${node.text}())`;
  return [{ at: node.getStart(), until: node.getEnd(), text: isShorthand ? `${node.text}: ${call}` : call }];
}

function apply(edits: readonly Edit[], text: string): string {
  const fromTheEnd = [...edits].sort((a, b) => b.at - a.at);
  return fromTheEnd.reduce((result, { at, until, text: put }) => result.slice(0, at) + put + result.slice(until), text);
}

if (require.main === module) makeRequiresLazy(path.resolve(process.argv[2]));
