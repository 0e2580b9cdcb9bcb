import { App, Duration, Stack } from 'aws-cdk-lib';
import { CaptchaOptions, CaptchaProvider, CognitoAuth, CustomAuth, TriggerHandler } from 'cdk-cognito-auth';
import { captcha, emailCode, FROM, magicLink } from './sign-in-methods';
import { METHODS } from '../lambda/custom-auth/methods';
import { authIn, functionIn, newAuth } from '../support/auth';
import { findCycle } from '../support/cycles';
import { allOf, findingsOf, named, propertiesOf, synth } from '../support/template';
import { codeOf, deployedFunction, stepsOf, withTriggers } from '../support/triggers';

const TRIGGERS = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const TABLE = 'AWS::DynamoDB::Table';

const statementsOf = (template: ReturnType<typeof synth>, trigger: string): any[] =>
  named(template, `Auth${trigger}RoleDefaultPolicy`).Properties.PolicyDocument.Statement.filter(
    ({ Action }: any) => !/^logs:/.test([Action].flat()[0]),
  );
const tableArn = { 'Fn::GetAtt': [expect.stringMatching(/^AuthOneTimeSecrets/), 'Arn'] };
const ofSes = (resource: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ses:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:${resource}`]], // prettier-ignore
});

describe.each(Object.entries(METHODS))('CustomAuth.%s', (method, build) => {
  const template = withTriggers(build, {});

  test('is one handler for three triggers', () => {
    const { LambdaConfig } = propertiesOf(template, 'AWS::Cognito::UserPool');
    expect(Object.keys(LambdaConfig).sort()).toEqual([...TRIGGERS].sort());
    for (const trigger of TRIGGERS) {
      expect(stepsOf(template, trigger)).toMatchObject([
        { key: method.replace('WithCode', ''), sources: [`${trigger}_Authentication`] },
      ]);
    }
    expect(findCycle(template)).toBeUndefined();
  });

  test('decides what comes next with no AWS client and no right', () => {
    expect(Object.keys(codeOf('DefineAuthChallenge', build)).sort()).toEqual(['index.js', 'sequence.js']);
    expect(Object.keys(template.Resources).filter((id) => id.startsWith('AuthDefineAuthChallengePolicy'))).toEqual([]);
  });

  test('needs nothing that leads back to the pool', () => {
    expect(findingsOf((stack) => build(authIn(stack), stack))).toEqual([]);
  });
});

describe.each([
  ['emailCode', emailCode],
  ['magicLink', magicLink],
])('CustomAuth.%s', (method, handler) => {
  const template = withTriggers((auth) => auth.addTrigger(handler()), {});

  test('keeps hashes in a table that forgets them, and lives as long as the pool', () => {
    const [[, table]] = allOf(template, TABLE);
    expect(table!).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        SSESpecification: { SSEEnabled: true },
        BillingMode: 'PAY_PER_REQUEST',
      },
    });
  });

  test('goes with a pool that goes', () => {
    const removalPolicy = 'destroy' as never;
    const leaving = withTriggers((auth) => auth.addTrigger(handler()), { removalPolicy });
    expect(allOf(leaving, TABLE)[0]![1].DeletionPolicy).toBe('Delete');
  });

  test('may do what it needs, and nothing else: one sender, one table', () => {
    expect(statementsOf(template, 'CreateAuthChallenge')).toEqual([
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], Resource: tableArn },
      {
        Effect: 'Allow',
        Action: 'ses:SendEmail',
        Resource: ofSes('identity/example.com'),
        Condition: { StringEquals: { 'ses:FromAddress': FROM } },
      },
    ]);
    expect(statementsOf(template, 'VerifyAuthChallengeResponse')).toEqual([
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: tableArn },
    ]);
  });

  test('carries the clients of AWS that it needs', () => {
    const code = (trigger: string) => Object.keys(codeOf(trigger, (auth) => auth.addTrigger(handler()))).sort();
    expect(code('CreateAuthChallenge')).toEqual(['dynamodb.js', `${method}.js`, 'index.js', 'ses.js', 'sign-in-mail.json'].sort()); // prettier-ignore
    expect(code('VerifyAuthChallengeResponse')).toEqual(['dynamodb.js', 'index.js', 'oneTimeSecret.js']);
  });

  test('sends as another identity, in another Region, by a configuration set', () => {
    const options = { sesIdentity: FROM, sesRegion: 'us-east-1', configurationSet: 'Notes' };
    const own = withTriggers((auth) => auth.addTrigger(handler(options)), {});
    const [, { Resource }] = statementsOf(own, 'CreateAuthChallenge');
    expect(JSON.stringify(Resource)).toContain(':ses:us-east-1:');
    expect(JSON.stringify(Resource)).toContain(':identity/no-reply@example.com');
    expect(JSON.stringify(Resource)).toContain(':configuration-set/Notes');
    const [{ config }] = stepsOf(own, 'CreateAuthChallenge');
    expect(config).toMatchObject({ region: 'us-east-1', configurationSet: 'Notes', from: FROM });
  });

  test.each([
    ['Notes', '"Notes" <no-reply@example.com>'],
    ['Café', '=?UTF-8?B?Q2Fmw6k=?= <no-reply@example.com>'],
    ['Größte Bäckerei', '=?UTF-8?B?R3LDtsOfdGUgQsOkYw==?= =?UTF-8?B?a2VyZWk=?= <no-reply@example.com>'],
  ])('sends in the name of %s', (fromName, from) => {
    const own = withTriggers((auth) => auth.addTrigger(handler({ fromName })), {});
    expect(stepsOf(own, 'CreateAuthChallenge')[0].config.from).toBe(from);
  });

  test.each<[object, RegExp]>([
    [{ fromEmail: 'Notes <no-reply@example.com>' }, /fromEmail of CustomAuth.* is no e-mail address/],
    [{ fromEmail: 'no-reply' }, /fromEmail of CustomAuth.* is no e-mail address/],
    [
      { sesIdentity: 'other.org' },
      /sesIdentity of CustomAuth.* is 'other.org', as which nobody may send from 'no-reply@example.com'/,
    ],
    [{ sesIdentity: 'no-answer@example.com' }, /sesIdentity of CustomAuth/],
    [{ sesIdentity: 'ample.com' }, /sesIdentity of CustomAuth/],
    [{ fromEmail: 'a.no-reply@example.com', sesIdentity: 'no-reply@example.com' }, /sesIdentity of CustomAuth/],
    [{ fromName: '' }, /fromName of CustomAuth/],
    [{ fromName: 'a"b' }, /fromName of CustomAuth/],
    [{ fromName: 'a\r\nBcc: eve@evil.test' }, /fromName of CustomAuth/],
    [
      { validity: Duration.minutes(16) },
      /validity of CustomAuth.* is 16 minutes. Choose whole minutes, from [15] to 15/,
    ],
    [{ validity: Duration.seconds(330) }, /validity of CustomAuth.* Choose whole minutes/],
    [{ validity: 5 }, /validity of CustomAuth.* must be a Duration/],
    [
      { messages: [{ subject: '', html: '', text: '', locale: 'deutsch!' }] },
      /messages\[0\] of CustomAuth.* has the locale 'deutsch!'/,
    ],
  ])('refuses %j', (options, sentence) => {
    expect(() => newAuth().addTrigger(handler(options as never))).toThrow(sentence);
  });

  const gap = method === 'emailCode' ? '{####}' : '{link}';
  const message = (others: object) => ({ subject: 'Hi', html: `<p>${gap}</p>`, text: `${gap} for {minutes} minutes`, ...others }); // prettier-ignore

  test.each<[string, object[], string]>([
    ['a subject with the secret', [message({ subject: `Hi ${gap}` })], `${gap} in subject, which is shown on locked screens`],
    ['an empty subject', [message({ subject: ' ' })], 'a subject of 1 characters'],
    ['a long subject', [message({ subject: 'x'.repeat(141) })], 'a subject of 141 characters'],
    ['a subject of two lines', [message({ subject: 'a\nb' })], 'a subject of several lines'],
    ['HTML without the secret', [message({ html: '<p>Hi</p>' })], `html without ${gap}`],
    ['a text without the secret', [message({ text: 'Hi' })], `text without ${gap}`],
    ['a gap that nothing fills', [message({ text: `${gap} {name}` })], '{name} in text, for which nothing is there'],
    ['a link by http', [message({ html: `${gap} http://example.com` })], 'a link by http in html'],
    ['two for one locale', [message({ locale: 'DE' }), message({ locale: 'de' })], 'is for de, for which there is one already'],
    ['two for everybody', [message({}), message({})], 'is for every locale, for which there is one already'],
  ])('refuses messages with %s', (_, messages, sentence) => {
    expect(() => newAuth().addTrigger(handler({ messages: messages as never }))).toThrow(sentence);
  }); // prettier-ignore

  test('takes own texts, beside English for everybody else', () => {
    const build = (auth: CognitoAuth) => void auth.addTrigger(handler({ messages: [message({ locale: 'de-AT' })] }));
    const { read } = deployedFunction('CreateAuthChallenge', build, {});
    const texts = JSON.parse(read('sign-in-mail.json'));
    expect(Object.keys(texts)).toEqual(['', 'de-at']);
    expect(texts['']).toMatchObject({ subject: expect.stringContaining('sign-in') });
  });
});

