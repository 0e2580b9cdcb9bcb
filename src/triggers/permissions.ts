import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ClaimTokens } from './claim-tokens';
import { TriggerHandler } from './trigger-handler';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { claimName } from './private/claim-name';
import { distinct, travelling } from './private/content-list';
import { TOKEN_SOURCES } from './private/token-sources';
import { tokenUses } from './private/token-uses';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.permissions`.
 */
export interface PermissionsOptions {
  /**
   * Name of the claim, at most 60 characters.
   */
  readonly claim: string;

  /**
   * What members of each group may do, by the group's name: words without spaces, such as `notes:write`. A map of any size:
   * a long one travels as a file beside the function's code.
   */
  readonly byGroup: { [group: string]: string[] };

  /**
   * Which tokens get the claim.
   *
   * @default ClaimTokens.ID_AND_ACCESS; on the LITE plan ClaimTokens.ID
   */
  readonly tokens?: ClaimTokens;
}

const HANDLER = 'PreTokenGeneration.permissions';
/** Of the 6,000 bytes that handlers may add to the tokens of a user. */
const MOST_PER_GROUP = 2_000;

export function permissions(options: PermissionsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: PermissionsOptions): TriggerStep {
  const name = claimName(where, HANDLER, options.claim);
  const { content, files } = travelling(`permissions-${fileSafe(name)}.json`, readMap(where, options.byGroup));
  return {
    trigger: 'PreTokenGeneration',
    phase: 'SHAPE',
    wire: {
      step: 'permissions',
      key: name,
      sources: TOKEN_SOURCES,
      config: {
        name,
        byGroup: content,
        tokens: tokenUses(pool, `the claim '${name}' in access tokens`, options.tokens),
      },
    },
    ports: [],
    poolActions: [],
    files,
  };
}

/** Names of claims may hold what names of files do not; each character keeps a spelling of its own. */
function fileSafe(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/g, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
}

function readMap(where: IConstruct, byGroup: { [group: string]: string[] }): Record<string, string[]> {
  const groups = Object.keys(byGroup).sort();
  if (groups.length === 0) throw new AuthConfigError(where, `${HANDLER} has no groups. Pass at least one.`);
  return Object.fromEntries(
    groups.map((group) => [
      requireLiteral(where, `a group of ${HANDLER}`, group),
      readList(where, group, byGroup[group]),
    ]),
  );
}

function readList(where: IConstruct, group: string, list: readonly string[]): string[] {
  const what = `the list of '${group}' in ${HANDLER}`;
  if (Token.isUnresolved(list)) {
    throw new AuthConfigError(where, `${what} is a token, and the handler must know it at synth. Pass plain strings.`);
  }
  const odd = list.find((permission) => !/^\S+$/.test(requireLiteral(where, `a permission of '${group}'`, permission)));
  if (odd !== undefined) {
    throw new AuthConfigError(where, `${what} has '${odd}'. Pass words without spaces, such as notes:write.`);
  }
  const size = Buffer.byteLength(JSON.stringify(list));
  if (size > MOST_PER_GROUP) {
    throw new AuthConfigError(
      where,
      `${what} takes ${size} bytes, and every request of a member carries it. Pass at most ${MOST_PER_GROUP} bytes; a role that your API looks up is shorter than all that it permits.`,
    );
  }
  return distinct(list);
}
