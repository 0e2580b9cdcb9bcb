import { Client, demand, hidesExistence, Pool, refuse, User } from './store';
import { eventOf as fixtureOf } from '../../lambda/events';
import type { FunctionOutcome } from '../../support/function-process';

/** Whom it is about: a user, perhaps a stranger, or a machine; with the client, unless an administrator acts. */
export type About = { pool: Pool; user: Pick<User, 'username'> & Partial<User>; client?: Client };

/** The function of a trigger, and the version of its events. */
export function triggerOf({ props }: Pick<Pool, 'props'>, trigger: string): { arn?: string; version: string } {
  const { [trigger]: plain, [`${trigger}Config`]: entry = plain } = props.LambdaConfig ?? {};
  const { LambdaArn: arn = entry, LambdaVersion = 'V1_0' } = entry ?? {};
  return { arn, version: LambdaVersion[1] };
}

/** Set only where existence is hidden. */
export const notFound = ({ client, user }: About) =>
  client && hidesExistence(client) ? !client.pool.users.has(user as User) : undefined;

export const invokerOf = ({ arn, world }: Pool) => {
  return { service: 'cognito-idp.amazonaws.com', sourceArn: arn, sourceAccount: world.account };
};

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html — common parameters; five seconds, three attempts
// What a function may fill in is, blank, what the fixtures of the handlers have.
function eventOf(triggerSource: string, version: string, about: About, request: object) {
  const { pool, user, client } = about;
  const known = pool.users.has(user as User) && { sub: user.sub, 'cognito:user_status': user.status };
  const { callerContext, ...blank } = fixtureOf(triggerSource, version);
  return {
    ...{ ...blank, region: pool.world.region, userPoolId: pool.id, userName: user.username },
    callerContext: { ...callerContext, clientId: client?.id ?? 'CLIENT_ID_NOT_APPLICABLE' },
    request: JSON.parse(JSON.stringify({ userAttributes: { ...known, ...user.attributes }, ...request })),
  };
}

async function attempt(pool: Pool, arn: string, event: object, again: RegExp, timeoutMs: number) {
  let outcome: FunctionOutcome;
  let attempts = 0;
  do outcome = await pool.world.invoke(arn, event, invokerOf(pool), timeoutMs);
  while (!outcome.ok && again.test(outcome.errorType) && ++attempts < 3);
  return outcome;
}

/** Invokes the function of a trigger, if there is one, and returns the response that it wrote. */
export async function runTrigger(source: string, about: About, request: object): Promise<any> {
  const trigger = source.split('_')[0].replace(/^Token/, 'PreToken');
  const { arn, version } = triggerOf(about.pool, trigger);
  if (!arn) return undefined;
  const event = eventOf(source, version, about, request);
  // @assumed a time-out and a crash are tried again, an error that the function returned is not
  const outcome = await attempt(about.pool, arn, event, /^(Sandbox.Timedout|Runtime.ExitError)$/, 5000);
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

/** Hands a message to the pool's own sender, and waits for nothing. */
export function runSender(trigger: string, kind: string, about: About, request: object): void {
  const { arn, version } = triggerOf(about.pool, trigger);
  const event = eventOf(`${trigger}_${kind}`, version, about, request);
  // @assumed as Lambda does with every asynchronous event: two more attempts after any failure, here without a pause
  const say = ({ message }: { message: string }) => about.pool.world.journal.push(`${trigger} failed: ${message}`);
  attempt(about.pool, arn!, event, /^/, 900_000).then((outcome) => outcome.ok || say(outcome), say);
}
