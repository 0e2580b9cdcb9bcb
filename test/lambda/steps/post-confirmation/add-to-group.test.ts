import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { addToGroup } from '../../../../lambda/steps/post-confirmation/add-to-group';
import { eventOf, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const eventFor = (source: string) => eventOf(source) as never as TriggerEvents['PostConfirmation'];

test.each(sourcesOf('PostConfirmation'))('%s: the user of the event joins the group, in the pool of the event', async (source) => {
  const { ports, calls } = fakePorts();
  const event = eventFor(source);
  await addToGroup(event, { groupName: 'Readers' }, ports);
  const { userPoolId, userName } = event;
  expect(calls).toEqual([['addUserToGroup', { userPoolId, userName, groupName: 'Readers' }]]);
  expect(event).toEqual(eventFor(source));
}); // prettier-ignore

test('repeated attempts ask for the same membership again', async () => {
  const members = new Set<string>();
  const { ports } = fakePorts({
    cognito: { addUserToGroup: async (membership) => void members.add(JSON.stringify(membership)) },
  });
  const event = eventFor('PostConfirmation_ConfirmSignUp');
  for (let attempt = 0; attempt < 3; attempt++) await addToGroup(event, { groupName: 'Readers' }, ports);
  expect(members.size).toBe(1);
});

test('nothing that the user wrote chooses the group', async () => {
  const { ports, calls } = fakePorts();
  const event = eventOf('PostConfirmation_ConfirmSignUp');
  event.request.clientMetadata = { groupName: 'Admins', userPoolId: 'eu-west-1_Other', userName: 'bob' };
  await addToGroup(event as never as TriggerEvents['PostConfirmation'], { groupName: 'Readers' }, ports);
  expect(calls).toEqual([
    ['addUserToGroup', { userPoolId: event.userPoolId, userName: event.userName, groupName: 'Readers' }],
  ]);
});

test('a refusal of Cognito is passed on', async () => {
  const { ports } = fakePorts({ cognito: { addUserToGroup: async () => Promise.reject(new Error('no such group')) } });
  const attempt = addToGroup(eventFor('PostConfirmation_ConfirmSignUp'), { groupName: 'Readers' }, ports);
  await expect(attempt).rejects.toThrow('no such group');
});