test.each([5, 13, 6.5, NaN])('refuses a code of %p digits', (digits) => {
  expect(() => newAuth().addTrigger(emailCode({ digits }))).toThrow('digits of CustomAuth.emailCode is');
});

test('takes a code of six digits', () => {
  const template = withTriggers((auth) => auth.addTrigger(emailCode({ digits: 6 })), {});
  expect(stepsOf(template, 'CreateAuthChallenge')[0].config.digits).toBe(6);
  const answers = [{ kind: 'code', about: ['EMAIL_CODE'], form: '^\\d{6}$', attempts: 5 }];
  expect(stepsOf(template, 'VerifyAuthChallengeResponse')[0].config).toEqual({ table: '<token>', answers });
});

test.each([
  'http://app.example.com',
  'https://*.example.com',
  'https://app.example.com/#x',
  'https://user@app.example.com',
  'https://',
  'app.example.com',
  'javascript:alert(1)',
  'http://localhost.evil.test',
  'https://app.example.com/a b',
  'https://app.example.com/"onclick="x',
  'com.example.notes:/sign-in',
  '',
])('no link leads to %p', (page) => {
  expect(() => newAuth().addTrigger(magicLink({ redirectUris: [page] }))).toThrow('to which no token may go');
});

test.each(['https://app.example.com', 'http://localhost:5173/sign-in', 'http://127.0.0.1', 'http://[::1]:8080/?a=b'])(
  'a link may lead to %s',
  (page) => expect(() => newAuth().addTrigger(magicLink({ redirectUris: [page] }))).not.toThrow(),
);

