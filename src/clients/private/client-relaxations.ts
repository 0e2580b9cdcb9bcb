import { Duration } from 'aws-cdk-lib';
import { asksForAdmin } from './client-scopes';
import { ClientSettings } from './client-settings';
import * as defaults from '../../defaults';
import { Relaxation } from '../../private/relaxations';

/** What the settings of a client give up against the defaults, each with what a thief gains by it. */
export function clientRelaxations({ props, givesUpRotation }: ClientSettings): Relaxation[] {
  return [...tokenRelaxations(props), ...flowRelaxations(props, givesUpRotation)];
}

function tokenRelaxations(props: ClientSettings['props']): Relaxation[] {
  const { refreshTokenValidity, accessTokenValidity, idTokenValidity, refreshTokenRotationGracePeriod } = props;
  return [
    {
      isMade: exceeds(refreshTokenValidity, defaults.REFRESH_TOKEN_VALIDITY),
      id: 'longRefreshToken',
      sentence: `a stolen refresh token works for ${refreshTokenValidity.toHumanString()}. Stay within ${defaults.REFRESH_TOKEN_VALIDITY.toHumanString()}, or acknowledge the warning.`,
    },
    {
      isMade:
        exceeds(accessTokenValidity, defaults.ACCESS_TOKEN_VALIDITY) ||
        exceeds(idTokenValidity, defaults.ID_TOKEN_VALIDITY),
      id: 'longToken',
      sentence: `a stolen ID or access token works for longer than ${defaults.ACCESS_TOKEN_VALIDITY.toHumanString()}, whatever is revoked. Shorten it, or acknowledge the warning.`,
    },
    {
      isMade: exceeds(refreshTokenRotationGracePeriod, defaults.REFRESH_TOKEN_ROTATION_GRACE_PERIOD),
      id: 'longGracePeriod',
      sentence: `a rotated refresh token still works for ${refreshTokenRotationGracePeriod?.toHumanString()}. Stay within ${defaults.REFRESH_TOKEN_ROTATION_GRACE_PERIOD.toHumanString()}, or acknowledge the warning.`,
    },
  ];
}

function flowRelaxations({ oAuth, authFlows }: ClientSettings['props'], givesUpRotation?: string): Relaxation[] {
  return [
    {
      isMade: asksForAdmin(oAuth?.scopes),
      id: 'userAdminScope',
      sentence:
        "a stolen access token can change the user's attributes and password. Leave the scope aws.cognito.signin.user.admin out, or acknowledge the warning.",
    },
    {
      isMade: givesUpRotation !== undefined,
      id: 'noRefreshTokenRotation',
      sentence: `a stolen refresh token works beside the real one, and nobody notices. ${givesUpRotation}, or acknowledge the warning.`,
    },
    {
      isMade: oAuth?.flows?.implicitCodeGrant ?? false,
      id: 'implicitGrant',
      sentence:
        'tokens stand in the address of the page, where its history, scripts and extensions find them. Use the code grant with PKCE, or acknowledge the warning.',
    },
    {
      isMade: authFlows?.userPassword ?? false,
      id: 'userPasswordAuth',
      sentence:
        'the app sends passwords to Cognito, and so has them. Sign in with SRP or on managed login, or acknowledge the warning.',
    },
    {
      isMade: authFlows?.adminUserPassword ?? false,
      id: 'adminUserPasswordAuth',
      sentence:
        'a back end sends passwords to Cognito, and so has them. Sign in with SRP or on managed login, or acknowledge the warning.',
    },
  ];
}

function exceeds(chosen: Duration | undefined, secure: Duration): boolean {
  return chosen !== undefined && !chosen.isUnresolved() && chosen.toSeconds() > secure.toSeconds();
}
