import { Duration } from 'aws-cdk-lib';
import { AuthConfigError } from '../../private/errors';

interface Limits {
  readonly least: Duration;
  readonly most: Duration;
}

const TOKEN: Limits = { least: Duration.minutes(5), most: Duration.days(1) };

/** What Cognito takes. */
const LIMITS: Record<string, Limits> = {
  accessTokenValidity: TOKEN,
  idTokenValidity: TOKEN,
  refreshTokenValidity: { least: Duration.minutes(60), most: Duration.days(3_650) },
  authSessionValidity: { least: Duration.minutes(3), most: Duration.minutes(15) },
};

/** Refuses what Cognito would refuse; a refresh token that ends before the tokens that it renews is of no use. */
export function requireValidity(
  where: string,
  validity: {
    readonly accessTokenValidity: Duration;
    readonly idTokenValidity: Duration;
    readonly refreshTokenValidity: Duration;
    readonly authSessionValidity?: Duration;
  },
): void {
  for (const [name, limits] of Object.entries(LIMITS)) {
    requireLimits(where, name, validity[name as keyof typeof validity], limits);
  }
  const { refreshTokenValidity: refresh } = validity;
  for (const name of ['accessTokenValidity', 'idTokenValidity'] as const) {
    if (validity[name].toSeconds() <= refresh.toSeconds()) continue;
    throw new AuthConfigError(
      where,
      `${name} is ${validity[name].toHumanString()}, longer than refreshTokenValidity (${refresh.toHumanString()}). Shorten it, or lengthen the other.`,
    );
  }
}

export function requireGracePeriod(where: string, chosen: Duration | undefined): void {
  if (!chosen || chosen.toSeconds() <= 60) return;
  throw new AuthConfigError(
    where,
    `refreshTokenRotationGracePeriod is ${chosen.toHumanString()}. Cognito takes from 0 to 60 seconds: choose one of these.`,
  );
}

function requireLimits(where: string, name: string, chosen: Duration | undefined, { least, most }: Limits): void {
  if (!chosen) return;
  const seconds = chosen.toSeconds({ integral: false });
  if (seconds < least.toSeconds() || seconds > most.toSeconds()) {
    throw new AuthConfigError(
      where,
      `${name} is ${chosen.toHumanString()}. Cognito takes from ${least.toHumanString()} to ${most.toHumanString()}: choose one of these.`,
    );
  }
  if (seconds % 60 === 0) return;
  throw new AuthConfigError(
    where,
    `${name} is ${chosen.toHumanString()}, which is no whole number of minutes. Round it.`,
  );
}
