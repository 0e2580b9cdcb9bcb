import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { Cast } from './cast';

/** Refresh with rotation, and a sign-out after which nothing opens any more. */
export function sessionSteps(cast: Cast): Step[] {
  const { alice, clients, outputs } = cast;
  const { ClientId } = outputs;
  const refresh = async (RefreshToken: string) =>
    (await clients.app.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }))).AuthenticationResult!;
  const whoAmI = () => clients.app.send(new GetUserCommand({ AccessToken: cast.tokensOf(alice).accessToken }));
  return [
    {
      asks: 'alice refreshes her tokens',
      run: async () => {
        const { refreshToken } = cast.tokensOf(alice);
        const { AccessToken, IdToken, RefreshToken } = await refresh(refreshToken);
        demand(!!RefreshToken && RefreshToken !== refreshToken, 'the refresh token does not rotate');
        cast.keep(alice, { accessToken: AccessToken!, idToken: IdToken!, refreshToken: RefreshToken! });
        demand((await cast.claimsOf(alice)).access.plan === 'free', 'the claim plan is missing');
        return 'new tokens, and a new refresh token in place of the old one';
      },
    },
    {
      asks: 'alice signs out: her refresh token is revoked, and used again',
      run: async () => {
        const { refreshToken } = cast.tokensOf(alice);
        await whoAmI();
        await clients.app.send(new RevokeTokenCommand({ ClientId, Token: refreshToken }));
        return refusal(() => refresh(refreshToken), /NotAuthorizedException/);
      },
    },
    {
      asks: 'her access token is used after that',
      run: () => refusal(whoAmI, /NotAuthorizedException/),
    },
    {
      asks: 'AWS credentials are asked for with her ID token after that',
      run: () => refusal(() => alice.credentials(cast.tokensOf(alice)), /NotAuthorizedException/),
    },
  ];
}
