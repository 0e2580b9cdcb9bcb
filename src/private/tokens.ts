import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from './errors';

/** Law 2: what a trigger carries is known at synth; a token could lead back to the pool and close a cycle. */
export function requireLiteral(where: IConstruct, what: string, value: string): string {
  if (Token.isUnresolved(value)) {
    throw new AuthConfigError(
      where,
      `${what} is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.`,
    );
  }
  return value;
}
