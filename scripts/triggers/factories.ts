import * as ts from 'typescript';
import { type File, readFiles } from '../../test/architecture/files';
import { exportedDeclarations, type ExportedDeclaration } from '../../test/architecture/front-door';

/** A static method of the front door that makes a handler, with all that its documentation says. */
export interface HandlerPage {
  /** `PreSignUp.allowEmailDomains`. */
  readonly name: string;
  readonly text: string;
  readonly see: readonly string[];
  readonly parameters: readonly OptionPage[];
}

/** A class whose static methods make handlers. */
export interface FactoryPage {
  readonly name: string;
  readonly text: string;
  readonly see: readonly string[];
  readonly handlers: readonly HandlerPage[];
}

/** One option of a handler, or its only argument. */
export interface OptionPage {
  readonly name: string;
  readonly type: string;
  /** Nothing where it must be given. */
  readonly byDefault?: string;
  readonly text: string;
}

/** Every class of the front door that makes handlers, by name. */
export function factoryPages(files: readonly File[] = readFiles('src')): FactoryPage[] {
  const exported = exportedDeclarations(files);
  return exported
    .filter(({ node }) => ts.isClassDeclaration(node))
    .map((each) => factoryOf(each, exported))
    .filter(({ handlers }) => handlers.length > 0)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function factoryOf({ name, node }: ExportedDeclaration, exported: readonly ExportedDeclaration[]): FactoryPage {
  const methods = (node as ts.ClassDeclaration).members.filter(ts.isMethodDeclaration).filter(makesHandler);
  const handlers = methods.map((method) => ({
    name: `${name}.${method.name.getText()}`,
    ...documented(method),
    parameters: method.parameters.flatMap((parameter) => optionsOf(parameter, exported)),
  }));
  return { name, ...documented(node), handlers };
}

/** Whatever is public, static, and returns what `addTrigger` takes. */
function makesHandler(method: ts.MethodDeclaration): boolean {
  const flags = ts.getCombinedModifierFlags(method);
  // eslint-disable-next-line no-bitwise
  return Boolean(flags & ts.ModifierFlags.Static) && method.type?.getText() === 'TriggerHandler';
}

function optionsOf(parameter: ts.ParameterDeclaration, exported: readonly ExportedDeclaration[]): OptionPage[] {
  const type = parameter.type!.getText();
  const options = exported.find(({ name, node }) => name === type && ts.isInterfaceDeclaration(node));
  if (options) return membersOf(options.node as ts.InterfaceDeclaration, exported);
  const [tag] = ts.getJSDocParameterTags(parameter);
  const isOptional = parameter.questionToken || parameter.initializer;
  const byDefault = isOptional ? 'none' : undefined;
  return [{ name: parameter.name.getText(), type, byDefault, text: oneLine(ts.getTextOfJSDocComment(tag?.comment)) }];
}

function membersOf(node: ts.InterfaceDeclaration, exported: readonly ExportedDeclaration[]): OptionPage[] {
  const parents = (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.expression.getText()));
  const inherited = exported.filter(({ name, node: other }) => parents.includes(name) && ts.isInterfaceDeclaration(other));
  const own = node.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: member.type!.getText(),
    byDefault: member.questionToken ? (tagTexts(member, 'default')[0] ?? 'none') : undefined,
    text: documented(member).text,
  }));
  const all = [...own, ...inherited.flatMap((each) => membersOf(each.node as ts.InterfaceDeclaration, exported))];
  // two parents may share theirs
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
} // prettier-ignore

function documented(node: ts.Node): { readonly text: string; readonly see: readonly string[] } {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const paragraphs = (ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? '').split(/\n\s*\n/);
  return { text: paragraphs.map(oneLine).join('\n\n'), see: tagTexts(node, 'see') };
}

function tagTexts(node: ts.Node, name: string): string[] {
  const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === name);
  // the parser takes `https` for the name of a link
  const textOf = (tag: ts.JSDocTag) => tag.getText().replace(/^@\w+\s*/, '');
  return tags.map((tag) => oneLine(textOf(tag).replace(/\n\s*\*/g, '\n')));
}

function oneLine(text = ''): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
