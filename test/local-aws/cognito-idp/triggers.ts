import { InvokeOutcome } from '../kernel';
import { Client, demand, Pool, refuse, User } from './store';
export const LAMBDA_CONFIG = /^(PreSignUp|PostConfirmation|(Pre|Post)Authentication|PreTokenGeneration(Config)?)$/;

export const tokenTriggerVersion = ({ props }: Pick<Pool, 'props'>): string =>
  props.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0';

/** Who did what: a user (perhaps one who does not exist), with the client of the request unless it was an administrator. */
type Occasion = { pool: Pool; user: Pick<User, 'username'> & Partial<User>; client?: Client; source: string };

/** Invokes the function of a trigger, if there is one, and returns the response that it wrote. */
export async function runTrigger(trigger: string, about: Occasion, more: object, response: object = {}): Promise<any> {
  const { pool, user, client, source } = about;
  const { world } = pool;
  const isToken = trigger === 'PreTokenGeneration';
  const config = pool.props.LambdaConfig ?? {};
  const arn: string | undefined = (isToken && config.PreTokenGenerationConfig?.LambdaArn) || config[trigger];
  if (!arn) return undefined;
  const known = pool.users.has(user as User) && { sub: user.sub, 'cognito:user_status': user.status };
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html — common parameters; five seconds, three attempts
  const event = {
    version: isToken ? tokenTriggerVersion(pool)[1] : '1',
    region: world.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client?.id ?? 'CLIENT_ID_NOT_APPLICABLE' },
    triggerSource: `${isToken ? 'TokenGeneration' : trigger}_${source}`,
    request: JSON.parse(JSON.stringify({ userAttributes: { ...known, ...user.attributes }, ...more })),
    response,
  };
  const invoker = { service: 'cognito-idp.amazonaws.com', sourceArn: pool.arn, sourceAccount: world.account };
  let outcome: InvokeOutcome;
  let attempts = 0;
  // @assumed a time-out and a crash are tried again, an error that the function returned is not
  do outcome = await world.invoke(arn, event, invoker, 5000);
  while (!outcome.ok && ['Sandbox.Timedout', 'Runtime.ExitError'].includes(outcome.errorType) && ++attempts < 3);
  if (!outcome.ok) {
    // @aws https://repost.aws/knowledge-center/cognito-lambda-trigger-errors — a missing permission or function, a time-out, an error of the function
    const { errorType, message } = outcome;
    const isCallable = !['AccessDeniedException', 'ResourceNotFoundException'].includes(errorType);
    demand(isCallable, 'UnexpectedLambda', `${trigger} invocation failed due to error ${errorType}.`);
    const silent = `${trigger} failed with error Socket timeout while invoking Lambda function.`;
    demand(errorType !== 'Sandbox.Timedout', 'UnexpectedLambda', silent);
    return refuse('UserLambdaValidation', `${trigger} failed with error ${message}.`);
  }
  // @assumed the event must come back with a response object
  const answer = outcome.payload?.response;
  demand(answer && typeof answer === 'object', 'InvalidLambdaResponse', 'Unrecognizable lambda output');
  return answer;
}
