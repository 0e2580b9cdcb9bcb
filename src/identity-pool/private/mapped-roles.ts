import { Names, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import type { RoleMapping } from '../role-mapping';
import type { RoleRule } from '../role-rule';
import { refuseList, type TrustedClaim } from './trusted-claims';

const MOST_RULES = 25;
const LONGEST_CLAIM = 64;
const LONGEST_VALUE = 128;

type Mapping = cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty;

/** The roles of a mapping by rules, and the mapping from a token to a role. */
export class MappedRoles {
  private readonly rules?: readonly RoleRule[];
  private readonly roles = new Map<string, iam.Role>();

  constructor(
    private readonly where: IConstruct,
    mapping: RoleMapping | undefined,
    addRole: (id: string, description: string) => iam.Role,
  ) {
    this.rules = mapping?._rules;
    this.requireSomeRules();
    for (const rule of this.rules ?? []) {
      this.requireValues(rule);
      const { _roleId: id } = rule;
      if (!this.roles.has(id)) {
        this.roles.set(id, addRole(`${id}Role`, `Signed-in users whom a rule gives the role ${id}`));
      }
    }
  }

  roleFor(id: string): iam.Role {
    const role = this.roles.get(id);
    if (role) return role;
    const known = [...this.roles.keys()].map((name) => `'${name}'`);
    throw new AuthConfigError(
      this.where,
      `no rule gives the role '${id}'. ${known.length > 0 ? `Those of roleMapping are ${known.join(', ')}` : 'Pass roleMapping: RoleMapping.rules([…]) to addIdentityPool()'}.`,
    );
  }

  /** Whether some rule gives the role for a claim that users write themselves. */
  isSelfChosen(role: IConstruct): boolean {
    const open = (this.rules ?? []).filter(({ _userWritable }) => _userWritable);
    return open.some(({ _roleId }) => this.roles.get(_roleId) === role);
  }

  /** Law 9: with rules Cognito does not look at the groups of the token. */
  requireToken(group: IConstruct): void {
    if (!this.rules) return;
    throw new AuthConfigError(
      group,
      `identityPool is ${this.where.node.path}, which picks roles by rules and not from the token, so no member would get the role of the group. Leave identityPool or roleMapping out.`,
    );
  }

  /** Whether Cognito follows the role that the token names. */
  get followsToken(): boolean {
    return !this.rules;
  }

  get claims(): TrustedClaim[] {
    const trusted = (this.rules ?? []).filter(({ _userWritable }) => !_userWritable);
    return [...new Set(trusted.map(({ _claim }) => _claim))].map((claim) => ({
      claim,
      use: 'roleMapping has a rule on',
      otherwise: '; or say RoleRule.userWritableClaimEquals if users may choose this role',
    }));
  }

  /** One mapping for each client; a key must be known at synth (a token would not survive as a key of the template). */
  mappings(userPool: cognito.IUserPool, clients: readonly cognito.IUserPoolClient[]): Record<string, Mapping> {
    const keyed = clients.map((client): [string, Mapping] => [
      Names.nodeUniqueId(client.node),
      this.mapping(`${userPool.userPoolProviderName}:${client.userPoolClientId}`),
    ]);
    return Object.fromEntries(keyed);
  }

  /** Precedences are unique (law 9), so nothing is ambiguous; and the authenticated role is the least one. */
  private mapping(identityProvider: string): Mapping {
    const least = { ambiguousRoleResolution: 'AuthenticatedRole', identityProvider };
    if (!this.rules) return { type: 'Token', ...least };
    const rules = this.rules.map(({ _claim, _value, _roleId }) => ({
      claim: _claim,
      matchType: 'Equals',
      value: _value,
      roleArn: this.roleFor(_roleId).roleArn,
    }));
    return { type: 'Rules', ...least, rulesConfiguration: { rules } };
  }

  private requireSomeRules(): void {
    const count = this.rules?.length;
    if (count === undefined || (count > 0 && count <= MOST_RULES)) return;
    throw new AuthConfigError(
      this.where,
      `roleMapping has ${count} rules. Pass from 1 to ${MOST_RULES} to RoleMapping.rules(), or leave roleMapping out.`,
    );
  }

  private requireValues({ _claim, _value, _roleId }: RoleRule): void {
    const fits = (text: string, most: number) => Token.isUnresolved(text) || (text !== '' && text.length <= most);
    if (Token.isUnresolved(_claim) || !/^\S+$/.test(_claim) || !fits(_claim, LONGEST_CLAIM)) {
      throw new AuthConfigError(
        this.where,
        `roleMapping has a rule on the claim '${_claim}'. Name a claim of the ID token, as in 'custom:plan', of at most ${LONGEST_CLAIM} characters.`,
      );
    }
    refuseList(this.where, 'roleMapping has a rule on', _claim);
    if (!fits(_value, LONGEST_VALUE)) {
      throw new AuthConfigError(
        this.where,
        `roleMapping has a rule on the claim '${_claim}' with a value of ${_value.length} characters. Use 1 to ${LONGEST_VALUE}.`,
      );
    }
    const isTaken = !this.roles.has(_roleId) && this.where.node.tryFindChild(`${_roleId}Role`);
    if (!/^[A-Za-z]\w*$/.test(_roleId) || isTaken) {
      throw new AuthConfigError(
        this.where,
        `roleMapping has a rule with the role '${_roleId}'. Choose an id of letters and digits that the identity pool does not use itself, as in 'Gold'.`,
      );
    }
  }
}
