import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClaimTokens } from './claim-tokens';
import { ClaimValue } from './claim-value';
import { TriggerHandler } from './trigger-handler';
import { ClaimSource } from '../contract/steps';
import { AuthConfigError } from '../private/errors';
import { madeBy, requireKind } from '../private/kinds';
import { requireLiteral } from '../private/tokens';
import { claimName } from './private/claim-name';
import { ownGroupName } from './private/group-names';
import { MACHINE_SOURCE, TOKEN_SOURCES } from './private/token-sources';
import { tokenUses } from './private/token-uses';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { ADVICE } from '../private/advice';

/**
 * Options of `PreTokenGeneration.claim`.
 */
export interface ClaimOptions {
  /**
   * Name of the claim, at most 60 characters. Names that Cognito keeps for itself (`sub`, `exp`, `cognito:groups` …) and
   * those that identify a person (`email`, `phone_number` and whether they are verified) are refused.
   */
  readonly name: string;

  /**
   * Where the value comes from.
   */
  readonly value: ClaimValue;

  /**
   * Which tokens get the claim.
   *
   * @default ClaimTokens.ID_AND_ACCESS; on the LITE plan ClaimTokens.ID
   */
  readonly tokens?: ClaimTokens;

  /**
   * Whether access tokens of machine clients get the claim too. With it the trigger uses version 3 of the event, and its
   * function runs for every token of a machine.
   *
   * @default false
   */
  readonly includeMachineClients?: boolean;
}

const CLAIM_VALUE = madeBy(ClaimValue, ADVICE.ClaimValue);

/** Of the 6,000 bytes that handlers may add to the tokens of a user. */
const LONGEST_LITERAL = 2_000;

export function claim(options: ClaimOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: ClaimOptions): TriggerStep {
  const { where, pool } = scope;
  const name = claimName(where, 'PreTokenGeneration.claim', options.name);
  requireKind(where, `the value of the claim '${name}'`, options.value, CLAIM_VALUE);
  const value = readValue(scope, name, options.value);
  const tokens = tokenUses(pool, `the claim '${name}' in access tokens`, options.tokens);
  if (options.includeMachineClients) requireMachineToken(scope, name, options.tokens);
  return {
    trigger: 'PreTokenGeneration',
    phase: 'SHAPE',
    wire: {
      step: 'claim',
      key: name,
      sources: options.includeMachineClients ? [...TOKEN_SOURCES, MACHINE_SOURCE] : TOKEN_SOURCES,
      config: { name, value, tokens },
    },
    ports: [],
    poolActions: [],
  };
}

function readValue({ where, pool }: TriggerScope, name: string, { _source: source, _group }: ClaimValue): ClaimSource {
  if (_group) return { memberOf: ownGroupName(where, `PreTokenGeneration.claim '${name}'`, _group) };
  if ('attribute' in source) {
    const attribute = requireLiteral(where, `the attribute of the claim '${name}'`, source.attribute);
    pool.attributes.requireKnown(where, `PreTokenGeneration.claim '${name}'`, attribute);
    return { attribute };
  }
  const literal = requireLiteral(where, `the value of the claim '${name}'`, (source as { literal: string }).literal);
  if (Buffer.byteLength(literal) > LONGEST_LITERAL) {
    throw new AuthConfigError(
      where,
      `the value of the claim '${name}' takes ${Buffer.byteLength(literal)} bytes, and every request carries it. Pass at most ${LONGEST_LITERAL} bytes.`,
    );
  }
  return { literal };
}

function requireMachineToken({ where, pool }: TriggerScope, name: string, tokens?: ClaimTokens): void {
  pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, `the claim '${name}' of machine clients`);
  if (tokens !== ClaimTokens.ID) return;
  throw new AuthConfigError(
    where,
    `the claim '${name}' is for machine clients, which get no ID token. Pass ClaimTokens.ACCESS or ClaimTokens.ID_AND_ACCESS as its tokens.`,
  );
}
