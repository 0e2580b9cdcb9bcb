import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { ClientScope } from './client-settings';
import * as defaults from '../../defaults';

/** Options that open or close sign-in flows of the SDK, of whatever kind of client. */
export interface FlowOptions {
  readonly managedLoginOnly?: boolean;
  readonly poolUsers?: boolean;
  readonly userSrpAuth?: boolean;
  readonly customAuth?: boolean;
  readonly userPasswordAuth?: boolean;
  readonly adminUserPasswordAuth?: boolean;
  readonly refreshTokenRotation?: boolean;
  readonly refreshTokenRotationGracePeriod?: Duration;
}

export interface Flows {
  readonly authFlows: cognito.AuthFlow;
  /** With it refresh tokens rotate, and Cognito refuses the flow by which they would not. */
  readonly refreshTokenRotationGracePeriod?: Duration;
}

/** SRP and what is asked for; what remains without a flow is the refresh of tokens that managed login gave. */
export function sdkFlows(scope: ClientScope, options: FlowOptions): Flows {
  if (isManagedLoginOnly(options)) {
    judgeFlows(scope, options);
    return { authFlows: closedFlows(scope, options) };
  }
  judgeClosedSrp(scope, options);
  return {
    authFlows: {
      userSrp: options.userSrpAuth ?? defaults.USER_SRP_AUTH,
      custom: options.customAuth ?? defaults.CUSTOM_AUTH,
      userPassword: options.userPasswordAuth,
      adminUserPassword: options.adminUserPasswordAuth,
      user: hasChoice(scope),
    },
    refreshTokenRotationGracePeriod: rotationGracePeriod(scope, options),
  };
}

export function isManagedLoginOnly({ managedLoginOnly = false, poolUsers = true }: FlowOptions): boolean {
  return managedLoginOnly || !poolUsers;
}

/** Whether the plan of the pool has rotation of refresh tokens. */
export function hasRotation({ pool }: ClientScope): boolean {
  return pool.featurePlan !== cognito.FeaturePlan.LITE;
}

/** What a client can do that gives rotation up; nothing where it does not, or where a secret does what rotation would. */
export function rotationAdvice(options: FlowOptions, hasSecret: boolean): string | undefined {
  if (!isManagedLoginOnly(options)) {
    return options.refreshTokenRotation === false ? 'Let refresh tokens rotate' : undefined;
  }
  if (hasSecret) return undefined;
  if (options.poolUsers === false) {
    return 'Cognito rotates none with poolUsers: false; use AppClient.web, whose secret protects them';
  }
  return 'Cognito rotates none with managedLoginOnly: leave it out';
}

/** Managed login asks for passkeys and one-time passwords only where the client has this flow. */
export function choiceFlow(scope: ClientScope, { poolUsers = true }: FlowOptions): cognito.AuthFlow {
  // said either way, because Cognito opens SRP and custom sign-in where nothing is said
  return { user: poolUsers && hasChoice(scope) };
}

/** Whether a password is not the only way to begin. */
function hasChoice({ pool }: ClientScope): boolean {
  const { emailOtp, smsOtp, passkey } = pool.firstFactors;
  return Boolean(emailOtp || smsOtp || passkey);
}

function closedFlows(scope: ClientScope, options: FlowOptions): cognito.AuthFlow {
  if ((options.poolUsers ?? true) && hasChoice(scope)) {
    scope.faults.add(
      'managedLoginOnly closes USER_AUTH, by which managed login asks for the passkeys and one-time passwords of this user pool. Leave it out, or pass poolUsers: false.',
    );
  }
  return choiceFlow(scope, options);
}

/** Without any flow the client would be one for managed login, where refresh tokens cannot rotate. */
function judgeClosedSrp(scope: ClientScope, options: FlowOptions): void {
  const { userSrpAuth, userPasswordAuth, adminUserPasswordAuth, customAuth } = options;
  if (userSrpAuth !== false || userPasswordAuth || adminUserPasswordAuth || customAuth || hasChoice(scope)) return;
  scope.faults.add(
    'userSrpAuth: false leaves the client no sign-in flow of the SDK. Open another, such as customAuth: true, or pass managedLoginOnly: true.',
  );
}

function judgeFlows({ faults }: ClientScope, options: FlowOptions): void {
  const cause = options.managedLoginOnly ? 'managedLoginOnly' : 'poolUsers: false';
  for (const name of ['userPasswordAuth', 'adminUserPasswordAuth', 'customAuth'] as const) {
    if (options[name]) faults.add(`${name} opens a sign-in flow of the SDK, which ${cause} closes. Leave one out.`);
  }
  if (!options.refreshTokenRotation && !options.refreshTokenRotationGracePeriod) return;
  faults.add(
    `refresh tokens cannot rotate with ${cause}: Cognito wants a sign-in flow of the SDK beside rotation. Leave the options of rotation out.`,
  );
}

/** Nothing where tokens do not rotate, or cannot, so that the flow by which they would not is there instead. */
function rotationGracePeriod(scope: ClientScope, options: FlowOptions): Duration | undefined {
  const { refreshTokenRotation, refreshTokenRotationGracePeriod: chosen } = options;
  const isLite = !hasRotation(scope);
  if (isLite && (chosen || refreshTokenRotation)) {
    const name = chosen ? 'refreshTokenRotationGracePeriod' : 'refreshTokenRotation';
    scope.faults.add(`${name} needs the ESSENTIALS plan. Leave it out or choose another featurePlan.`);
  }
  if (chosen && refreshTokenRotation === false) {
    scope.faults.add(
      'refreshTokenRotationGracePeriod is for rotation, which refreshTokenRotation turns off. Leave one out.',
    );
  }
  if (isLite || refreshTokenRotation === false) return undefined;
  return chosen ?? defaults.REFRESH_TOKEN_ROTATION_GRACE_PERIOD;
}
