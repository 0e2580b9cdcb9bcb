import * as path from 'node:path';
import { Answer, AwsError, demand, notImitated, Request } from '../kernel';
import { readable } from './attributes';
import { mfaOperations } from './factors';
import { idpResponse, samlResponse, startFederation } from './federation';
import { answerChallenge, signIn } from './sign-in';
import { Client, epoch, Pool, UserPools } from './store';
import { issueMachineToken, issueTokens, newRefreshToken, refresh, revoke, sessionOf, visible } from './tokens';
import { pageAnswer } from '../../support/html';
import * as oauth from '../../support/oauth-server';

/** The client, with its secret in the header or in the form where it has one. */
function provenClient(visit: Visit): Client {
  const [id = '', secret] = oauth.credentialsIn(visit, visit.input);
  const client = visit.pool.clients.get(id);
  demand(client && client.secret === secret, 'invalid_client', 'Unknown client, or a wrong secret');
  return client;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html — three grants; a code serves once, for its client and callback URL, with its verifier; secrets by Basic or in the form
const GRANTS: Record<string, (visit: Visit, client: Client) => Promise<oauth.Tokens>> = {
  async authorization_code({ pool, input }, client) {
    const grant = pool.codes.get(input.code);
    pool.codes.delete(input.code);
    // @assumed a code lives for five minutes
    const isFresh = grant?.client === client && grant.authTime + 300 >= epoch(pool.now());
    const isFine = isFresh && oauth.isRedeemedAsAsked(grant.authorization!, input);
    demand(isFine, 'invalid_grant', 'The code, its callback URL or its verifier is wrong, or the code has been used');
    return { ...(await issueTokens(grant, 'HostedAuth')), RefreshToken: newRefreshToken(grant) };
  },
  refresh_token: ({ input }, client) => refresh(client, input.refresh_token),
  async client_credentials({ input }, client) {
    const { AllowedOAuthFlows = [], AllowedOAuthScopes } = client.props;
    const isMachine = AllowedOAuthFlows.includes('client_credentials');
    demand(isMachine, 'unauthorized_client', 'client_credentials is not enabled for the client');
    const metadata = input.aws_client_metadata && JSON.parse(input.aws_client_metadata);
    return issueMachineToken(client, oauth.scopesOf(input.scope, AllowedOAuthScopes), metadata);
  },
};

async function token(visit: Visit): Promise<Answer> {
  const client = provenClient(visit);
  const grant = GRANTS[visit.input.grant_type];
  demand(grant, 'unsupported_grant_type', `grant_type ${visit.input.grant_type}`);
  return oauth.tokenAnswer(await grant(visit, client));
}

/** One request to the login domain of a pool. */
export interface Visit extends Request {
  readonly pools: UserPools;
  readonly pool: Pool;
  /** `https://` and the domain. */
  readonly origin: string;
  /** What the query and the form say. */
  readonly input: Record<string, string>;
}

/** The client, if the callback URL is one of its own. */
function clientOf({ pool, input }: Visit): Client | undefined {
  const client = pool.clients.get(input.client_id);
  return client?.props.CallbackURLs?.includes(input.redirect_uri) ? client : undefined;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html — callback URL to the letter, scopes of the client, S256, state and nonce, identity_provider and idp_identifier; errors go to the callback URL
function readAuthorization(visit: Visit): { client: Client; authorization: oauth.Authorization } {
  const { response_type } = visit.input;
  const client = clientOf(visit);
  demand(client, 'redirect_mismatch', 'An unknown client, or a callback URL that the client does not have.');
  const { AllowedOAuthFlowsUserPoolClient: isOn, AllowedOAuthFlows = [], AllowedOAuthScopes } = client.props;
  if (response_type === 'token' && AllowedOAuthFlows.includes('implicit')) notImitated('the implicit grant');
  const mayCode = isOn && AllowedOAuthFlows.includes('code') && response_type === 'code';
  demand(mayCode, 'unauthorized_client', 'response_type is not allowed for the client');
  return { client, authorization: oauth.readAuthorizationRequest(visit.input, AllowedOAuthScopes) };
}

async function authorize(visit: Visit): Promise<Answer> {
  const { pool, input, origin } = visit;
  const { client, authorization } = readAuthorization(visit);
  const { identity_provider, idp_identifier } = input;
  const { SupportedIdentityProviders: offered = ['COGNITO'] } = client.props;
  const known = [...pool.providers.values()].find(({ IdpIdentifiers = [] }) => IdpIdentifiers.includes(idp_identifier));
  const name = identity_provider ?? known?.ProviderName ?? (offered.length === 1 ? offered[0] : 'COGNITO');
  demand(offered.includes(name), 'invalid_request', `The provider ${name} is not enabled for the client.`);
  if (name === 'COGNITO') return oauth.redirect(`${origin}/login`, input);
  return startFederation(visit, { client, authorization, provider: pool.providers.get(name) });
}

function page(name: 'login' | 'challenge', visit: Visit, message: string, values: object = {}, status = 200): Answer {
  const providers: string[] = clientOf(visit)?.props.SupportedIdentityProviders ?? [];
  const query = (provider: string) => new URLSearchParams([...visit.query, ['identity_provider', provider]]);
  const links = providers.map((one) => [one, `/oauth2/authorize?${query(one)}`] as const);
  return pageAnswer(path.join(__dirname, `${name}.html`), { ...visit.input, ...values, message }, links, status);
}

// @assumed the looks and the field names of the login page
async function login(visit: Visit): Promise<Answer> {
  const { client, authorization } = readAuthorization(visit);
  const { username, password, factor = 'PASSWORD', session, challenge, answer } = visit.input;
  const answers = { USERNAME: username, PASSWORD: password, [`${challenge}_CODE`]: answer, NEW_PASSWORD: answer };
  const next = { ChallengeName: challenge, Session: session, ChallengeResponses: answers };
  const { AssociateSoftwareToken, VerifySoftwareToken } = mfaOperations(visit.pools);
  try {
    if (visit.method === 'GET') return page('login', visit, '');
    if (challenge === 'MFA_SETUP') await VerifySoftwareToken({ Session: session, UserCode: answer }, visit as never);
    const outcome = await (session
      ? answerChallenge(client, next)
      : signIn({ client, authorization }, username, factor, answers));
    if (outcome.code) return oauth.backToApp(authorization, outcome);
    const { ChallengeName, Session } = outcome;
    const setUp: any = ChallengeName === 'MFA_SETUP' && (await AssociateSoftwareToken({ Session }, visit as never));
    return page('challenge', visit, '', { challenge: ChallengeName, session: Session, secret: setUp.SecretCode });
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    return page(session ? 'challenge' : 'login', visit, error.message);
  }
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html — goes to a registered logout URL or back to the login page
function logout(visit: Visit): Answer {
  const { pool, input, origin } = visit;
  const { client_id, logout_uri, state } = input;
  if (!logout_uri) return readAuthorization(visit) && oauth.redirect(`${origin}/login`, input);
  const isKnown = pool.clients.get(client_id)?.props.LogoutURLs?.includes(logout_uri);
  demand(isKnown, 'redirect_mismatch', 'An unknown client, or a logout URL that the client does not have.');
  return oauth.redirect(logout_uri, { state });
}

const PAGES: Record<string, (visit: Visit) => Promise<Answer> | Answer> = {
  'GET /oauth2/authorize': authorize,
  'GET /login': login,
  'POST /login': login,
  'GET /logout': logout,
  'GET /oauth2/idpresponse': idpResponse,
  'POST /saml2/idpresponse': samlResponse,
};
/** What apps call themselves, with the code of unforeseen errors: these are JSON. */
const ENDPOINTS: Record<string, [run: (visit: Visit) => Promise<Answer> | Answer, code: string, status: number]> = {
  'POST /oauth2/token': [token, 'invalid_grant', 400],
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html — an access token with openid; the attributes of its scopes
  'GET /oauth2/userInfo': [
    ({ pools, headers }) => {
      const { client, user, authorization } = sessionOf(pools, `${headers.authorization?.split(' ')[1]}`, 'openid');
      return oauth.json({ ...visible(readable(client, user), authorization!.scopes), username: user.username });
    },
    ...(['invalid_token', 401] as const),
  ],
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html — a refresh token and all that came from it
  'POST /oauth2/revoke': [
    (visit) => oauth.json(revoke(provenClient(visit), visit.input.token)),
    'invalid_request',
    400,
  ],
};

/** Answers what is asked of a login domain, by the name of the host. */
export async function managedLogin(pools: UserPools, request: Request): Promise<Answer | undefined> {
  const host = request.headers.host?.split(':')[0] ?? '';
  const domain = [...pools.domains.values()].find((one) => pools.hostOf(one) === host);
  if (!domain) return undefined;
  const asked = `${request.method} ${request.path}`;
  const [run, otherwise = 'invalid_request', status = 400] = ENDPOINTS[asked] ?? [PAGES[asked]];
  if (!run) return notImitated(`${asked} of a login domain`);
  const input = Object.fromEntries([...request.query, ...new URLSearchParams(request.body.toString())]);
  const visit = { ...request, pools, pool: pools.pool(domain.UserPoolId), origin: `https://${host}`, input };
  try {
    return await run(visit);
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    const code = /^[a-z_]+$/.test(error.code) ? error.code : otherwise;
    const problem = { error: code, error_description: error.message };
    if (ENDPOINTS[asked]) return oauth.json(problem, status);
    // @assumed an unknown client or callback URL ends on a page with the error
    if (!clientOf(visit)) return page('login', visit, `${code}: ${error.message}`, {}, status);
    return oauth.redirect(input.redirect_uri, { ...problem, state: input.state });
  }
}
