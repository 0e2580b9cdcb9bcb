/** What the parts of the test bed say to each other; each part implements one of these and knows no other part. */

/** Who makes a call: an administrator (any unknown access key), a session that the bed has issued, or nobody (unsigned). */
export interface Caller {
  readonly kind: 'admin' | 'role' | 'anonymous';
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
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** An error as AWS sends it: `code` is the exception name of the service's model. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export function demand(condition: unknown, code: string, message: string, status?: number): asserts condition {
  if (!condition) throw new AwsError(code, message, status);
}

/** What the bed does not know is an error that names it, never a made-up success. */
export function notImitated(what: string): never {
  throw new AwsError('NotImplemented', `The test bed does not imitate ${what}`, 501);
}

export type Operation = (input: any, call: Call) => Promise<object | void> | object | void;
export type Operations = Readonly<Record<string, Operation>>;

/** Operations that IAM guards: the action has the name of the operation, `arnOf` finds what the operation is about. */
export function guarded(service: string, arnOf: (input: any) => string, operations: Operations): Operations {
  const guard = ([name, run]: [string, Operation]): [string, Operation] => {
    const ask = async (input: any, call: Call) => {
      const isSigned = call.caller.kind !== 'anonymous';
      demand(isSigned, 'MissingAuthenticationToken', 'Missing Authentication Token', 403);
      await call.world.authorize(call.caller, `${service}:${name}`, arnOf(input));
      return run(input, call);
    };
    return [name, ask];
  };
  return Object.fromEntries(Object.entries(operations).map(guard));
}

/** One AWS service: its API, what CloudFormation can make of it, and pages that are no API calls. */
export interface Service {
  readonly operations: Operations;
  readonly resources?: ResourceTypes;
  http?(path: string): { readonly status: number; readonly body: string } | undefined;
}

/** A CloudFormation resource type: what it takes, makes and removes. */
export interface ResourceType {
  /** Top-level properties that are imitated, as words; any other fails the deployment by name. */
  readonly properties: string;
  create(props: any, where: Placement): Promise<Created> | Created;
  delete(physicalId: string, props: any): unknown;
}
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

export interface Placement {
  readonly world: World;
  readonly stackName: string;
  readonly logicalId: string;
  /** A physical name as CloudFormation would make one. */
  readonly generatedName: string;
}

export interface Created {
  /** What `Ref` returns. */
  readonly ref: string;
  /** What `Fn::GetAtt` returns, by attribute name. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A message that Cognito would have sent by e-mail. */
export interface OutboxMessage {
  readonly userPoolId: string;
  readonly username: string;
  readonly destination: string;
  readonly source: string;
  readonly code?: string;
  readonly temporaryPassword?: string;
}

export interface SessionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

/** Who invokes a function: the service and the resource in whose name it does so. */
export interface Invoker {
  readonly service: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/** `errorType` as Lambda names it: `Sandbox.Timedout`, `Runtime.ExitError` (crash), `AccessDeniedException`, else the thrown error's name. */
export type InvokeOutcome =
  | { readonly ok: true; readonly payload: any }
  | { readonly ok: false; readonly errorType: string; readonly message: string };

export type Claims = Readonly<Record<string, string | string[]>>;
export type Tags = Readonly<Record<string, string>>;

export interface World {
  readonly region: string;
  readonly account: string;
  /** http://127.0.0.1:PORT */
  readonly endpoint: string;
  readonly outbox: OutboxMessage[];
  /** Free lines about what happened (function logs, denials), for tests and for whoever looks for a fault. */
  readonly journal: string[];
  now(): Date;
  /** Throws AccessDenied (`code` as the service spells it) unless the caller's role allows the action on the resource. */
  authorize(caller: Caller, action: string, resource: string, context?: Claims): Promise<void>;
  /** Evaluates the role's trust policy for a web identity and issues a session with its tags, or throws AccessDenied. */
  assumeWithWebIdentity(roleArn: string, claims: Claims, session: string, tags: Tags): Promise<SessionCredentials>;
  /** Runs the deployed code, if a resource permission allows the invoker; one attempt, ended at `timeoutMs` or the function's own. */
  invoke(functionArn: string, payload: unknown, invoker: Invoker, timeoutMs: number): Promise<InvokeOutcome>;
}
