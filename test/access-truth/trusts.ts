import { Roles } from './people';
import { Context, isAllowed, WEB_IDENTITY } from '../support/iam';
import { ACCOUNT, concrete, REGION } from '../support/intrinsics';
import { TemplateJson } from '../support/template';

const ASSUME = 'sts:AssumeRoleWithWebIdentity';
const TAG = 'sts:TagSession';
const FOREIGN_ACCOUNT = '999988887777';

const OIDC = `cognito-idp.${REGION}.amazonaws.com/${REGION}_x`;

/** Who asks STS for a role, with which claims. */
interface Asker {
  readonly name: string;
  readonly principal: string;
  readonly context: Context;
}

/** One question to the trust of a role. */
export interface TrustCase {
  readonly role: keyof Roles;
  readonly asker: Asker;
  readonly action: string;
  readonly isTrusted: boolean;
}

export interface Pools {
  /** Logical ids of the identity pool of most roles, and of the one that goes by rules. */
  readonly signedIn: string;
  readonly partners: string;
  /** The name under which the user pool vouches for its users. */
  readonly userPool: string;
}

const claims = (aud: string | undefined, amr: string[] | undefined): Context => ({
  ...(aud === undefined ? {} : { [`${WEB_IDENTITY}:aud`]: aud }),
  ...(amr === undefined ? {} : { [`${WEB_IDENTITY}:amr`]: amr }),
});

/** Everybody who could ask for a role of an identity pool; the first two are those that Cognito sends. */
function askersOf(own: string, sibling: string, userPool: string): Asker[] {
  const by = (provider: string) => ['authenticated', provider, `${provider}:CognitoSignIn:sub`];
  const signedIn = by(userPool);
  const cognito = (name: string, context: Context) => ({ name, principal: WEB_IDENTITY, context });
  const other = (name: string, principal: string) => ({ name, principal, context: claims(own, signedIn) });
  return [
    cognito(SIGNED_IN, claims(own, signedIn)),
    cognito(GUEST, claims(own, ['unauthenticated'])),
    cognito(OF_GOOGLE, claims(own, by('accounts.google.com'))),
    cognito(OF_LONGER_POOL, claims(own, by(`${userPool}-evil`))),
    cognito('a user of another pool of the stack', claims(sibling, signedIn)),
    cognito('a guest of another pool of the stack', claims(sibling, ['unauthenticated'])),
    cognito('a user of a pool of another account', claims(`${REGION}:foreign`, signedIn)),
    cognito('a user of a pool of a longer name', claims(`${own}-evil`, signedIn)),
    cognito('a user without a pool', claims(undefined, signedIn)),
    cognito('somebody without a method', claims(own, undefined)),
    cognito('somebody with no method at all', claims(own, [])),
    cognito('somebody with a method like it', claims(own, ['authenticated-evil', 'not-authenticated'])),
    cognito('somebody without claims', {}),
    other('another service', 'appsync.amazonaws.com'),
    other("the user pool's own tokens", `arn:aws:iam::${ACCOUNT}:oidc-provider/${OIDC}`),
    other('another role of the account', `arn:aws:iam::${ACCOUNT}:role/Another`),
    other('another account', `arn:aws:iam::${FOREIGN_ACCOUNT}:root`),
  ];
}

export const SIGNED_IN = 'a signed-in user of the pool';
export const GUEST = 'a guest of the pool';
const OF_GOOGLE = 'a user of the pool for whom Google vouches';
const OF_LONGER_POOL = 'a user of the pool for whom a user pool of a longer name vouches';
/** Whomever the identity pool says is signed in. */
const SIGNED_IN_BY_ANY = [SIGNED_IN, OF_GOOGLE, OF_LONGER_POOL];

/** Every role × everybody × every action of STS; each role is for users or for guests, of one pool. */
export function trustCases(pools: Pools): TrustCase[] {
  const idOf = (pool: string) => `${REGION}:${pool}`;
  const [own, sibling] = [idOf(pools.signedIn), idOf(pools.partners)];
  const roles: readonly (keyof Roles)[] = ['authenticated', 'moderators', 'editors', 'trainees', 'guests', 'gold'];
  return roles.flatMap((role) => {
    const [at, beside] = role === 'gold' ? [sibling, own] : [own, sibling];
    // guests have no claims, and the pool that goes by rules maps none
    const hasTags = role !== 'guests' && role !== 'gold';
    return askersOf(at, beside, pools.userPool).flatMap((asker) =>
      [ASSUME, TAG, 'sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'].map((action) => ({
        ...{ role, asker, action },
        isTrusted: trustedBy(role).includes(asker.name) && (action === ASSUME || (action === TAG && hasTags)),
      })),
    );
  });
}

/** The pool that goes by rules has `userPoolOnly`. */
function trustedBy(role: keyof Roles): string[] {
  if (role === 'guests') return [GUEST];
  return role === 'gold' ? [SIGNED_IN] : SIGNED_IN_BY_ANY;
}

/** Whether the trust of a role says yes; with tags in the request where it is about them. */
export function isTrusted(template: TemplateJson, roles: Roles, { role, asker, action }: TrustCase): boolean {
  const tags: Context = action === TAG ? { 'aws:RequestTag/tenant': 'acme', 'aws:TagKeys': ['tenant'] } : {};
  return isAllowed({
    principal: asker.principal,
    action,
    resource: `arn:aws:iam::${ACCOUNT}:role/${roles[role]}`,
    context: { ...asker.context, ...tags },
    // what IAM itself lets the asker do is no obstacle: whether the role is given is the question
    policies: [{ Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] }],
    resourcePolicy: concrete(template, template.Resources[roles[role]].Properties.AssumeRolePolicyDocument),
  });
}

/** Questions to which the template gives another answer than it should. */
export function wrongTrusts(template: TemplateJson, roles: Roles, pools: Pools): TrustCase[] {
  return trustCases(pools).filter((one) => isTrusted(template, roles, one) !== one.isTrusted);
}

export function describeTrust({ role, asker, action }: TrustCase): string {
  return `${role}: ${asker.name}, ${action}`;
}
