import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

/** A file as the rules see it, so that a test can plant one that breaks them. */
export interface File {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** The package, or the imported file from the project's root without its ending. */
  readonly target: string;
  readonly typeOnly: boolean;
}

const ROOT = path.join(__dirname, '..', '..');

/** All TypeScript files of some folders of the project. */
export const readFiles = (...folders: string[]): File[] => readFilesThat(/\.ts$/, ...folders);

/** The files of some folders whose names fit. */
export function readFilesThat(fit: RegExp, ...folders: string[]): File[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => fit.test(name))
      .map((name) => readOne(path.posix.join(folder, name.split(path.sep).join('/')))),
  );
}

/** One file of the project. */
export function readOne(name: string): File {
  return { path: name, text: readFileSync(path.join(ROOT, name), 'utf8') };
}

export function countLines({ text }: File): number {
  return text.replace(/\n$/, '').split('\n').length;
}

export function parse(file: File): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
}

/** What a file imports, in whatever form: `import`, `export from`, `import()`, `require()` or `import('x').Type`. */
export function importsOf(file: File): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const relative = specifier.text.startsWith('.');
    const target = relative ? path.posix.join(path.posix.dirname(file.path), specifier.text) : specifier.text;
    found.push({ target, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}
