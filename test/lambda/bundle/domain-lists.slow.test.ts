import * as ssm from 'aws-cdk-lib/aws-ssm';
import { EmailDomainList, PreSignUp } from 'cdk-cognito-auth';
import { runFunction } from './function';
import { bucketIn } from '../../support/auth';
import { type Build, deployedFunction } from '../../support/triggers';
import { signUpOf } from '../events';
import { type AwsAnswer, awsEndpoint } from '../ports/aws-endpoint';

const REFUSED = 'Sign-up with this e-mail address is not allowed';
const NEUTRAL = 'Sign-up is not possible right now. Please try again later';
const EVENTS = [signUpOf('ann@example.com'), signUpOf('ann@evil.test')];

let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => (aws = await awsEndpoint()));
afterAll(() => aws.close());

const parameter: Build = (auth, stack) => {
  const list = EmailDomainList.parameter(new ssm.StringParameter(stack, 'Domains', { stringValue: 'example.com' }));
  auth.addTrigger(PreSignUp.allowEmailDomainsIn(list));
};
const object: Build = (auth, stack) =>
  auth.addTrigger(PreSignUp.denyEmailDomainsIn(EmailDomainList.s3Object(bucketIn(stack), 'lists/disposable.txt')));

/** What the function of a synthesised app answers; where the template has tokens, names of a parameter and a bucket. */
async function run(build: Build, answer: () => AwsAnswer | 'never', events = EVENTS) {
  aws.answers(answer);
  const { folder, steps } = deployedFunction('PreSignUp', build);
  const placed = JSON.parse(JSON.stringify(steps).replaceAll('<token>', 'domains')) as typeof steps;
  const { outcomes, output } = await runFunction(folder, placed, events, aws.environment);
  return { output, answers: outcomes.map(({ event, error }) => error?.message ?? event) };
}

test.each<[string, Build, () => AwsAnswer]>([
  ['a parameter says who may sign up', parameter, () => ({ body: '{"Parameter":{"Value":"example.com,a.example"}}' })],
  ['an object says who may not', object, () => ({ body: '# disposable\nevil.test\n' })],
])('%s, and is read once', async (_, build, answer) => {
  const { answers } = await run(build, answer, [...EVENTS, ...EVENTS]);
  expect(answers).toEqual([EVENTS[0], REFUSED, EVENTS[0], REFUSED]);
  expect(aws.requests).toHaveLength(1);
});

test.each<[string, () => AwsAnswer | 'never']>([
  ['is not there', () => ({ status: 404, body: '{"__type":"ParameterNotFound"}' })],
  ['may not be read', () => ({ status: 403, body: '{"__type":"AccessDeniedException"}' })],
  ['is not read in time', () => 'never'],
  ['is empty', () => ({ body: '{"Parameter":{"Value":" "}}' })],
])(
  'nobody signs up when the list %s',
  async (_, answer) => {
    for (const build of [parameter, object]) {
      const { answers, output } = await run(build, answer, EVENTS.slice(0, 1));
      expect(answers).toEqual([NEUTRAL]);
      expect(output).toContain('"step":"emailDomainsIn","requestId"');
      expect(output).not.toContain('ann@');
    }
  },
  60_000,
);
