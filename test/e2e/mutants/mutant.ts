/** A CloudFormation template, as far as the mutants must know it. */
export interface Template {
  Resources: Record<string, { Type: string; Properties: any; DependsOn?: unknown }>;
}

/** A deployed template with exactly one fault; `caughtBy` is the step of the flows that must go wrong. */
export interface Mutant {
  readonly name: string;
  readonly caughtBy: RegExp;
  plant(template: Template): void;
}

export const AUD = 'cognito-identity.amazonaws.com:aud';
export const AMR = 'cognito-identity.amazonaws.com:amr';

export function matching({ Resources }: Template, type: string, id = /./): [string, Template['Resources'][string]][] {
  return Object.entries(Resources).filter(([logicalId, { Type }]) => Type === type && id.test(logicalId));
}

export function only(template: Template, type: string, id?: RegExp) {
  const found = matching(template, type, id);
  if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${id ?? ''}`);
  return found[0][1];
}

export const client = (template: Template) => only(template, 'AWS::Cognito::UserPoolClient').Properties;

export function trustOf(template: Template, id: RegExp): Record<string, Record<string, unknown>> {
  return only(template, 'AWS::IAM::Role', id).Properties.AssumeRolePolicyDocument.Statement[0].Condition;
}

export function remove(template: Template, type: string, id: RegExp): void {
  for (const [logicalId] of matching(template, type, id)) delete template.Resources[logicalId];
}

export function replaceIn(template: Template, type: string, text: string, other: string, id?: RegExp): void {
  const resource = only(template, type, id);
  const before = JSON.stringify(resource);
  const after = before.replaceAll(text, other);
  if (after === before) throw new Error(`${type} has no '${text}'`);
  Object.assign(resource, JSON.parse(after));
}

/** Takes the statements that begin with an action out of the policy of a function's role. */
export function withoutGrant(template: Template, policy: RegExp, action: string): void {
  const { PolicyDocument: document } = only(template, 'AWS::IAM::Policy', policy).Properties;
  const kept = document.Statement.filter(({ Action }: any) => ![Action].flat()[0].startsWith(action));
  if (kept.length === document.Statement.length) throw new Error(`${policy} does not begin with ${action}`);
  document.Statement = kept;
}

/** Changes what the steps of a function are told. */
export function retold(template: Template, id: RegExp, text: string, other: string): void {
  const [before, after] = [text, other].map((one) => one.replaceAll('"', '\\"'));
  replaceIn(template, 'AWS::Lambda::Function', before, after, id);
}
