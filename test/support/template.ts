import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IConstruct } from 'constructs';

/** One resource of a template, as far as tests look into it. */
export interface Resource {
  Type: string;
  Properties: Record<string, any>;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface TemplateJson {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, any>;
}

/** The only resource of its kind; a test that expects one must not pass because there are none, or several. */
export function only(template: TemplateJson, type: string): Resource {
  const found = allOf(template, type);
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0][1];
}

/** The properties of the only resource of its kind. */
export function propertiesOf(template: TemplateJson, type: string): Record<string, any> {
  return only(template, type).Properties;
}

/** Logical ids and resources of a kind. */
export function allOf(template: TemplateJson, type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The resource whose logical id begins with the given text. */
export function named(template: TemplateJson, start: string): Resource {
  const ids = Object.keys(template.Resources).filter((id) => id.startsWith(start));
  if (ids.length !== 1) throw new Error(`expected one resource ${start}…, found ${ids.join(', ')}`);
  return template.Resources[ids[0]];
}

export function templateOf(stack: Stack): TemplateJson {
  // whether it can be deployed is a question of the tests, and theirs is the stricter answer
  return Template.fromStack(stack, { skipCyclicalDependenciesCheck: true }).toJSON() as TemplateJson;
}

/** What a build function makes of an empty stack. */
export function synth(build: (stack: Stack) => void, app = new App()): TemplateJson {
  const stack = new Stack(app, 'Stack');
  build(stack);
  return templateOf(stack);
}

/** What the validations of the whole tree around a construct say, each as `path: sentence`; quicker than a synth. */
export function faultsAround({ node }: IConstruct): string[] {
  return node.root.node
    .findAll()
    .flatMap(({ node: { path }, node: each }) => each.validate().map((s) => `${path}: ${s}`));
}

/** The findings of all validations, each as `path: sentence`; the CDK writes them as `[path] sentence`. */
export function findingsOf(build: (stack: Stack) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  try {
    templateOf(stack);
    return [];
  } catch (error) {
    const [title, ...lines] = (error as Error).message.split('\n');
    if (!/^Validation failed/.test(title.replace(/^«.*?» /, ''))) throw error;
    return lines.map((line) => line.trim().replace(/^\[([^\]]*)\] /, '$1: '));
  }
}
