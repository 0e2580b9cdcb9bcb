import { randomBytes } from 'node:crypto';
import { AwsError, Caller, Claims, demand, notImitated, refuse, ResourceType, ResourceTypes, World } from './kernel';
import { SimulatedCall, simulate } from '../support/simulation';

export type Role = ReturnType<typeof newRole>;
const newRole = (name: string, arn: string, trust: any) => {
  const id = `AROA${randomBytes(8).toString('hex').toUpperCase()}`;
  return { name, arn, id, trust, inline: new Map<string, object>(), managed: new Set<string>() };
};

/** What a service calls a denial, if it has a word of its own. */
const DENIALS: Record<string, string> = { s3: 'AccessDenied', sts: 'AccessDenied', sns: 'AuthorizationError' };

const policy = (Action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
/** Roles, their policies, the policies of resources, and the decision over a call. */
export class Iam {
  readonly roles: Role[] = [];
  readonly managed = new Map<string, object>([
    ['arn:aws:iam::aws:policy/AdministratorAccess', policy('*')],
    ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', policy('logs:*')],
  ]);
  /** What the policies of resources say. */
  private statements: { id: string; resource: string; statement: object }[] = [];

  constructor(readonly world: World) {}

  // @aws https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html — identity, managed and resource policies, conditions, policy variables
  decide(question: Omit<SimulatedCall, 'account'>): string {
    const { account, region } = this.world;
    const [odd] = /"dynamodb:(Attributes|Select|ReturnValues)"/.exec(JSON.stringify(question.policies)) ?? [];
    if (odd) notImitated(`the condition key ${odd}`);
    // @assumed every call counts as made over TLS 1.3 from 127.0.0.1, so that policies which enforce TLS let it pass
    const connection = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', 'aws:SourceIp': '127.0.0.1' };
    const place = { 'aws:ResourceAccount': account, 'aws:RequestedRegion': region };
    const time = { 'aws:CurrentTime': this.world.now().toISOString() };
    return simulate({ ...question, account, context: { ...connection, ...place, ...time, ...question.context } });
  }

  async authorize(caller: Caller, action: string, resource: string, context?: Claims): Promise<void> {
    if (caller.kind === 'admin') return;
    const role = this.roles.find(({ name }) => name === caller.roleName);
    const policies = role ? [...role.inline.values(), ...[...role.managed].map((arn) => this.managed.get(arn)!)] : [];
    const principal: Claims = role
      ? { 'aws:PrincipalArn': role.arn, 'aws:PrincipalAccount': this.world.account }
      : { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': caller.arn };
    const whole = { ...caller.context, ...principal, ...context };
    const question = { principal: caller.arn, action, resource, context: whole, policies };
    const resourcePolicy = this.policyOf(resource) ?? this.policyOf(resource.split('/')[0]);
    const isSomebody = role || caller.kind === 'service';
    const verdict = isSomebody ? this.decide({ ...question, resourcePolicy }) : 'ImplicitlyDenied';
    if (verdict === 'Allowed') return;
    const source = role && this.decide(question) === 'ExplicitlyDenied' ? 'an identity-based' : 'a resource-based';
    const implicitly = `because no identity-based policy allows the ${action} action`;
    const reason = verdict === 'ExplicitlyDenied' ? `with an explicit deny in ${source} policy` : implicitly;
    // @aws https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html — the sentence of a denial
    const text = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
    this.world.journal.push(`denied: ${text}`);
    throw new AwsError(DENIALS[action.split(':')[0]] ?? 'AccessDeniedException', text, 403);
  }

  /** Replaces what one policy says of resources; others may say more. */
  setPolicy(id: string, resources: string[], document: any = { Statement: [] }): void {
    const statements = [document.Statement].flat();
    const said = resources.flatMap((resource) => statements.map((statement) => ({ id, resource, statement })));
    this.statements = [...this.statements.filter((one) => one.id !== id), ...said];
  }

  policyOf(resource: string): object | undefined {
    const Statement = this.statements.filter((one) => one.resource === resource).map(({ statement }) => statement);
    return Statement.length > 0 ? { Version: '2012-10-17', Statement } : undefined;
  }

  /** A type that gives policies to other resources. */
  policyType(read: (props: any) => [resources: string[], document: object]): ResourceType {
    return {
      create: (props, { generatedName }) => {
        this.setPolicy(generatedName, ...read(props));
        return { ref: generatedName };
      },
      update: (id, props) => this.setPolicy(id, ...read(props)),
      delete: (id) => this.setPolicy(id, []),
    };
  }

  addRole(name: string, trust: any, path = '/'): Role {
    const isFree = !this.roles.some((role) => role.name === name);
    demand(isFree, 'EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
    const role = newRole(name, `arn:aws:iam::${this.world.account}:role${path}${name}`, trust);
    this.roles.push(role);
    return role;
  }

  attach(role: Role, policyArn: string): void {
    const isThere = this.managed.has(policyArn);
    demand(isThere, 'NoSuchEntity', `Policy ${policyArn} does not exist or is not attachable.`, 404);
    role.managed.add(policyArn);
  }

  role(nameOrArn: string): Role {
    const role = this.roles.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    return role ?? refuse('NoSuchEntity', `The role with name ${nameOrArn} cannot be found.`, 404);
  }

  readonly resources: ResourceTypes = {
    'AWS::IAM::Role': {
      create: (props, where) => {
        const role = this.addRole(props.RoleName ?? where.generatedName, props.AssumeRolePolicyDocument, props.Path);
        for (const { PolicyName, PolicyDocument } of props.Policies ?? []) role.inline.set(PolicyName, PolicyDocument);
        for (const arn of props.ManagedPolicyArns ?? []) this.attach(role, arn);
        return { ref: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
      },
      delete: (name) => void this.roles.splice(this.roles.indexOf(this.role(name)), 1),
    },
    'AWS::IAM::Policy': {
      create: (props, { generatedName }) => {
        for (const name of props.Roles ?? []) this.role(name).inline.set(generatedName, props.PolicyDocument);
        return { ref: generatedName };
      },
      update: 'anew',
      delete: (id) => this.roles.forEach((role) => role.inline.delete(id)),
    },
    'AWS::IAM::ManagedPolicy': {
      create: ({ ManagedPolicyName, PolicyDocument, Path = '/', Roles = [] }, { generatedName }) => {
        const arn = `arn:aws:iam::${this.world.account}:policy${Path}${ManagedPolicyName ?? generatedName}`;
        this.managed.set(arn, PolicyDocument);
        for (const role of Roles) this.attach(this.role(role), arn);
        return { ref: arn, attributes: { PolicyArn: arn } };
      },
      update: 'anew',
      delete: (arn) => {
        this.roles.forEach((role) => role.managed.delete(arn));
        this.managed.delete(arn);
      },
    },
  };
}
