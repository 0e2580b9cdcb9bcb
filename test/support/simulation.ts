import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';

/** A call, and all policies that have a say in it. */
export interface SimulatedCall {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Whose resource it is. */
  readonly account: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly policies?: readonly object[];
  /** The permissions boundary of the role. */
  readonly boundary?: object;
  readonly resourcePolicy?: object;
}

/**
 * What IAM decides about a call: `Allowed`, `ImplicitlyDenied` or `ExplicitlyDenied`. Not `runSimulation`: it drops
 * `cognito-identity.amazonaws.com:sub` in silence, and then every denial is a coincidence; so each denial that a test
 * expects also has an allowed control beside it.
 */
export function simulate({ principal, action, resource, account, context = {}, ...documents }: SimulatedCall): string {
  const { policies = [], boundary, resourcePolicy } = documents;
  const request = { principal, action, resource: { resource, accountId: account }, contextVariables: { ...context } };
  // without metadata the simulator stumbles over resource policies; this is its own form of a policy that carries some
  const named = { __validated: true, policyDocument: resourcePolicy, metadata: { name: 'resource' }, errors: [] };
  const simulation = {
    request,
    identityPolicies: policies.map((policy, index) => ({ name: `${index}`, policy })),
    permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
    resourcePolicy: resourcePolicy && named,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  return runUnsafeSimulation(simulation, {});
}
