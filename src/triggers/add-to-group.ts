import { AuthGroup } from '../groups/auth-group';
import { ownGroupName } from './private/group-names';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

export function addToGroup(group: AuthGroup): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const groupName = ownGroupName(where, 'PostConfirmation.addToGroup', group);
    return {
      trigger: 'PostConfirmation',
      phase: 'EFFECT',
      wire: { step: 'addToGroup', key: groupName, sources: ['PostConfirmation_ConfirmSignUp'], config: { groupName } },
      ports: ['cognito'],
      poolActions: ['cognito-idp:AdminAddUserToGroup'],
    };
  });
}
