import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CustomMessage, MessageOccasion, MessageTemplate, MessageTemplatesOptions } from 'cdk-cognito-auth';
import { previews } from '../../scripts/preview-messages';
import { authIn, newAuth } from '../support/auth';
import { findingsOf, named } from '../support/template';
import { type Build, deployedFunction, withTriggers } from '../support/triggers';

const SES = {
  selfSignUpEnabled: true,
  email: cognito.UserPoolEmail.withSES({
    fromEmail: 'notes@example.com',
    sesRegion: 'eu-west-1',
    sesVerifiedDomain: 'example.com',
  }),
};
const { SIGN_UP, RESEND_CODE, INVITATION, SIGN_IN } = MessageOccasion;
const BODY = '<p>Your code for {{product}} is {####}.</p>';
const brand = { product: 'Notes & <Co>' };
const template: MessageTemplate = { occasions: [SIGN_UP], emailSubject: 'Welcome to {{product}}', emailHtml: BODY };

const adding = (options: Partial<MessageTemplatesOptions>): Build => {
  return (auth) => auth.addTrigger(CustomMessage.templates({ templates: [template], brand, ...options }));
};
const filesOf = (options: Partial<MessageTemplatesOptions> = {}) =>
  deployedFunction('CustomMessage', adding(options), SES);
const textsOf = (options: Partial<MessageTemplatesOptions> = {}) =>
  JSON.parse(filesOf(options).read('custom-message.json'));

test('the texts travel as a file, values of the brand in place and escaped in HTML', () => {
  const { steps, names } = filesOf();
  expect(steps).toEqual([
    {
      step: 'templates',
      key: 'texts',
      sources: ['CustomMessage_SignUp'],
      config: { texts: { file: 'custom-message.json' } },
    },
  ]);
  expect(names).toEqual(['custom-message.json', 'index.js', 'templates.js']);
  expect(textsOf()).toEqual({
    CustomMessage_SignUp: {
      '': {
        emailSubject: 'Welcome to Notes & <Co>',
        emailMessage: '<p>Your code for Notes &amp; &lt;Co&gt; is {####}.</p>',
      },
    },
  });
});

test('the pool names the function', () => {
  const { LambdaConfig } = named(withTriggers(adding({}), SES), 'AuthUserPool').Properties;
  expect(LambdaConfig).toEqual({ CustomMessage: { 'Fn::GetAtt': [expect.stringMatching(/^AuthCustomMessage/), 'Arn'] } });
}); // prettier-ignore

test('the order of templates and occasions does not show', () => {
  const german = { ...template, locale: 'de', occasions: [RESEND_CODE, SIGN_UP] };
  const one = filesOf({ templates: [template, german] });
  const other = filesOf({ templates: [{ ...german, occasions: [SIGN_UP, RESEND_CODE] }, template] });
  expect(other.read('custom-message.json')).toBe(one.read('custom-message.json'));
  expect(one.steps).toEqual(other.steps);
  expect(Object.keys(JSON.parse(one.read('custom-message.json')).CustomMessage_SignUp)).toEqual(['', 'de']);
});

test('an SMS needs no SES', () => {
  const sms: MessageTemplate = { occasions: [SIGN_IN], sms: 'Code: {####}' };
  const build = adding({ templates: [sms], brand: undefined });
  expect(() => build(newAuth(), new Stack())).not.toThrow();
});

test('a link that confirms stands for the code', () => {
  const emailHtml = '<p>{##Confirm your address##} for {{product}}</p>';
  expect(textsOf({ templates: [{ ...template, emailHtml }] }).CustomMessage_SignUp[''].emailMessage).toContain('{##Confirm');
}); // prettier-ignore

const only = (change: Partial<MessageTemplate>) => ({ templates: [{ ...template, ...change }] });
const token = () => new CfnParameter(new Stack(), 'Token').valueAsString;
const ON = 'templates[0] of CustomMessage.templates';

