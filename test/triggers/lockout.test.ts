import { Duration } from 'aws-cdk-lib';
import { LockoutOptions, PreAuthentication } from 'cdk-cognito-auth';
import { newAuth } from '../support/auth';
import { allOf, named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const locked = (options?: LockoutOptions) =>
  withTriggers((auth) => auth.addTrigger(PreAuthentication.lockout(options)), {});
const configOf = (options?: LockoutOptions) => stepsOf(locked(options), 'PreAuthentication')[0].config;

test('counts before every sign-in, and forgets after each success, in one table', () => {
  const template = locked();
  const [counting] = stepsOf(template, 'PreAuthentication');
  const [forgetting] = stepsOf(template, 'PostAuthentication');
  expect(counting).toMatchObject({ step: 'lockout', sources: ['*'], config: { table: '<token>' } });
  expect(forgetting).toMatchObject({ step: 'forgetAttempts', sources: ['*'], config: { table: '<token>' } });
  expect(allOf(template, 'AWS::DynamoDB::Table')).toHaveLength(1);
});

test('each function may do its part', () => {
  const template = locked();
  const [[id]] = allOf(template, 'AWS::DynamoDB::Table');
  const actions = (trigger: string) =>
    named(template, `Auth${trigger}RoleDefaultPolicy`)
      .Properties.PolicyDocument.Statement.filter(
        ({ Resource }: any) => JSON.stringify(Resource) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }),
      )
      .flatMap(({ Action }: any) => Action);
  expect(actions('PreAuthentication')).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem']);
  expect(actions('PostAuthentication')).toEqual(['dynamodb:DeleteItem']);
});

test('has the client of DynamoDB beside it', () => {
  const code = codeOf('PreAuthentication', (auth) => auth.addTrigger(PreAuthentication.lockout()));
  expect(Object.keys(code).sort()).toEqual(['dynamodb.js', 'index.js', 'lockout.js']);
});

test.each<[string, LockoutOptions | undefined, object]>([
  ['by default', undefined, { attempts: 10, windowSeconds: 900, lockSeconds: [60, 120, 240, 480, 900], memorySeconds: 86_400 }],
  ['as it is told', { attempts: 3, window: Duration.hours(1), duration: Duration.seconds(500) }, { attempts: 3, windowSeconds: 3_600, lockSeconds: [500, 900] }],
  ['at the most', { duration: Duration.minutes(15) }, { lockSeconds: [900] }],
  ['without progression', { duration: Duration.minutes(5), progressive: false }, { lockSeconds: [300], memorySeconds: 0 }],
])('locks %s', (_, options, config) => {
  expect(configOf(options)).toMatchObject(config);
}); // prettier-ignore

test.each<[LockoutOptions, string]>([
  [{ attempts: 2 }, 'PreAuthentication.lockout has 2 attempts. Pass a whole number, 3 to 100: people mistype.'],
  [{ attempts: 101 }, 'has 101 attempts'],
  [{ attempts: 3.5 }, 'has 3.5 attempts'],
  [
    { duration: Duration.minutes(16) },
    'duration of PreAuthentication.lockout is 16 minutes, and whoever knows a name can lock its owner out. Pass 1 second to 15 minutes.',
  ],
  [{ duration: Duration.millis(999) }, 'duration of PreAuthentication.lockout is 999 millis'],
  [{ window: Duration.seconds(59) }, 'window of PreAuthentication.lockout is 59 seconds. Pass 1 minute to 1 day.'],
  [{ window: Duration.hours(25) }, 'window of PreAuthentication.lockout is 1 day 1 hour'],
])('refuses %j', (options, sentence) => {
  expect(() => newAuth().addTrigger(PreAuthentication.lockout(options))).toThrow(sentence);
});

test('is there once, and not unless it is asked for', () => {
  const auth = newAuth();
  auth.addTrigger(PreAuthentication.lockout());
  expect(() => auth.addTrigger(PreAuthentication.lockout({ attempts: 5 }))).toThrow('was added before');
  const without = withTriggers((other) => other.addTrigger(PreAuthentication.maintenance({ message: 'Closed' })), {});
  expect(allOf(without, 'AWS::DynamoDB::Table')).toEqual([]);
});
