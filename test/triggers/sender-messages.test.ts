import { CustomEmailSender, CustomSmsSender, MessageOccasion, MessageTexts, SesSenderOptions, SmsSender, SnsSenderOptions } from 'cdk-cognito-auth'; // prettier-ignore
import { newAuth } from '../support/auth';
import { deployedFunction } from '../support/triggers';

const { SIGN_UP, SIGN_IN, INVITATION, FORGOT_PASSWORD } = MessageOccasion;
const fromEmail = 'no-reply@example.com';

const mails = (options: Partial<SesSenderOptions> = {}) => {
  const { read } = deployedFunction('CustomEmailSender', (auth) => auth.addTrigger(CustomEmailSender.ses({ fromEmail, ...options }))); // prettier-ignore
  return JSON.parse(read('custom-email-sender.json'));
};
const texts = (options: Partial<SnsSenderOptions> = {}) => {
  const handler = CustomSmsSender.sns({ countries: ['DE'], ...options });
  const { read } = deployedFunction('CustomSMSSender', (auth) => auth.addTrigger(handler), { sms: SmsSender.sns() });
  return JSON.parse(read('custom-sms-sender.json'));
};

test('every message has a text without a word from you', () => {
  const sources = (trigger: string) =>
    Object.values(MessageOccasion)
      .map((each) => `${trigger}_${each}`)
      .sort();
  expect(Object.keys(mails())).toEqual(sources('CustomEmailSender'));
  expect(Object.keys(texts())).toEqual(sources('CustomSMSSender'));
  for (const byLocale of Object.values<any>(mails())) {
    expect(byLocale[''].html).toContain('{####}');
    expect(byLocale[''].subject).toMatch(/^Your /);
  }
  for (const byLocale of Object.values<any>(texts())) expect(byLocale['']).toContain('{####}');
});

test('in another language, with the name of the app', () => {
  const german = MessageTexts.german({ appName: 'Notes' });
  expect(mails({ texts: german })[`CustomEmailSender_${SIGN_IN}`]['']).toEqual({
    subject: 'Notes: Ihr Anmeldecode',
    html: expect.stringContaining('Ihr Anmeldecode lautet {####}'),
  });
  expect(texts({ texts: german })[`CustomSMSSender_${INVITATION}`]['']).toMatch(/^Notes: Benutzername: \{username\}/);
});

test('templates say more, by occasion and locale, and take from the ready texts what they leave out', () => {
  const templates = [
    { occasions: [SIGN_UP, FORGOT_PASSWORD], emailHtml: '<p>{{product}}: {####}</p>' },
    { occasions: [SIGN_UP], locale: 'de', emailSubject: '{{product}}' },
  ];
  const all = mails({ templates, brand: { product: 'A & B' } });
  expect(all[`CustomEmailSender_${SIGN_UP}`]).toEqual({
    '': { subject: 'Your verification code', html: '<p>A &amp; B: {####}</p>' },
    de: { subject: 'A & B', html: expect.stringContaining('Your verification code is {####}') },
  });
  expect(all[`CustomEmailSender_${FORGOT_PASSWORD}`]['']).toMatchObject({ html: '<p>A &amp; B: {####}</p>' });
});

test('templates of SMS likewise', () => {
  const templates = [{ occasions: [SIGN_IN], locale: 'de', sms: '{{product}}: {####}' }];
  expect(texts({ templates, brand: { product: 'A & B' } })[`CustomSMSSender_${SIGN_IN}`]).toEqual({
    '': 'Your sign-in code is {####}. Share it with nobody.',
    de: 'A & B: {####}',
  });
});

test('templates of Amazon SES take the place of the texts', () => {
  const sesTemplates = [
    { occasions: [INVITATION], templateName: 'welcome' },
    { occasions: [SIGN_UP], locale: 'de-AT', templateName: 'Servus_1' },
  ];
  const all = mails({ sesTemplates });
  expect(all[`CustomEmailSender_${INVITATION}`]).toEqual({ '': { sesTemplate: 'welcome' } });
  expect(all[`CustomEmailSender_${SIGN_UP}`]).toMatchObject({ '': { subject: 'Your verification code' }, 'de-at': { sesTemplate: 'Servus_1' } }); // prettier-ignore
});

test('the order of templates does not show', () => {
  const templates = [
    { occasions: [SIGN_UP, SIGN_IN], locale: 'fr', emailSubject: 'F' },
    { occasions: [SIGN_IN], locale: 'de', emailSubject: 'D' },
  ];
  expect(JSON.stringify(mails({ templates }))).toBe(JSON.stringify(mails({ templates: [...templates].reverse() })));
});

const OF = 'CustomEmailSender.ses';
const mail = { occasions: [SIGN_IN], emailHtml: '<p>{####}</p>' };
const named = { occasions: [SIGN_IN], templateName: 'code' };

test.each<[string, Partial<SesSenderOptions>, string]>([
  ['an answer to nowhere', { replyTo: 'help' }, `replyTo of ${OF} is 'help', which is no e-mail address. Write one.`],
  ['a mail from nowhere', { fromEmail: 'help' }, `fromEmail of ${OF} is 'help', which is no e-mail address. Write one, such as no-reply@example.com; the name goes into fromName.`],
  ['a text for phones', { templates: [{ occasions: [SIGN_IN], sms: '{####}' }] }, `templates[0] of ${OF} has a text of the other kind (sms), which it does not send. Give that to the other sender.`],
  ['a link that confirms', { templates: [{ occasions: [SIGN_UP], emailHtml: '<p>{##Confirm##}</p>' }] }, `templates[0] of ${OF} has a link that confirms, and custom senders get codes only. Write {####}.`],
  ['a text without the code', { templates: [{ occasions: [SIGN_UP], emailHtml: '<p></p>' }] }, `templates[0] of ${OF} has emailHtml without {####}, so that nobody would get the code. Put it where the code goes.`],
  ['two templates for everybody', { sesTemplates: [named, named] }, `sesTemplates[1] of ${OF} is for SIGN_IN and every locale, for which there is one already. Merge the two.`],
  ['two kinds of templates for everybody', { templates: [mail], sesTemplates: [named] }, `sesTemplates[0] of ${OF} is for SIGN_IN and every locale, for which there is one already. Merge the two.`],
  ['a template for nothing', { sesTemplates: [{ ...named, occasions: [] }] }, `sesTemplates[0] of ${OF} has no occasions. Pass at least one.`],
  ['a template without a name', { sesTemplates: [{ ...named, templateName: '' }] }, `sesTemplates[0] of ${OF} has the name ''. Amazon SES takes 1 to 64 letters, digits, - and _.`],
  ['texts that are none', { texts: 'Hello' as never }, `texts of ${OF} is a string, and it must be a MessageTexts. Pass MessageTexts.german() or one of its siblings.`],
])('refuses %s', (_, options, sentence) => {
  expect(() => newAuth().addTrigger(CustomEmailSender.ses({ fromEmail, ...options }))).toThrow(new Error(`Stack/Auth: ${sentence}`));
}); // prettier-ignore

test.each([{ emailHtml: '<p>{####}</p>' }, { emailSubject: 'Hello', sms: '{####}' }])(
  'an SMS has no %j',
  (texts_) => {
    const templates = [{ occasions: [SIGN_IN], ...texts_ }];
    const adding = () => newAuth({ sms: SmsSender.sns() }).addTrigger(CustomSmsSender.sns({ countries: ['DE'], templates }));
    expect(adding).toThrow('templates[0] of CustomSmsSender.sns has a text of the other kind (emailHtml), which it does not send. Give that to the other sender.');
  },
); // prettier-ignore
