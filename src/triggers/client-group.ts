import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { RequireGroupOptions } from './token-groups';
import { TriggerHandler } from './trigger-handler';
import { EVERY_SOURCE } from '../contract/steps';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { isPartOf } from '../private/pool-parts';
import { ClientGates } from './private/client-gates';
import { ownGroupNames } from './private/group-names';
import { messageForPeople } from './private/message-for-people';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.requireGroupForClients`.
 */
export interface RequireGroupForClientsOptions extends RequireGroupOptions {
  /**
   * Clients through which only members of the groups get tokens: what `addClient()` of the same `CognitoAuth` returned.
   */
  readonly clients: cognito.IUserPoolClient[];
}

const HANDLER = 'PreTokenGeneration.requireGroupForClients';

export function requireGroupForClients(options: RequireGroupForClientsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool, shared }: TriggerScope, options: RequireGroupForClientsOptions): TriggerStep {
  const groups = ownGroupNames(where, HANDLER, options.groups);
  requireOwnClients(where, pool.userPool, options.clients);
  const message =
    options.message === undefined ? undefined : messageForPeople(where, `message of ${HANDLER}`, options.message);
  const gates = shared('ClientGates', (scope, id) => new ClientGates(scope, id, pool.removalPolicy));
  const gate = JSON.stringify(groups);
  gates.add(gate, options.clients);
  return {
    trigger: 'PreTokenGeneration',
    phase: 'GUARD',
    wire: {
      step: 'requireGroupForClients',
      key: gate,
      sources: [EVERY_SOURCE],
      config: {
        groups,
        message,
        gate,
        parameter: gates.parameterName,
        cacheSeconds: defaults.CLIENT_GATE_CACHE.toSeconds(),
      },
    },
    ports: ['ssm'],
    poolActions: [],
    grant: (role) => gates.grantRead(role),
  };
}

function requireOwnClients(
  where: IConstruct,
  userPool: cognito.UserPool,
  clients: readonly cognito.IUserPoolClient[],
): void {
  if (clients.length === 0) throw new AuthConfigError(where, `${HANDLER} has no clients. Pass at least one.`);
  for (const { node } of clients) {
    const resource = node.defaultChild;
    if (resource instanceof cognito.CfnUserPoolClient && isPartOf(userPool, resource)) continue;
    throw new AuthConfigError(
      where,
      `${HANDLER} names ${node.path}, which is no client of this user pool, or imported. Pass what addClient() returned.`,
    );
  }
}
