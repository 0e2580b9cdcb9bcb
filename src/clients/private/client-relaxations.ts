import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClientSettings } from './client-settings';
import * as defaults from '../../defaults';
import { Relaxation } from '../../private/relaxations';

/** What the settings of a client give up against the defaults, each with what a thief gains by it. */
export function clientRelaxations(settings: ClientSettings): Relaxation[] {
  const { refreshTokenValidity, accessTokenValidity, idTokenValidity, refreshTokenRotationGracePeriod } = settings;
  return [
    {
      isMade: exceeds(refreshTokenValidity, defaults.REFRESH_TOKEN_VALIDITY),
      id: 'longRefreshToken',
      sentence: `a stolen refresh token works for ${refreshTokenValidity?.toHumanString()}. Stay within ${defaults.REFRESH_TOKEN_VALIDITY.toHumanString()}, or acknowledge the warning.`,
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
    {
      isMade:
        settings.oAuth?.scopes?.some(({ scopeName }) => scopeName === cognito.OAuthScope.COGNITO_ADMIN.scopeName) ??
        false,
      id: 'userAdminScope',
      sentence: `a stolen access token can change the user's attributes and password. Leave the scope ${cognito.OAuthScope.COGNITO_ADMIN.scopeName} out, or acknowledge the warning.`,
    },
  ];
}

function exceeds(chosen: Duration | undefined, secure: Duration): boolean {
  return chosen !== undefined && !chosen.isUnresolved() && chosen.toSeconds() > secure.toSeconds();
}
