import { AwsError, demand } from './aws-error';
import { dependenciesOf, namesIn, sort } from './cycles';
import { resolve, Scope } from './resolve';

// The language of templates: what names stand for, which sections count, and in which order resources come

/** What `Ref` returns, and what `Fn::GetAtt` returns by attribute name. */
export type Made = { readonly ref: string; readonly attributes?: Readonly<Record<string, unknown>> };

export const invalid = (message: string) => new AwsError('ValidationError', message);
const unresolved = (name: string) =>
  invalid(`Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`);

/** A template and the values of its parameters. */
export type Filled = { readonly template: any; readonly parameters: Readonly<Record<string, string>> };

/** A template whose resources come into being, one after the other, in a place and under a name. */
export class TemplateScope<Plan extends Filled, Resource extends Made> implements Scope {
  readonly resources = new Map<string, Resource>();

  constructor(
    public plan: Plan,
    private readonly place: Readonly<Record<'region' | 'account' | 'name' | 'id', string>>,
  ) {}

  get template(): any {
    return this.plan.template;
  }

  /** The logical ids of the resources, or outputs, whose condition holds. */
  active(section = 'Resources'): string[] {
    const all = Object.entries<any>(this.template[section] ?? {});
    return all.filter(([, { Condition }]) => !Condition || this.condition(Condition)).map(([id]) => id);
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html — pseudo parameters
  /** What a name stands for that is no resource. */
  private known(): Record<string, unknown> {
    const { region, account, name, id } = this.place;
    return {
      ...{ 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::Partition': 'aws', 'AWS::NoValue': undefined },
      ...{ 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': name, 'AWS::StackId': id },
      ...this.plan.parameters,
    };
  }

  ref = (name: string) => (name in this.known() ? this.known()[name] : this.resource(name).ref);

  getAtt(name: string, attribute: string): unknown {
    const { attributes = {} } = this.resource(name);
    if (attribute in attributes) return attributes[attribute];
    throw invalid(`Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`);
  }

  condition(name: string): boolean {
    const { [name]: expression } = this.template.Conditions ?? {};
    if (!expression) throw invalid(`Template error: unresolved condition ${name}`);
    return resolve(expression, this);
  }

  private resource(name: string): Resource {
    if (!this.resources.has(name)) throw unresolved(name);
    return this.resources.get(name)!;
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html — the functions of test/support/resolve.ts
  /** The resources in an order in which each comes after all that it refers to. */
  creationOrder(): string[] {
    const known = { ...this.template.Resources, ...this.known() };
    const Resources = Object.fromEntries(this.active().map((id) => [id, this.template.Resources[id]]));
    const lost = Object.values(Resources)
      .flatMap(namesIn)
      .find((name) => !(name in known));
    if (lost) throw unresolved(lost);
    const { order, cycle } = sort(dependenciesOf({ Resources }));
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html — circular dependencies are refused before anything is created
    const circle = [...new Set(cycle)].sort().join(', ');
    if (cycle) throw invalid(`Circular dependency between resources: [${circle}]`);
    return order;
  }
}

type Given = { ParameterKey: string; ParameterValue?: string; UsePreviousValue?: string };

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html — defaults, required parameters, and the type AWS::SSM::Parameter::Value<String>
// @assumed UsePreviousValue keeps the value that was read from Parameter Store
/** The values of the parameters of a template; `stored` reads Parameter Store. */
export async function readParameters(
  { Parameters = {} }: { Parameters?: Record<string, { Type: string; Default?: unknown }> },
  given: readonly Given[],
  previous: Readonly<Record<string, string>>,
  stored: (name: string) => Promise<string>,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, { Type, Default }] of Object.entries(Parameters)) {
    if (Type.includes('List')) throw invalid(`There is no value for the parameter type ${Type}`);
    const own = given.find(({ ParameterKey }) => ParameterKey === name);
    const before = own?.UsePreviousValue === 'true' ? previous[name] : undefined;
    const value = own?.ParameterValue ?? before ?? Default;
    demand(value !== undefined, 'ValidationError', `Parameters: [${name}] must have values`);
    const isStored = Type.startsWith('AWS::SSM::') && before === undefined;
    values[name] = isStored ? await stored(String(value)) : String(value);
  }
  return values;
}
