import { CLIENT, firstFactors, flowsOf, isMachine, Properties, rotates, withPool } from './parts';
import { about, list } from '../threats/checks';

export const v5 = about(CLIENT, (client) => ({
  'is a machine without a secret': isMachine(client) && client.GenerateSecret !== true,
}));

/** A machine is nobody: scopes that say who somebody is are refused. */
const SCOPES_OF_USERS = ['openid', 'profile', 'email', 'phone', 'aws.cognito.signin.user.admin'];

export const v6 = about(CLIENT, (client) => ({
  'is a machine with scopes of users':
    isMachine(client) && list(client.AllowedOAuthScopes).some((scope) => SCOPES_OF_USERS.includes(`${scope}`)),
}));

const HTTP_BEYOND_LOOPBACK = /^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])([:/?]|$))/i;

export const v10 = about(CLIENT, ({ CallbackURLs, LogoutURLs, DefaultRedirectURI }) => ({
  'returns by http to another machine': [...list(CallbackURLs), ...list(LogoutURLs), DefaultRedirectURI].some((url) =>
    HTTP_BEYOND_LOOPBACK.test(`${url}`),
  ),
}));

const servesPoolUsers = ({ SupportedIdentityProviders }: Properties): boolean =>
  SupportedIdentityProviders === undefined || list(SupportedIdentityProviders).includes('COGNITO');

/** A first factor beyond the password is offered by choice-based sign-in alone, to the pool's own users. */
export const v12 = withPool(CLIENT, (client, pool) => ({
  'does not offer the first factors of the pool':
    !isMachine(client) &&
    servesPoolUsers(client) &&
    firstFactors(pool).some((factor) => factor !== 'PASSWORD') &&
    !flowsOf(client).includes('ALLOW_USER_AUTH'),
}));

export const v16 = about(CLIENT, (client) => ({
  'rotates refresh tokens and has the flow without rotation':
    rotates(client) && flowsOf(client).includes('ALLOW_REFRESH_TOKEN_AUTH'),
}));
