import {
  CustomEmailSender,
  CustomMessage,
  MessageOccasion,
  PreAuthentication,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { authIn, newAuth } from '../support/auth';
import { findingsOf } from '../support/template';

// sentences about two handlers name both as people call them, whichever was added first
test.each([
  ['PreAuthentication, then PreTokenGeneration', [PreAuthentication, PreTokenGeneration]],
  ['PreTokenGeneration, then PreAuthentication', [PreTokenGeneration, PreAuthentication]],
])('suspendedUsers of one trigger brings that of the other along: %s', (_, [first, second]) => {
  const auth = newAuth();
  auth.addTrigger(first.suspendedUsers());
  expect(() => auth.addTrigger(second.suspendedUsers())).toThrow(
    /^Stack\/Auth: PreAuthentication\.suspendedUsers brings PreTokenGeneration\.suspendedUsers '.*SuspensionTable' along\. Leave PreTokenGeneration\.suspendedUsers out\.$/,
  );
});

describe('texts of CustomMessage for e-mail, in a pool without SES', () => {
  const mail = { occasions: [MessageOccasion.SIGN_IN], emailHtml: '<p>{####}</p>' };
  const texts = () => CustomMessage.templates({ templates: [mail] });
  const sender = () => CustomEmailSender.ses({ fromEmail: 'notes@example.com' });

  test.each([
    ['before', [sender, texts]],
    ['after', [texts, sender]],
  ])('belong to the sender that was added %s them', (_, handlers) => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      handlers.forEach((handler) => auth.addTrigger(handler()));
    });
    expect(findings).toEqual([
      'Stack/Auth: CustomMessage.templates has texts for e-mail, which CustomEmailSender sends with its own, so that nobody would ever read them. Give them to the sender.',
    ]);
  });

  test('need SES where there is none', () => {
    expect(findingsOf((stack) => void authIn(stack).addTrigger(texts()))).toEqual([
      'Stack/Auth: CustomMessage.templates has texts for e-mail, which Cognito itself sends in this pool, and then it takes no text of a trigger. Pass email: cognito.UserPoolEmail.withSES(…).',
    ]);
  });
});
