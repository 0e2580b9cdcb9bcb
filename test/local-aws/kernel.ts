import { AwsError, demand, refuse } from '../support/aws-error';
import type { FunctionOutcome } from '../support/function-process';
import type { Answer, Request } from '../support/http';
import type { Made } from '../support/template-scope';
export { Answer, AwsError, demand, refuse, Request };

/** What the parts of the test bed say to each other; each part implements one of these and knows no other part. */

/** Who makes a call: an administrator (any unknown access key), a session that the bed has issued, a service, or nobody (unsigned). */
export interface Caller {
  readonly kind: 'admin' | 'role' | 'service' | 'anonymous';
  readonly arn: string;
  /** Set for sessions: the role whose policies decide. */
  readonly roleName?: string;
  /** Condition keys that the session carries, such as `cognito-identity.amazonaws.com:sub` or `aws:PrincipalTag/tenant`. */
  readonly context: Readonly<Record<string, string>>;
}

export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** HTTP headers of the request, lower case. */
  readonly headers: Request['headers'];
}

/** What the bed does not know is an error that names it, never a made-up success. */
export function notImitated(what: string): never {
  throw new AwsError('NotImplemented', `The test bed does not imitate ${what}`, 501);
}

export type Operation = (input: any, call: Call) => Promise<object | void> | object | void;
export type Operations = Readonly<Record<string, Operation>>;

/** What IAM is asked about a call, once per resource. */
export type Ask = { resource: string; context?: Claims };
type AsksOf = (input: any, operation: string) => string | Ask[];

/** Operations that IAM guards under their own name, and that are recorded; `asksOf` finds what the operation is about. */
export function guarded(service: string, asksOf: AsksOf, operations: Operations): Operations {
  const guard = (name: string, run: Operation) => async (input: any, call: Call) => {
    const isSigned = call.caller.kind !== 'anonymous';
    demand(isSigned, 'MissingAuthenticationToken', 'Missing Authentication Token', 403);
    const about = asksOf(input, name);
    for (const { resource, context } of typeof about === 'string' ? [{ resource: about }] : about) {
      await call.world.authorize(call.caller, `${service}:${name}`, resource, context);
    }
    const output = await run(input, call);
    call.world.recorded[service].push({ operation: name, input, caller: call.caller.arn });
    return output;
  };
  return Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, guard(name, run)]));
}

/** One AWS service: its API, what CloudFormation can make of it, and what it answers outside of the API's protocol. */
export interface Service {
  readonly operations: Operations;
  readonly resources?: ResourceTypes;
  http?(request: Request, call: Call): Promise<Answer | undefined>;
}

/** A CloudFormation resource type: what it takes, makes and removes. */
export interface ResourceType {
  create(props: any, where: Placement): Promise<Made> | Made;
  delete(physicalId: string, props: any): unknown;
  /** Changes it in place; `anew` where to remove it and to make it again under its name is the same. */
  update?: 'anew' | ((physicalId: string, props: any, old: any) => unknown);
}
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** A physical name as CloudFormation would make one. */
export type Placement = { readonly generatedName: string };

/** A message that Cognito would have sent; subject and text are those of a CustomMessage trigger. */
export type OutboxMessage = Readonly<
  Record<'medium' | 'userPoolId' | 'username' | 'destination' | 'source', string> &
    Partial<Record<'subject' | 'message' | 'code' | 'temporaryPassword', string>>
>;

export type SessionCredentials = Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string> & {
  Expiration: Date;
};

/** Who invokes a function: the service and the resource in whose name it does so. */
export type Invoker = { readonly service: string; readonly sourceArn: string; readonly sourceAccount: string };

export const serviceCaller = ({ service, sourceArn, sourceAccount }: Invoker): Caller => {
  return { kind: 'service', arn: service, context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceAccount } };
};

/** A call that succeeded: its input in the words of the API (bytes as base64), and the ARN of the caller, or the service. */
export type Recorded = { readonly operation: string; readonly input: any; readonly caller: string };

export type Claims = Readonly<Record<string, string | string[]>>;
export type Tags = Readonly<Record<string, string>>;

/** Sees every exchange of an API, and may refuse it: once with the question alone, and again with its answer. */
export type OnExchange = (service: string, operation: string, input: object, output?: object) => void;

export interface World {
  readonly onExchange?: OnExchange;
  readonly region: string;
  readonly account: string;
  /** http://127.0.0.1:PORT */
  readonly endpoint: string;
  /** Where an identity provider is reached in its stead: `{ 'https://accounts.google.com': 'http://127.0.0.1:9000' }`. */
  readonly standIns: Record<string, string>;
  readonly outbox: OutboxMessage[];
  /** Free lines about what happened (function logs, denials), for tests and for whoever looks for a fault. */
  readonly journal: string[];
  /** What was done, by service as IAM calls it: `recorded.ses`. Of S3 and of Cognito's public operations nothing is recorded. */
  readonly recorded: Record<string, Recorded[]>;
  now(): Date;
  /** Throws AccessDenied (`code` as the service spells it) unless the caller's role allows the action on the resource. */
  authorize(caller: Caller, action: string, resource: string, context?: Claims): Promise<void>;
  /** Calls a service from within, as an administrator or whoever else. */
  ask(service: string, operation: string, input: object, caller?: Caller): Promise<any>;
  /** Credentials with which a service calls another one in its own name; policies of resources decide. */
  sessionOf(invoker: Invoker): SessionCredentials;
  /** Evaluates the role's trust policy for a web identity and issues a session with its tags, or throws AccessDenied. */
  assumeWithWebIdentity(roleArn: string, claims: Claims, session: string, tags: Tags): Promise<SessionCredentials>;
  /** Runs the deployed code, if a resource permission allows the invoker (else `AccessDeniedException`); one attempt, ended at `timeoutMs` or the function's own. */
  invoke(functionArn: string, payload: unknown, invoker: Invoker, timeoutMs: number): Promise<FunctionOutcome>;
}
