import { ask, complete, type Open, type Outcome, passwordVerifier } from './sign-in';
import { demand, refuse } from './store';
import { About, notFound, runTrigger } from './triggers';

/** A custom sign-in, and what its triggers get in all of their events. */
type Custom = Open & { readonly about: About };

/** A challenge that has been answered, as the triggers see it. */
export type Round = ReturnType<typeof round>;
export function round(challengeName: string, challengeResult = true, challengeMetadata: string | null = null) {
  return { challengeName, challengeResult, challengeMetadata };
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html — next challenge, tokens or failure, after all rounds so far; clientMetadata is that of the answer, never that of InitiateAuth
// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html — public parameters for the app, private ones and the metadata for the next rounds
// @assumed as many rounds as the triggers want: no page names a limit; MFA and new passwords are theirs to ask for
export async function nextRound(open: Custom, clientMetadata?: object, srpA?: string): Promise<Outcome> {
  const { user, about, rounds: session = [] } = open;
  const silent = 'Custom auth lambda trigger is not configured for the user pool.';
  const common = { session, userNotFound: notFound(about), clientMetadata };
  const run = (source: string, more?: object) => runTrigger(`${source}_Authentication`, about, { ...common, ...more });
  const verdict = (await run('DefineAuthChallenge')) ?? refuse('InvalidParameter', silent);
  const { challengeName, issueTokens, failAuthentication } = verdict;
  demand(!failAuthentication && (user || !issueTokens), 'NotAuthorized', 'Incorrect username or password.');
  if (issueTokens) return complete({ ...open, user: user! }, clientMetadata);
  if (challengeName === 'PASSWORD_VERIFIER' && srpA) return passwordVerifier(open, about.user.username, srpA);
  demand(challengeName === 'CUSTOM_CHALLENGE', 'InvalidLambdaResponse', 'Unrecognizable lambda output');
  const made = (await run('CreateAuthChallenge', { challengeName })) ?? refuse('InvalidParameter', silent);
  const { publicChallengeParameters, privateChallengeParameters, challengeMetadata } = made;
  const custom = { privateChallengeParameters: privateChallengeParameters ?? {}, challengeMetadata };
  const USERNAME = about.user.username;
  return ask(challengeName, { ...open, custom }, { USERNAME, ...publicChallengeParameters });
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html — the answer with the private parameters of its challenge
export async function answerRound(open: Custom, challengeAnswer: string, clientMetadata?: object): Promise<Outcome> {
  const { about, rounds = [], custom } = open;
  const { privateChallengeParameters, challengeMetadata } = custom!;
  const request = { privateChallengeParameters, challengeAnswer, userNotFound: notFound(about), clientMetadata };
  const answer = await runTrigger('VerifyAuthChallengeResponse_Authentication', about, request);
  demand(answer, 'InvalidParameter', 'Custom auth lambda trigger is not configured for the user pool.');
  const answered = round('CUSTOM_CHALLENGE', answer.answerCorrect === true, challengeMetadata);
  return nextRound({ ...open, rounds: [...rounds, answered] }, clientMetadata);
}
