import { AuthGroup } from '../groups/auth-group';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

export function addToGroup(group: AuthGroup): TriggerHandler {
  return new BoundHandler(({ where }) => {
    if (group.node.scope !== where) {
      throw new AuthConfigError(
        where,
        `PostConfirmation.addToGroup names ${group.node.path}, a group of another user pool. Pass a group of this one.`,
      );
    }
    const groupName = requireLiteral(where, `the name of the group ${group.node.path}`, group.groupName);
    return {
      trigger: 'PostConfirmation',
      phase: 'EFFECT',
      wire: { step: 'addToGroup', key: groupName, sources: ['PostConfirmation_ConfirmSignUp'], config: { groupName } },
      ports: ['cognito'],
      poolActions: ['cognito-idp:AdminAddUserToGroup'],
    };
  });
}
