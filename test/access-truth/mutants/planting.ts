import { Resource, TemplateJson } from '../../support/template';
import { adding, changing, Mutation } from '../../threats/mutants';

/** Faults by name. */
export type Mutants = Readonly<Record<string, Mutation>>;

type Statement = Record<string, any>;

/** Changes the statements of grants whose JSON fits; a change that finds nothing would prove nothing. */
export function statements(fits: RegExp, change: (statement: Statement) => void): Mutation {
  return (template) => {
    const copy = structuredClone(template);
    const found = policiesOf(copy)
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[])
      .filter((statement) => fits.test(JSON.stringify(statement)));
    if (found.length === 0) throw new Error(`nothing to mutate: no statement fits ${fits}`);
    found.forEach(change);
    return copy;
  };
}

/** Rewrites text within the statements whose JSON fits. */
export function text(fits: RegExp, from: string, to: string): Mutation {
  return statements(fits, (statement) => {
    const before = JSON.stringify(statement);
    if (!before.includes(from)) throw new Error(`nothing to mutate: no ${from} in ${before}`);
    Object.assign(statement, JSON.parse(before.split(from).join(to)));
  });
}

/** Lets one role of the stack, found by the beginning of its id, do what another grant allows. */
export function sharing(fits: RegExp, role: string): Mutation {
  return (template) => {
    const id = Object.keys(template.Resources).find((each) => each.startsWith(role))!;
    const document = (policy: Resource) => policy.Properties.PolicyDocument;
    const Statement = policiesOf(template)
      .flatMap((policy) => document(policy).Statement as Statement[])
      .filter((statement) => fits.test(JSON.stringify(statement)));
    if (Statement.length === 0) throw new Error(`nothing to mutate: no statement fits ${fits}`);
    const properties = { PolicyDocument: { Version: '2012-10-17', Statement }, Roles: [{ Ref: id }] };
    return adding('Leak', 'AWS::IAM::Policy', properties)(template);
  };
}

/** Allows one more thing to a role. */
export function allowing(role: string, actions: string, resources: string): Mutation {
  return (template) => {
    const id = Object.keys(template.Resources).find((each) => each.startsWith(role))!;
    const Statement = [{ Effect: 'Allow', Action: actions, Resource: resources }];
    const document = { Version: '2012-10-17', Statement };
    return adding(`LeakOf${role}`, 'AWS::IAM::Policy', { PolicyDocument: document, Roles: [{ Ref: id }] })(template);
  };
}

/** Lets the statements that fit allow more actions. */
export function also(fits: RegExp, ...actions: string[]): Mutation {
  return statements(fits, (statement) => (statement.Action = [statement.Action, ...actions].flat()));
}

/** Changes the trust of the roles of identity pools. */
export function trust(change: (statement: Statement) => void): Mutation {
  return changing('AWS::IAM::Role', ({ Properties }) => {
    const [statement] = Properties.AssumeRolePolicyDocument.Statement;
    if (JSON.stringify(statement.Action).includes('WebIdentity')) change(statement);
  });
}

function policiesOf({ Resources }: TemplateJson): Resource[] {
  const isGrant = ({ Type, Properties }: Resource) => /^AWS::IAM::(Managed)?Policy$/.test(Type) && Properties.Roles;
  return Object.values(Resources).filter(isGrant);
}