test.each([0, 21])('refuses %i pages', (count) => {
  const redirectUris = Array.from({ length: count }, (_, index) => `https://app.example.com/${index}`);
  expect(() => newAuth().addTrigger(magicLink({ redirectUris }))).toThrow(`has ${count} redirectUris`);
});

describe('CustomAuth.captcha', () => {
  test('reads its own secret, and nothing else', () => {
    const template = synth((stack) => void authIn(stack).addTrigger(captcha(stack)));
    const Resource = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:captcha-AbCdEf';
    const Action = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'];
    expect(statementsOf(template, 'VerifyAuthChallengeResponse')).toEqual([{ Effect: 'Allow', Action, Resource }]);
    expect(allOf(template, TABLE)).toEqual([]);
  });

  test('carries an ARN, and no secret', () => {
    const template = withTriggers((auth, stack) => auth.addTrigger(captcha(stack, { secretField: 'key', hostnames: ['B.example.com', 'localhost'] }))); // prettier-ignore
    expect(stepsOf(template, 'VerifyAuthChallengeResponse')[0].config).toEqual({
      verifyUrl: 'https://api.hcaptcha.com/siteverify',
      secretArn: expect.stringContaining(':secret:captcha-'),
      secretField: 'key',
      hostnames: ['b.example.com', 'localhost'],
    });
  });

  test.each<[CaptchaProvider, object]>([
    [CaptchaProvider.turnstile('k'), { verifyUrl: 'https://challenges.cloudflare.com/turnstile/v0/siteverify' }],
    [CaptchaProvider.reCaptcha('k'), { verifyUrl: 'https://www.google.com/recaptcha/api/siteverify' }],
    [CaptchaProvider.reCaptchaScore('k', 0.5), { minimumScore: 0.5 }],
    [CaptchaProvider.compatible('k', 'https://captcha.example.com/v'), { verifyUrl: 'https://captcha.example.com/v' }],
  ])('knows how providers verify: %#', (provider, config) => {
    const template = withTriggers((auth, stack) => auth.addTrigger(captcha(stack, { provider })));
    expect(stepsOf(template, 'VerifyAuthChallengeResponse')[0].config).toMatchObject(config);
  });

  test.each<[Partial<CaptchaOptions>, string]>([
    [{ hostnames: [] }, 'CustomAuth.captcha has no hostnames'],
    [{ hostnames: ['https://app.example.com'] }, "has the host name 'https://app.example.com'"],
    [{ hostnames: ['*.example.com'] }, "has the host name '*.example.com'"],
    [{ provider: {} as never }, 'provider of CustomAuth.captcha is a plain object'],
    [{ provider: CaptchaProvider.turnstile('') }, 'CustomAuth.captcha has an empty site key'],
    [{ provider: CaptchaProvider.compatible('k', 'http://example.com') }, "verifyUrl of CustomAuth.captcha is 'http:"],
    [{ provider: CaptchaProvider.compatible('k', 'https://') }, "verifyUrl of CustomAuth.captcha is 'https://'"],
    [{ provider: CaptchaProvider.reCaptchaScore('k', 0) }, 'minimumScore of CustomAuth.captcha is 0'],
    [{ provider: CaptchaProvider.reCaptchaScore('k', 1.1) }, 'minimumScore of CustomAuth.captcha is 1.1'],
  ])('refuses %j', (options, sentence) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => authIn(stack).addTrigger(captcha(stack, options))).toThrow(sentence);
  });
});

