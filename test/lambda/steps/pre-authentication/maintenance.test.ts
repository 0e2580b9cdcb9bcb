import { UserFacingError } from '../../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { maintenance } from '../../../../lambda/steps/pre-authentication/maintenance';
import { eventOf } from '../../events';

const MESSAGE = 'Notes is closed until noon';

const answerTo = (request: object) => {
  const event = eventOf('PreAuthentication_Authentication');
  Object.assign(event.request, request);
  try {
    maintenance(event as never as TriggerEvents['PreAuthentication'], { message: MESSAGE });
    return 'lets in';
  } catch (error) {
    return error;
  }
};

test.each([
  ['a user', {}],
  ['somebody whom the pool does not know', { userNotFound: true, userAttributes: {} }],
  ['who asks to be let in', { validationData: { admin: 'true' }, clientMetadata: { maintenance: 'off' } }],
])('%s reads the sentence', (_, request) => {
  const answer = answerTo(request);
  expect(answer).toBeInstanceOf(UserFacingError);
  expect(answer).toHaveProperty('message', MESSAGE);
});
