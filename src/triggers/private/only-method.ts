import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

/** Cognito has one trigger of each kind: with two methods, each would see the answers that are meant for the other. */
export function requireOnlyMethod(where: IConstruct, handler: string): void {
  if (!where.node.tryFindChild('DefineAuthChallenge')) return;
  throw new AuthConfigError(
    where,
    `${handler} is a second method of custom authentication, and a user pool has one. Leave one of the two out.`,
  );
}
