import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { choicesOf, optionNames } from './factor-rules';
import { clientsOf, partsOf } from '../../private/pool-parts';
import { readablePath } from '../../private/references';
import type { Relaxation } from '../../private/relaxations';

const CHOICE = 'ALLOW_USER_AUTH';
const MANAGED_LOGIN = 2;
/** Flows of back ends, which sign users in by other means than the first factors of the pool. */
const BACK_END_FLOWS = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

/** Clients of the pool, also those made on the L2, with which nobody could use the first factors that it allows. */
export function clientFindings(pool: cognito.CfnUserPool, first: readonly string[]): string[] {
  const choices = choicesOf(first);
  if (choices.length === 0) return [];
  return clientsOf(pool)
    .filter((client) => isForPoolUsers(client) && !client.explicitAuthFlows?.includes(CHOICE))
    .map(
      (client) =>
        `the pool allows ${optionNames(choices)}, and the client ${readablePath(client)} lets nobody choose it, because its flows lack ${CHOICE}. Give it authFlows: { user: true }.`,
    );
}

/** The classic hosted UI knows passwords and providers only. */
export function pagesWithoutChoice(pool: cognito.CfnUserPool, first: readonly string[]): Relaxation {
  const choices = choicesOf(first);
  return {
    isMade: choices.length > 0 && partsOf(pool, isDomain).some(isClassic),
    id: 'choiceWithoutManagedLogin',
    sentence: `the classic hosted UI asks for passwords only, and not for ${optionNames(choices)}; only an app that asks for it itself can. Use managed login, or acknowledge the warning.`,
  };
}

/** Cognito asks its own users for a second factor, and nobody who comes from a provider. */
export function mfaForNobody(pool: cognito.CfnUserPool): Relaxation {
  const clients = clientsOf(pool).filter(({ allowedOAuthFlows }) => !allowedOAuthFlows?.includes('client_credentials'));
  return {
    isMade: pool.mfaConfiguration === cognito.Mfa.REQUIRED && clients.length > 0 && !clients.some(offersPoolUsers),
    id: 'mfaForNobody',
    sentence:
      'mfa is REQUIRED, and no client lets users of the pool in: Cognito asks nobody for a second factor who signs in with an identity provider. Demand it at the provider, and acknowledge the warning.',
  };
}

const isDomain = (node: IConstruct): node is cognito.CfnUserPoolDomain => node instanceof cognito.CfnUserPoolDomain;
const isClassic = ({ managedLoginVersion }: cognito.CfnUserPoolDomain) => managedLoginVersion !== MANAGED_LOGIN;

function isForPoolUsers(client: cognito.CfnUserPoolClient): boolean {
  const { explicitAuthFlows, allowedOAuthFlows } = client;
  if (!offersPoolUsers(client)) return false;
  if (allowedOAuthFlows?.some((flow) => flow !== 'client_credentials')) return true;
  if (allowedOAuthFlows?.length) return false;
  return explicitAuthFlows === undefined || explicitAuthFlows.some((flow) => !BACK_END_FLOWS.includes(flow));
}

function offersPoolUsers(client: cognito.CfnUserPoolClient): boolean {
  // a late list, as of every client that offers providers which are added after it
  const providers: unknown = Stack.of(client).resolve(client.supportedIdentityProviders);
  return !Array.isArray(providers) || providers.includes('COGNITO');
}
