import { Annotations, CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { personalScopesOf } from './client-scopes';
import { partsOf } from '../../private/pool-parts';
import type { Relaxation } from '../../private/relaxations';
import type { Pool } from '../../user-pool/pool';

/** Combinations that Cognito refuses, or ignores, also where the escape hatch made them. */
export function combinationFindings(client: cognito.CfnUserPoolClient, pool: Pool): string[] {
  const { allowedOAuthFlows = [], allowedOAuthScopes = [], explicitAuthFlows = [] } = client;
  const findings: string[] = [];
  if (allowedOAuthFlows.includes('client_credentials')) {
    const personal = personalScopesOf(allowedOAuthScopes);
    if (client.generateSecret !== true) {
      findings.push('the client credentials grant needs a client secret. Use AppClient.machine, which has one.');
    }
    if (personal.length > 0) {
      findings.push(
        `the client credentials grant knows no user, and the scopes ${personal.join(', ')} are about one. Leave them out.`,
      );
    }
  }
  if (rotates(client) && explicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    findings.push(
      'refresh tokens rotate, and ALLOW_REFRESH_TOKEN_AUTH would renew tokens without rotation. Leave it out of explicitAuthFlows.',
    );
  }
  return [...findings, ...planFindings(client, pool)];
}

/** What the options were refused for already is not there; this is what an escape hatch wrote, also a lesser plan. */
function planFindings(client: cognito.CfnUserPoolClient, pool: Pool): string[] {
  if (pool.hasPlan(cognito.FeaturePlan.ESSENTIALS)) return [];
  const { emailOtp, smsOtp, passkey } = pool.firstFactors;
  // otherwise the pool says so
  const hasOwnChoice = client.explicitAuthFlows?.includes('ALLOW_USER_AUTH') && !(emailOtp || smsOtp || passkey);
  const lacking = [...(rotates(client) ? ['refreshTokenRotation'] : []), ...(hasOwnChoice ? ['ALLOW_USER_AUTH'] : [])];
  return lacking.map((name) => `${name} needs the ESSENTIALS plan. Leave it out or choose another featurePlan.`);
}

/** Machines, load balancers and managed login meet Cognito at its domain alone; the SDK of an app with pages of its own does not. */
export function warnWithoutDomain(client: cognito.UserPoolClient, userPool: cognito.IUserPool, hasSdk: boolean): void {
  const isDomain = (node: IConstruct) => node instanceof cognito.CfnUserPoolDomain;
  if (partsOf(userPool, isDomain as (node: IConstruct) => node is cognito.CfnUserPoolDomain).length > 0) return;
  Annotations.of(client).addWarningV2(
    'cdk-cognito-auth:clientWithoutDomain',
    hasSdk
      ? 'the user pool has no domain, so that there is no managed login which could return to callbackUrls. Call addDomain(), or acknowledge the warning if the server signs users in by the SDK.'
      : 'the user pool has no domain, and without one nobody gets a token through this client. Call addDomain().',
  );
}

/** The L2 reads the secret by a function of its own, and hands it on as a text that may land anywhere. */
export function secretRelaxation(client: cognito.UserPoolClient): Relaxation {
  const isReader = (node: IConstruct) => CfnResource.isCfnResource(node) && node.cfnResourceType.startsWith('Custom::');
  return {
    isMade: client.node.findAll().some(isReader),
    id: 'clientSecretInText',
    sentence:
      'userPoolClientSecret has a custom resource read the secret, which then stands in plain text wherever it is passed, such as the environment of a function. Use auth.clientSecret(client).grantRead(fn), or acknowledge the warning.',
  };
}

function rotates({ refreshTokenRotation }: cognito.CfnUserPoolClient): boolean {
  return (
    (refreshTokenRotation as cognito.CfnUserPoolClient.RefreshTokenRotationProperty | undefined)?.feature === 'ENABLED'
  );
}
