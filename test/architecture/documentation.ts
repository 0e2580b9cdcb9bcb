import * as ts from 'typescript';
import type { ExportedDeclaration } from './front-door';

/** Exported names, and their public members, without a sentence; optional properties that hide their default. */
export function undocumented(declarations: readonly ExportedDeclaration[]): string[] {
  return declarations.flatMap(({ file, name, node }) => [
    ...faultsOf(`${file}: ${name}`, node),
    ...membersOf(node).flatMap((member) => faultsOf(`${file}: ${name}.${member.name?.getText()}`, member)),
  ]);
}

function faultsOf(where: string, node: ts.Node): string[] {
  const faults: string[] = [];
  if (!isSentence(summaryOf(node))) faults.push(`${where} has no sentence of documentation`);
  if (ts.isPropertySignature(node) && node.questionToken && !tagText(node, 'default')) {
    faults.push(`${where} is optional and does not say its @default`);
  }
  return faults;
}

/** Public and protected members; a pair of accessors counts by its getter, and jsii keeps `_internal` names out. */
function membersOf(node: ts.Node): (ts.ClassElement | ts.TypeElement | ts.EnumMember)[] {
  if (ts.isInterfaceDeclaration(node)) return [...node.members];
  if (ts.isEnumDeclaration(node)) return [...node.members];
  if (!ts.isClassDeclaration(node)) return [];
  return node.members.filter(
    (member) =>
      member.name !== undefined &&
      !ts.isPrivateIdentifier(member.name) &&
      !ts.isSetAccessor(member) &&
      !member.name.getText().startsWith('_') &&
      !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) && // eslint-disable-line no-bitwise
      !ts.getJSDocTags(member).some((tag) => tag.tagName.text === 'internal'),
  );
}

function summaryOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? '').trim().split(/\n\s*\n/)[0];
}

function isSentence(text: string): boolean {
  return /^[^a-z\s].*\s.*[.:!?)]$/s.test(text);
}

function tagText(node: ts.Node, name: string): string | undefined {
  const tag = ts.getJSDocTags(node).find((candidate) => candidate.tagName.text === name);
  return ts.getTextOfJSDocComment(tag?.comment);
}
