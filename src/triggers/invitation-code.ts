import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { contentList } from './private/content-list';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreSignUp.invitationCode`.
 */
export interface InvitationCodeOptions {
  /**
   * SHA-256 of each code that is good, in hexadecimal digits, as `printf %s "$code" | sha256sum` prints it. The codes
   * themselves stand nowhere; the hashes do stand in the template or the function's code, so that a code must be too long to
   * be guessed: 16 random characters or more.
   */
  readonly codeHashes: string[];

  /**
   * Under which name the client sends the code, in `ClientMetadata` or `ValidationData` of `SignUp`.
   *
   * @default 'invitationCode'
   */
  readonly parameterName?: string;
}

const HASH = /^[0-9a-f]{64}$/;

export function invitationCode(options: InvitationCodeOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: InvitationCodeOptions): TriggerStep {
  const { content: hashes, files } = contentList('invitation-code.json', readHashes(where, options.codeHashes));
  const what = 'parameterName of PreSignUp.invitationCode';
  const parameter = requireLiteral(where, what, options.parameterName ?? defaults.INVITATION_PARAMETER);
  if (parameter === '') {
    throw new AuthConfigError(where, `${what} is empty. Pass the name under which the client sends the code.`);
  }
  return {
    trigger: 'PreSignUp',
    phase: 'GUARD',
    // identity providers send no data of the client, and administrators invite by creating the user
    wire: { step: 'invitationCode', key: 'codes', sources: ['PreSignUp_SignUp'], config: { hashes, parameter } },
    ports: [],
    poolActions: [],
    files,
  };
}

function readHashes(where: IConstruct, codeHashes: readonly string[]): string[] {
  if (codeHashes.length === 0) {
    throw new AuthConfigError(
      where,
      'PreSignUp.invitationCode has no hashes, so nobody could sign up. Pass at least one.',
    );
  }
  if (Token.isUnresolved(codeHashes)) {
    throw new AuthConfigError(
      where,
      'the list of PreSignUp.invitationCode is a token, and the handler must know it at synth. Pass plain strings.',
    );
  }
  return codeHashes.map((hash, index) => {
    const lower = requireLiteral(where, 'a hash of PreSignUp.invitationCode', hash).toLowerCase();
    if (HASH.test(lower)) return lower;
    // not shown: it may be a code itself
    throw new AuthConfigError(
      where,
      `codeHashes[${index}] of PreSignUp.invitationCode is not a SHA-256 hash. Pass 64 hexadecimal digits, never the code itself.`,
    );
  });
}
