import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { ask, tokenFor } from '../ask';
import { demand, refusal } from '../expect-refusal';
import { clientsOf, Outputs, Stage } from '../stage';
import { Step } from '../step';
import { giveKeys } from '../verified-claims';
import { Machine } from './machine';

/** The reports API: what two machines get with their secrets, and what their tokens open. */
export function machineSteps(stage: Stage, outputs: Outputs): Step[] {
  const { UserPoolId: userPoolId, LoginUrl } = outputs;
  let [dashboard, publisher]: Machine[] = [];
  /** What the API does with a token. */
  const accept = async (token: string, scope: string) => {
    const clientId = [outputs.ClientId, outputs.PublisherClientId];
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access', scope });
    await giveKeys(stage, outputs, verifier);
    return verifier.verify(token);
  };
  return [
    {
      asks: 'the dashboard reads its secret from Secrets Manager, and gets a token that may read reports',
      run: async () => {
        dashboard = await Machine.start(stage, LoginUrl, outputs.DashboardSecretArn);
        demand(dashboard.clientId === outputs.ClientId, 'the secret is that of another client');
        const { access_token, expires_in, ...others } = await dashboard.token('reports/read');
        const claims = await accept(access_token, 'reports/read');
        demand(expires_in === 900, `the token is valid for ${expires_in} seconds`);
        demand(claims.scope === 'reports/read', `the scope is ${claims.scope}`);
        demand(!others.refresh_token && !others.id_token, 'there are other tokens, too');
        return `${claims.scope}, for 15 minutes, and nothing else`;
      },
    },
    {
      asks: 'the publisher gets a token that may publish reports',
      run: async () => {
        publisher = await Machine.start(stage, LoginUrl, outputs.PublisherSecretArn);
        const { access_token } = await publisher.token('reports/write');
        return `accepted: ${(await accept(access_token, 'reports/write')).scope}`;
      },
    },
    {
      asks: 'the dashboard asks for a token that may publish',
      run: () => refusal(() => dashboard.token('reports/write'), /invalid_scope/),
    },
    {
      asks: 'both ask for all that they may do, and publish with it',
      run: async () => {
        const [hers, its] = [(await publisher.token()).access_token, (await dashboard.token()).access_token];
        await accept(hers, 'reports/read');
        await accept(hers, 'reports/write');
        await accept(its, 'reports/read');
        return refusal(() => accept(its, 'reports/write'), /JwtInvalidScopeError|Scope not allowed/);
      },
    },
    {
      asks: 'somebody asks in the name of the dashboard, with a wrong secret and with none',
      run: async () => {
        await refusal(() => dashboard.token('reports/read', 'guessed'), /invalid_client/);
        const grant = { grant_type: 'client_credentials', client_id: dashboard.clientId };
        return refusal(() => tokenFor(stage, LoginUrl, grant), /invalid_client/);
      },
    },
    {
      asks: 'a browser asks for a code in the name of the dashboard',
      run: async () => {
        const redirect_uri = 'http://localhost:5173/callback';
        const query = new URLSearchParams({ client_id: dashboard.clientId, response_type: 'code', redirect_uri });
        const { location = '', body } = await ask(stage, `${LoginUrl}/oauth2/authorize?${query}`);
        const answer = `${location} ${JSON.stringify(body)}`;
        demand(!location.startsWith(redirect_uri) && /redirect_mismatch/.test(answer), `the answer is ${answer}`);
        return 'refused, as it should be: redirect_mismatch';
      },
    },
    {
      asks: 'the dashboard uses its token for the profile of a user',
      run: async () => {
        const { access_token: AccessToken } = await dashboard.token();
        return refusal(() => clientsOf(stage).app.send(new GetUserCommand({ AccessToken })), /NotAuthorizedException/);
      },
    },
  ];
}
