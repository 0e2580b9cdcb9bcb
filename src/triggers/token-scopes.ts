import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { TriggerHandler } from './trigger-handler';
import { AuthGroup } from '../groups/auth-group';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { distinct } from './private/content-list';
import { ownGroupNames } from './private/group-names';
import { MACHINE_SOURCE, TOKEN_SOURCES } from './private/token-sources';
import { BoundHandler, TriggerScope } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.addScopes`.
 */
export interface AddScopesOptions {
  /**
   * The scopes, as APIs read them: `notes/write`. Those of Cognito's own (`aws.cognito.…`) are refused.
   */
  readonly scopes: string[];

  /**
   * Who gets them: members of at least one of these groups.
   *
   * @default - everybody
   */
  readonly groups?: AuthGroup[];
}

/**
 * Options of `PreTokenGeneration.suppressScopes`.
 */
export interface SuppressScopesOptions {
  /**
   * The scopes that no token carries, whatever the app asked for.
   */
  readonly scopes: string[];

  /**
   * Who keeps them: members of at least one of these groups.
   *
   * @default - nobody
   */
  readonly exceptGroups?: AuthGroup[];

  /**
   * Whether access tokens of machine clients lose them too. With it the trigger uses version 3 of the event, and its
   * function runs for every token of a machine.
   *
   * @default false
   */
  readonly includeMachineClients?: boolean;
}

/** What a scope may be made of (RFC 6749). */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/;

export function addScopes(options: AddScopesOptions): TriggerHandler {
  return new BoundHandler(({ where, pool }) => {
    const handler = 'PreTokenGeneration.addScopes';
    const scopes = readScopes(where, handler, options.scopes);
    const reserved = scopes.find((scope) => scope.startsWith('aws.cognito.'));
    if (reserved) {
      throw new AuthConfigError(
        where,
        `${handler} has '${reserved}', with which users change their own attributes. Leave it out; a client that needs it asks for it.`,
      );
    }
    pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, handler);
    const groups = options.groups && ownGroupNames(where, handler, options.groups);
    return {
      trigger: 'PreTokenGeneration',
      phase: 'SHAPE',
      wire: { step: 'addScopes', key: keyOf(groups), sources: TOKEN_SOURCES, config: { scopes, groups } },
      ports: [],
      poolActions: [],
    };
  });
}

export function suppressScopes(options: SuppressScopesOptions): TriggerHandler {
  return new BoundHandler(({ where, pool }: TriggerScope) => {
    const handler = 'PreTokenGeneration.suppressScopes';
    const scopes = readScopes(where, handler, options.scopes);
    pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, handler);
    const exceptGroups = options.exceptGroups ? ownGroupNames(where, handler, options.exceptGroups) : [];
    const sources = options.includeMachineClients ? [...TOKEN_SOURCES, MACHINE_SOURCE] : TOKEN_SOURCES;
    return {
      trigger: 'PreTokenGeneration',
      phase: 'SHAPE',
      wire: { step: 'suppressScopes', key: keyOf(exceptGroups), sources, config: { scopes, exceptGroups } },
      ports: [],
      poolActions: [],
    };
  });
}

function keyOf(groups: readonly string[] = []): string {
  return groups.length === 0 ? 'everybody' : JSON.stringify(groups);
}

function readScopes(where: IConstruct, handler: string, scopes: readonly string[]): string[] {
  if (scopes.length === 0) throw new AuthConfigError(where, `${handler} has no scopes. Pass at least one.`);
  for (const scope of scopes) {
    if (SCOPE.test(requireLiteral(where, `a scope of ${handler}`, scope))) continue;
    throw new AuthConfigError(
      where,
      `${handler} has '${scope}', which is not a scope. Pass names without spaces, such as notes/write.`,
    );
  }
  return distinct(scopes);
}
