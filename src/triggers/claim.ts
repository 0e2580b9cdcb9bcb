import { ClaimValue } from './claim-value';
import { TriggerHandler } from './trigger-handler';
import { isReservedClaim } from '../contract/claims';
import { ClaimSource, TokenUse } from '../contract/steps';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { TOKEN_SOURCES } from './private/token-sources';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Which tokens get a claim.
 */
export enum ClaimTokens {
  /** ID token and access token. */
  ID_AND_ACCESS = 'ID_AND_ACCESS',
  /** The ID token, which the app reads. */
  ID = 'ID',
  /** The access token, which APIs read. */
  ACCESS = 'ACCESS',
}

/**
 * Options of `PreTokenGeneration.claim`.
 */
export interface ClaimOptions {
  /**
   * Name of the claim. Names that Cognito keeps for itself (`sub`, `exp`, `cognito:groups` …) and those that
   * identify a person (`email`, `phone_number` and whether they are verified) are refused.
   */
  readonly name: string;

  /**
   * Where the value comes from.
   */
  readonly value: ClaimValue;

  /**
   * Which tokens get the claim.
   *
   * @default ClaimTokens.ID_AND_ACCESS
   */
  readonly tokens?: ClaimTokens;
}

const TOKEN_USES: Record<ClaimTokens, readonly TokenUse[]> = {
  [ClaimTokens.ID_AND_ACCESS]: ['id', 'access'],
  [ClaimTokens.ID]: ['id'],
  [ClaimTokens.ACCESS]: ['access'],
};

export function claim(options: ClaimOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: ClaimOptions): TriggerStep {
  const name = readName(scope, options.name);
  const value = readValue(scope, name, options.value._source);
  return {
    trigger: 'PreTokenGeneration',
    phase: 'SHAPE',
    wire: {
      step: 'claim',
      key: name,
      sources: TOKEN_SOURCES,
      config: { name, value, tokens: TOKEN_USES[options.tokens ?? ClaimTokens.ID_AND_ACCESS] },
    },
    ports: [],
    poolActions: [],
    claimedAttributes: 'attribute' in value ? [value.attribute] : [],
  };
}

function readName({ where }: TriggerScope, text: string): string {
  const name = requireLiteral(where, 'the name of a claim', text);
  if (name === '' || /\s/.test(name)) {
    throw new AuthConfigError(
      where,
      `PreTokenGeneration.claim has the name '${name}'. Pass a name without spaces, such as tenant.`,
    );
  }
  if (isReservedClaim(name)) {
    throw new AuthConfigError(
      where,
      `PreTokenGeneration.claim has the name '${name}', which Cognito keeps for itself. Choose another name.`,
    );
  }
  return name;
}

function readValue({ where, pool }: TriggerScope, name: string, source: ClaimSource): ClaimSource {
  if ('literal' in source) {
    return { literal: requireLiteral(where, `the value of the claim '${name}'`, source.literal) };
  }
  const attribute = requireLiteral(where, `the attribute of the claim '${name}'`, source.attribute);
  pool.attributes.requireKnown(where, `PreTokenGeneration.claim '${name}'`, attribute);
  return { attribute };
}
