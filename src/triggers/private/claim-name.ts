import { IConstruct } from 'constructs';
import { isReservedClaim } from '../../contract/claims';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

/** Room for a hundred claims of that length in a token. */
export const LONGEST_CLAIM_NAME = 60;

/** The name of a claim that a handler sets. */
export function claimName(where: IConstruct, handler: string, text: string): string {
  const name = requireLiteral(where, 'the name of a claim', text);
  if (name === '' || name.length > LONGEST_CLAIM_NAME || /\s/.test(name)) {
    const shape = `Pass a name without spaces, at most ${LONGEST_CLAIM_NAME} characters long, such as tenant.`;
    throw new AuthConfigError(where, `${handler} has the name '${name}'. ${shape}`);
  }
  if (isReservedClaim(name)) {
    throw new AuthConfigError(
      where,
      `${handler} has the name '${name}', which Cognito keeps for itself. Choose another name.`,
    );
  }
  return name;
}
