import { Duration } from 'aws-cdk-lib';
import { PreAuthentication } from 'cdk-cognito-auth';
import { lockoutAskedFor } from './lockouts';
import { changing, rewriting, setting } from './mutants';
import { prove } from './prove';
import { withTriggers } from '../support/triggers';

const POOL = 'AWS::Cognito::UserPool';
const FUNCTION = 'AWS::Lambda::Function';
const TABLE = 'AWS::DynamoDB::Table';

const mutants = {
  'an hour': rewriting(FUNCTION, '\\"lockSeconds\\":[60', '\\"lockSeconds\\":[3600'),
  'a lock without an end': rewriting(FUNCTION, '\\"lockSeconds\\":[60', '\\"lockSeconds\\":[null'),
  'no lock at all': rewriting(FUNCTION, '\\"lockSeconds\\":[60,120,240,480,900]', '\\"lockSeconds\\":[]'),
  'the second attempt': rewriting(FUNCTION, '\\"attempts\\":10', '\\"attempts\\":2'),
  'nobody is asked': changing(POOL, ({ Properties }) => delete Properties.LambdaConfig.PreAuthentication),
  'no success is told': changing(POOL, ({ Properties }) => delete Properties.LambdaConfig.PostAuthentication),
  'another step forgets': rewriting(FUNCTION, 'forgetAttempts', 'lastSignIn'),
  'counts that stay': setting(TABLE, { TimeToLiveSpecification: undefined }),
};

const withLockout = (options = {}) => withTriggers((auth) => auth.addTrigger(PreAuthentication.lockout(options)), {});

prove('threat 33, lockouts that were asked for', lockoutAskedFor, [
  { name: 'one with nothing said', template: withLockout(), mutants },
  { name: 'the longest', template: withLockout({ attempts: 3, duration: Duration.minutes(15) }) },
]);

test('a lockout that was asked for is found, so that the check does not pass for want of one', () => {
  const broken = mutants['an hour'](withLockout());
  expect(lockoutAskedFor(broken)).toEqual([expect.stringMatching(/^AuthPreAuthenticationFunction.* 15 minutes$/)]);
});
