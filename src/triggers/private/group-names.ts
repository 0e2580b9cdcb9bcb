import { IConstruct } from 'constructs';
import { distinct } from './content-list';
import { AuthGroup } from '../../groups/auth-group';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';

/** The name of a group, as a trigger can carry it. */
export function ownGroupName(where: IConstruct, handler: string, group: AuthGroup): string {
  if (group.node.scope !== where) {
    throw new AuthConfigError(
      where,
      `${handler} names ${group.node.path}, a group of another user pool. Pass a group of this one.`,
    );
  }
  return requireLiteral(where, `the name of the group ${group.node.path}`, group.groupName);
}

export function ownGroupNames(where: IConstruct, handler: string, groups: readonly AuthGroup[]): string[] {
  if (groups.length === 0) throw new AuthConfigError(where, `${handler} has no groups. Pass at least one.`);
  return distinct(groups.map((group) => ownGroupName(where, handler, group)));
}
