import { Operations } from '../kernel';
import { mfaOf } from './admin';
import { asList, asRecord, checkAttributes, readable } from './attributes';
import { redeemCode, sendCode } from './sign-up';
import { Client, demand, UserPools } from './store';
import { issueTokens, newRefreshToken, personal } from './tokens';

function grantOf(client: Client, token: string) {
  const grant = [...client.pool.grants].find(({ refreshTokens }) => refreshTokens.has(token));
  demand(grant?.client === client, 'NotAuthorized', 'Invalid Refresh Token');
  return grant!;
}

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html — rotation and its grace period; a client with it excludes REFRESH_TOKEN_AUTH
async function refresh(pools: UserPools, { ClientId, RefreshToken: token, ClientMetadata }: any) {
  const client = pools.client(ClientId);
  const grant = grantOf(client, token);
  const dies = grant.refreshTokens.get(token)!;
  demand(!grant.revoked, 'NotAuthorized', 'Refresh Token has been revoked');
  demand(grant.expires > pools.now(), 'NotAuthorized', 'Refresh Token has expired');
  demand(dies > pools.now(), 'RefreshTokenReuse', 'Refresh token was invalidated by rotation');
  const tokens = await issueTokens(pools, grant, 'RefreshTokens', ClientMetadata);
  const { Feature, RetryGracePeriodSeconds = 0 } = client.props.RefreshTokenRotation ?? {};
  if (Feature !== 'ENABLED') return { AuthenticationResult: tokens };
  // @assumed the grace period starts with the first use and the next one does not prolong it
  grant.refreshTokens.set(token, Math.min(dies, pools.now() + RetryGracePeriodSeconds * 1000));
  return { AuthenticationResult: { ...tokens, RefreshToken: newRefreshToken(grant) } };
}

/** What the holder of a token may do. */
// @missing ChangePassword, DeleteUser, DeleteUserAttributes, GetUserAttributeVerificationCode
export function sessionOperations(pools: UserPools): Operations {
  return {
    GetTokensFromRefreshToken: (input) => refresh(pools, input),
    // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html — only refresh tokens of this client, only where it enables revocation
    RevokeToken({ ClientId, Token }) {
      const client = pools.client(ClientId);
      const isEnabled = client.props.EnableTokenRevocation !== false;
      demand(isEnabled, 'UnsupportedOperation', 'Token revocation is not enabled for this client.');
      demand(!pools.verified(Token), 'UnsupportedTokenType', 'Only refresh tokens can be revoked.');
      grantOf(client, Token).revoked = true;
    },
    GlobalSignOut: personal(pools, ({ pool, user }) => pool.endSessions(user)),
    GetUser: personal(pools, ({ client, user }) => {
      return { Username: user.username, UserAttributes: asList(readable(client, user)), ...mfaOf(user) };
    }),
    UpdateUserAttributes: personal(pools, ({ pool, client, user }, { UserAttributes }) => {
      const { email = user.attributes.email, ...others } = asRecord(UserAttributes);
      checkAttributes(pool, asRecord(UserAttributes), user, client);
      Object.assign(user.attributes, others);
      if (email === user.attributes.email) return {};
      // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html — where the pool demands it, the old address stays until the new one is verified
      const settings = pool.props.UserAttributeUpdateSettings;
      const keeps = settings?.AttributesRequireVerificationBeforeUpdate?.includes('email');
      if (!keeps) Object.assign(user.attributes, { email, email_verified: 'false' });
      if (!keeps && !pool.props.AutoVerifiedAttributes?.includes('email')) return {};
      return { CodeDeliveryDetailsList: [sendCode(pools, pool, user, 'email', 'UpdateUserAttribute', email)] };
    }),
    VerifyUserAttribute: personal(pools, ({ pool, user }, { AttributeName, Code }) => {
      const email = redeemCode(pools, user, AttributeName, Code)!;
      checkAttributes(pool, { email }, user);
      Object.assign(user.attributes, { email, email_verified: 'true' });
    }),
  };
}