test.each<[string, Partial<MessageTemplatesOptions>, string]>([
  ['no templates', { templates: [] }, 'CustomMessage.templates has no templates. Pass at least one.'],
  ['no occasions', only({ occasions: [] }), `${ON} has no occasions. Pass at least one.`],
  ['no text', only({ emailSubject: undefined, emailHtml: undefined }), `${ON} has no text. Pass emailHtml, sms or emailSubject.`],
  ['an e-mail without the code', only({ emailHtml: '<p>{{product}}</p>' }), `${ON} has emailHtml without {####}, so that nobody would get the code. Put it where the code goes.`],
  ['an SMS without the code', only({ sms: 'Hello' }), `${ON} has sms without {####}, so that nobody would get the code. Put it where the code goes.`],
  ['the code in the subject', only({ emailSubject: '{####} is your code' }), `${ON} has the code in emailSubject, which is shown on locked screens. Leave {####} to the text.`],
  ['an invitation without the name', only({ occasions: [INVITATION] }), `${ON} has emailHtml without {username}, which an invitation needs. Put it where the name goes.`],
  ['the name in other messages', only({ emailHtml: '{username} {####}' }), `${ON} has {username} in emailHtml, and only the text of an invitation knows it. Leave it out, or give invitations a template of their own.`],
  ['a link by http', only({ emailHtml: '<a href="HTTP://example.com/{####}">{{product}}</a>' }), `${ON} has a link by http in emailHtml, which anybody on the way can read, code included. Use https.`],
  ['a long SMS', only({ sms: `{####}${'x'.repeat(135)}` }), `${ON} has sms of 141 characters. Cognito takes 1 to 140.`],
  ['an empty subject', only({ emailSubject: '' }), `${ON} has emailSubject of 0 characters. Cognito takes 1 to 140.`],
  ['a long e-mail', only({ emailHtml: `{####}${'x'.repeat(19_995)}` }), `${ON} has emailHtml of 20001 characters. Cognito takes 1 to 20000.`],
  ['a value that the brand lacks', only({ emailHtml: '{{prodct}} {####}' }), `${ON} has {{prodct}}, which the brand lacks. Add it to brand.`],
  ['a value of every object', only({ emailHtml: '{{constructor}} {####}' }), `${ON} has {{constructor}}, which the brand lacks. Add it to brand.`],
  ['a value that no template names', { brand: { ...brand, url: 'https://example.com' } }, "the value 'url' of the brand stands in no template. Leave it out."],
  ['a value with braces', { brand: { product: '{####}' } }, "the value 'product' of the brand has braces, which Cognito reads as a place for a code. Leave them out."],
  ['a locale that is none', only({ locale: 'German' + '!' }), `${ON} has the locale 'German!'. Pass a language tag such as de or de-AT.`],
  ['two for everybody', { templates: [template, template] }, 'templates[1] of CustomMessage.templates is for SIGN_UP and every locale, for which there is one already. Merge the two.'],
  ['two for a locale', { templates: [{ ...template, locale: 'de' }, { ...template, locale: 'DE' }] }, 'templates[1] of CustomMessage.templates is for SIGN_UP and de, for which there is one already. Merge the two.'],
  ['a text that is a token', only({ emailHtml: token() }), `a text in ${ON} is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.`],
  ['a value that is a token', { brand: { product: token() } }, "the value 'product' of the brand is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string."],
])('refuses %s', (_, options, sentence) => {
  expect(() => adding(options)(newAuth(SES), new Stack())).toThrow(new Error(`Stack/Auth: ${sentence}`));
}); // prettier-ignore

test('refuses e-mail where Cognito itself sends it', () => {
  expect(findingsOf((stack) => adding({})(authIn(stack), stack))).toContain(
    `Stack/Auth: CustomMessage.templates has texts for e-mail, which Cognito itself sends in this pool, and then it takes no text of a trigger. Pass email: cognito.UserPoolEmail.withSES(…).`,
  );
});

test('the previews show each message with a made-up code', () => {
  const invitation: MessageTemplate = {
    occasions: [INVITATION],
    locale: 'de',
    emailSubject: '{{product}}',
    emailHtml: '<p>{username}, {####}</p>',
    sms: 'a<b {username} {####}',
  };
  const link = { ...template, occasions: [RESEND_CODE], emailHtml: '{##Confirm##}' };
  const { assembly } = filesOf({ templates: [template, invitation, link] });
  const pages = previews(assembly);
  expect(Object.keys(pages)).toEqual(['AdminCreateUser.de.html', 'ResendCode.html', 'SignUp.html']);
  expect(pages['AdminCreateUser.de.html']).toContain('<h2>Subject</h2>\n<p>Notes &amp; &lt;Co></p>');
  expect(pages['AdminCreateUser.de.html']).toContain('<h2>E-mail</h2>\n<p>ann@example.com, 123456</p>');
  expect(pages['AdminCreateUser.de.html']).toContain('<h2>SMS</h2>\n<p>a&lt;b ann@example.com 123456</p>');
  expect(pages['ResendCode.html']).toContain('<a href="#">Confirm</a>');
  expect(pages['SignUp.html']).not.toContain('<h2>SMS</h2>');
});
