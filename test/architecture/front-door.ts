import * as path from 'node:path';
import * as ts from 'typescript';
import { type File, parse } from './files';

export interface ExportedDeclaration {
  readonly file: string;
  readonly name: string;
  readonly node: ts.Statement;
}

/** Whatever is not an export line in the front door. */
export function otherThanExports(index: File): string[] {
  return parse(index)
    .statements.filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
    .map((statement) => `${index.path} has more than export lines: ${statement.getText().split('\n')[0]}`);
}

/** Every declaration that the front door lets out, found through its export lines. */
export function exportedDeclarations(files: readonly File[], door = 'src/index.ts'): ExportedDeclaration[] {
  const file = files.find((candidate) => candidate.path === door);
  if (!file) throw new Error(`${door} does not exist`);
  return parse(file).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) return ownDeclarations(door, statement);
    const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
    const target = `${path.posix.join(path.posix.dirname(door), specifier)}.ts`;
    const all = exportedDeclarations(files, target);
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) return all;
    return clause.elements.map(({ name, propertyName }) => {
      const wanted = (propertyName ?? name).text;
      const declaration = all.find((candidate) => candidate.name === wanted);
      if (!declaration) throw new Error(`${target} does not export ${wanted}`);
      return declaration;
    });
  });
}

function ownDeclarations(file: string, node: ts.Statement): ExportedDeclaration[] {
  const exported =
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
  const name = (node as ts.DeclarationStatement).name;
  return exported && name ? [{ file, name: name.text, node }] : [];
}

/** Exported names that the samples of the documentation could not use, for want of an import in their fixture. */
export function missingInFixture(names: readonly string[], fixture: File): string[] {
  const imported = parse({ path: 'fixture.ts', text: fixture.text })
    .statements.filter(ts.isImportDeclaration)
    .filter((statement) => (statement.moduleSpecifier as ts.StringLiteral).text === 'cdk-cognito-auth')
    .flatMap((statement) => {
      const bindings = statement.importClause?.namedBindings;
      return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
    });
  return names.filter((name) => !imported.includes(name)).map((name) => `${fixture.path} does not import ${name}`);
}
