import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { AnyStep } from '../../contract/steps';
import { clientsOf, partsOf } from '../../private/pool-parts';
import { readablePath } from '../../private/references';
import { Relaxation } from '../../private/relaxations';

const FLOW = 'ALLOW_CUSTOM_AUTH';
/** Flows that begin with a password, or may. */
const PASSWORD_FLOWS = ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH'];
const TRIGGERS = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
/** Methods after which Cognito asks for no second factor, because it does so with the password only. */
const BY_MAIL: Record<string, string> = { emailCode: 'CustomAuth.emailCode', magicLink: 'CustomAuth.magicLink' };

/** What is known of custom authentication when everything was added. */
export interface CustomAuthState {
  readonly userPool: cognito.UserPool;
  /** Triggers that have a bundled function. */
  readonly triggers: readonly string[];
  /** The step that makes challenges, where there is a bundled handler. */
  readonly method?: string;
  /** How long a code works that is typed where it was asked for. */
  readonly codeMinutes: number;
}

/** How long a code works, which the sign-in has to wait for that asked for it; a link opens in any. */
export function codeMinutes(wire: AnyStep | undefined): number {
  const hasCode = wire?.step === 'emailCode' || (wire?.step === 'magicLink' && wire.config.digits !== undefined);
  return hasCode ? wire.config.validSeconds / 60 : 0;
}

/** Clients that open a flow which nothing answers, and a method that undoes what the pool demands. */
export function customAuthFindings({ userPool, triggers, method = '' }: CustomAuthState): string[] {
  const pool = poolOf(userPool);
  const named = [...triggers, ...namesIn(pool)];
  const lacking = TRIGGERS.filter((trigger) => !named.includes(trigger));
  const opened = lacking.length === 0 ? [] : clientsOf(userPool).filter(opensCustomAuth);
  const isMfaDemanded = pool.mfaConfiguration === cognito.Mfa.REQUIRED;
  return [
    ...opened.map(
      (client) =>
        `the client ${readablePath(client)} opens custom authentication, and the user pool has no ${lacking.join(', ')}. Add a handler such as CustomAuth.emailCode(), or leave customAuth out.`,
    ),
    ...(isMfaDemanded && BY_MAIL[method]
      ? [
          `mfa is REQUIRED, and Cognito asks nobody for a second factor who signs in by ${BY_MAIL[method]}. Make mfa OPTIONAL, or leave the handler out.`,
        ]
      : []),
  ];
}

/** What deploys, and is not what most people mean. */
export function customAuthRelaxations({ userPool, method = '', codeMinutes: minutes }: CustomAuthState): Relaxation[] {
  const pool = poolOf(userPool);
  const hasMfa = pool.mfaConfiguration !== undefined && pool.mfaConfiguration !== cognito.Mfa.OFF;
  const clients = clientsOf(userPool);
  const around = clients.filter(({ explicitAuthFlows: flows }) => PASSWORD_FLOWS.some((flow) => flows?.includes(flow)));
  const hasty = clients.filter((client) => opensCustomAuth(client) && waitsFor(client) < minutes);
  const hosted = partsOf(userPool, isDomain).length > 0 ? clients.filter(takesPasswordsByManagedLogin) : [];
  return [
    {
      isMade: hasMfa && BY_MAIL[method] !== undefined,
      id: 'customAuthWithoutMfa',
      sentence: `Cognito asks for a second factor after a password only: who reads the mails of a user signs in by ${BY_MAIL[method]}, whatever second factor the user has. Make mfa OFF, so that nobody relies on it, or acknowledge the warning.`,
    },
    {
      isMade: hasMfa && method === 'captcha',
      id: 'captchaWithoutMfaUsers',
      sentence:
        'a user with a second factor is asked for that after the password, and then not for the CAPTCHA of CustomAuth.captcha. Acknowledge the warning if the second factor is enough.',
    },
    {
      isMade: method === 'captcha' && around.length > 0,
      id: 'passwordWithoutCaptcha',
      sentence: `programs can try passwords without the CAPTCHA of CustomAuth.captcha through ${around.map(readablePath).sort().join(', ')}. Give the client userSrpAuth: false and customAuth: true, or acknowledge the warning.`,
    },
    {
      isMade: method === 'captcha' && hosted.length > 0,
      id: 'managedLoginWithoutCaptcha',
      sentence: `managed login knows no CustomAuth.captcha, and takes passwords for ${hosted.map(readablePath).sort().join(', ')}. Leave the domain of the user pool out, make clients without COGNITO as identity provider, or acknowledge the warning.`,
    },
    {
      isMade: hasty.length > 0,
      id: 'customAuthHasty',
      sentence: `a code works for ${minutes} minutes, and ${hasty.map(readablePath).sort().join(', ')} forgets after fewer that it asked for one. Make authSessionValidity as long, or acknowledge the warning.`,
    },
    {
      isMade: method !== '' && !clients.some(opensCustomAuth),
      id: 'customAuthWithoutClient',
      sentence:
        'no client of the app lets anybody sign in by custom authentication. Give one customAuth: true, or acknowledge the warning if clients are made elsewhere.',
    },
  ];
}

function opensCustomAuth({ explicitAuthFlows }: cognito.CfnUserPoolClient): boolean {
  return explicitAuthFlows?.includes(FLOW) ?? false;
}

/** In minutes; Cognito's own value is three. */
function waitsFor({ authSessionValidity = 3 }: cognito.CfnUserPoolClient): number {
  return Token.isUnresolved(authSessionValidity) ? Infinity : authSessionValidity;
}

function isDomain(node: IConstruct): node is cognito.CfnUserPoolDomain {
  return node instanceof cognito.CfnUserPoolDomain;
}

/** Whichever flows of the SDK a client has: its pages have a field for the password of a user of the pool. */
function takesPasswordsByManagedLogin(client: cognito.CfnUserPoolClient): boolean {
  const { allowedOAuthFlows: grants, supportedIdentityProviders: providers } = Stack.of(client).resolve({
    allowedOAuthFlows: client.allowedOAuthFlows,
    supportedIdentityProviders: client.supportedIdentityProviders,
  });
  const isForPeople = grants?.some((grant: string) => grant !== 'client_credentials') ?? false;
  return isForPeople && (providers?.includes('COGNITO') ?? true);
}

/** What was set on the L2, or on the resource: its names begin in lower case. */
function namesIn(pool: cognito.CfnUserPool): string[] {
  const set: unknown = Stack.of(pool).resolve(pool.lambdaConfig);
  return Object.keys(set ?? {}).map((name) => name.charAt(0).toUpperCase() + name.slice(1));
}

function poolOf(userPool: cognito.UserPool): cognito.CfnUserPool {
  return userPool.node.defaultChild as cognito.CfnUserPool;
}
