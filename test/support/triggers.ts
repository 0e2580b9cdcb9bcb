import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { App, Stack } from 'aws-cdk-lib';
import { CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn } from './auth';
import { named, synth, TemplateJson, templateOf } from './template';
import { STEPS_VARIABLE } from '../../src/contract/codec';

export type Build = (auth: CognitoAuth, stack: Stack) => void;

/** The template of a pool that people can sign up to, with some triggers. */
export function withTriggers(build: Build, props: CognitoAuthProps = { selfSignUpEnabled: true }): TemplateJson {
  return synth((stack) => build(authIn(stack, props), stack));
}

/** The steps that travel to a trigger's function, with each token as `<token>`. */
export function stepsOf(template: TemplateJson, trigger: string): any[] {
  const variable = named(template, `Auth${trigger}Function`).Properties.Environment.Variables[STEPS_VARIABLE];
  return JSON.parse(textOf(variable)).steps;
}

function textOf(value: any): string {
  if (typeof value === 'string') return value;
  return value['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : '<token>')).join('');
}

/** The cloud assembly of each app: several tests ask about the same one, or about several of its functions. */
const assemblies = new Map<Build, { app: App; template: TemplateJson; props: CognitoAuthProps }>();

function assemblyOf(build: Build, props: CognitoAuthProps) {
  const found = assemblies.get(build);
  if (found && isDeepStrictEqual(found.props, props)) return found;
  const app = new App();
  const stack = new Stack(app, 'Stack');
  build(authIn(stack, props), stack);
  const made = { app, template: templateOf(stack), props };
  assemblies.set(build, made);
  return made;
}

/** A trigger's function as it would be deployed: the folder of its code in the cloud assembly, and its steps. */
export function deployedFunction(trigger: string, build: Build, props: CognitoAuthProps = { selfSignUpEnabled: true }) {
  const { app, template } = assemblyOf(build, props);
  const { S3Key } = named(template, `Auth${trigger}Function`).Properties.Code;
  const folder = join(app.outdir, `asset.${S3Key.replace('.zip', '')}`);
  return {
    assembly: app.outdir,
    folder,
    names: readdirSync(folder).sort(),
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    steps: stepsOf(template, trigger),
  };
}

/** The files of a trigger's function, as they stand in the cloud assembly. */
export function codeOf(trigger: string, build: Build): Record<string, string> {
  const { names, read } = deployedFunction(trigger, build);
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}
