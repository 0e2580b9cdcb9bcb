import { Stack } from 'aws-cdk-lib';
import { AuthIdentityPool } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { authIn, spa } from '../support/auth';
import { Context, isAllowed, policiesOf, WEB_IDENTITY } from '../support/iam';
import { concrete } from '../support/intrinsics';
import { allOf, synth, TemplateJson } from '../support/template';
import { authenticatedRoleOf, ME, OTHER } from '../threats/user-folders';

export { ME, OTHER };

const POLICY = 'AWS::IAM::ManagedPolicy';

/** Sessions as the identity pool makes them: with an identity id, and with the tags that it maps from claims. */
export const ALICE: Context = { [`${WEB_IDENTITY}:sub`]: ME };
export const ofTenant = (tenant: string): Context => ({ ...ALICE, 'aws:PrincipalTag/tenant': tenant });
export const NOBODY: Context = {};

/** What a build makes of an identity pool that maps the tag `tenant`. */
export function granted(build: (signedIn: AuthIdentityPool, stack: Stack) => void): TemplateJson {
  return synth((stack) => build(signedInTo(stack), stack));
}

export function signedInTo(stack: Stack): AuthIdentityPool {
  const auth = authIn(stack);
  return auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], principalTags: { tenant: 'sub' } });
}

/** The statements of what every signed-in user may do. */
export function statementsOf(template: TemplateJson): any[] {
  return allOf(template, POLICY).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

/** A call: who, what, on which resource, with which context; and whether it is allowed. */
export type Case = readonly [name: string, allowed: boolean, who: Context, action: string, arn: string, more?: Context];

/** The cases whose answer, by the policies of the template, is not the one that was declared. */
export function wrongAnswers(template: TemplateJson, cases: readonly Case[]): string[] {
  const may = callerOf(template);
  return cases.flatMap(([name, allowed, who, action, arn, more]) =>
    may(who, action, arn, more) === allowed ? [] : [`${allowed ? 'denied' : 'allowed'}: ${name} (${action} ${arn})`],
  );
}

export function callerOf(template: TemplateJson) {
  const policies = policiesOf(template, authenticatedRoleOf(template)!);
  const keyPolicies = allOf(template, 'AWS::KMS::Key').map(([, key]) => concrete(template, key.Properties.KeyPolicy));
  return (who: Context, action: string, resource: string, more: Context = {}): boolean => {
    // KMS asks the policy of the key in any case
    const resourcePolicy = action.startsWith('kms:') ? keyPolicies[0] : undefined;
    return isAllowed({ policies, action, resource, context: { ...who, ...more }, resourcePolicy });
  };
}

/** A denial proves something only beside an allowed call of the same action, unless the action is never granted. */
export function lonelyDenials(cases: readonly Case[], never: readonly string[]): string[] {
  const open = cases.filter(([, allowed]) => allowed).map(([, , , action]) => action);
  const closed = cases.filter(([, allowed]) => !allowed).map(([, , , action]) => action);
  return [...new Set(closed)].filter((action) => !open.includes(action) && !never.includes(action));
}

/** The policies after a textual change of their statements. */
export function mutated(template: TemplateJson, change: (statements: any[]) => void): TemplateJson {
  const copy = structuredClone(template);
  const before = JSON.stringify(copy);
  change(statementsOf(copy));
  if (JSON.stringify(copy) === before) throw new Error('nothing to mutate');
  return copy;
}

/** Replaces text in every statement. */
export function replaced(template: TemplateJson, from: string, to: string): TemplateJson {
  return mutated(template, (statements) =>
    statements.forEach((statement, index) => {
      statements[index] = Object.assign(statement, JSON.parse(JSON.stringify(statement).split(from).join(to)));
    }),
  );
}

/** Values out of pieces that have fooled filters: siblings, parents, encodings, policy variables, case. */
export const hostile = (...pieces: string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...pieces, ME, OTHER, ME.toUpperCase(), `${ME}-evil`, ME.split(':')[1]),
        fc.constantFrom('/', '//', '..', '../', '%2F', '\\', ':', '+', '#', '\0', '\t', 'ü', ' ', 'a', ''),
        fc.constantFrom('${cognito-identity.amazonaws.com:sub}', '${aws:PrincipalTag/tenant}', '$', '{', '}'),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 4 },
    )
    // the simulator reads a wildcard in the resource of a call as a pattern, and its own wildcard stops at a line's end
    .map((parts) => parts.join('').replace(/[*?\r\n\u2028\u2029]/g, '_'));