test("CustomAuth.invoke puts the application's own functions into the three triggers", () => {
  const template = withTriggers((auth, stack) => {
    const [define, create, verify] = ['Define', 'Create', 'Verify'].map((id) => functionIn(stack, id));
    auth.addTrigger(CustomAuth.invoke({ define: define!, create: create!, verify: verify! }));
  });
  for (const [index, trigger] of TRIGGERS.entries()) {
    const key = `Stack/${['Define', 'Create', 'Verify'][index]}`;
    expect(stepsOf(template, trigger)).toEqual([{ step: 'invoke', key, sources: ['*'], config: { functionArn: '<token>' } }]); // prettier-ignore
  }
  expect(findCycle(template)).toBeUndefined();
});

test.each<[string, (stack: Stack) => TriggerHandler, (stack: Stack) => TriggerHandler]>([
  ['CustomAuth.magicLink', () => emailCode(), () => magicLink()],
  ['CustomAuth.emailCode', () => emailCode(), () => emailCode()],
  ['CustomAuth.captcha', () => magicLink(), (stack) => captcha(stack)],
  ['CustomAuth.invoke', () => emailCode(), (stack) => CustomAuth.invoke({ define: functionIn(stack), create: functionIn(stack, 'B'), verify: functionIn(stack, 'C') })], // prettier-ignore
])('a pool has one method: %s is refused beside another', (name, one, two) => {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack);
  auth.addTrigger(one(stack));
  expect(() => auth.addTrigger(two(stack))).toThrow(
    `Stack/Auth: ${name} is a second method of custom authentication, and a user pool has one. Leave one of the two out.`,
  );
});
