import { randomBytes } from 'node:crypto';
import { Iam, Role } from './iam';
import { Caller, Claims, demand, guarded, Operations, Request, SessionCredentials, Tags } from './kernel';
import { credentialOf } from '../support/wire';

const WEB_IDENTITY = 'cognito-identity.amazonaws.com';
/** Issues sessions of roles and recognises them again. */
export class Sts {
  private readonly sessions = new Map<string, { caller: Caller; credentials: SessionCredentials }>();
  constructor(private readonly iam: Iam) {}

  /** A session without asking the role's trust policy: for those who have asked it already. */
  issue(role: Role, name: string, context: Record<string, string> = {}, seconds = 3600) {
    const arn = `arn:aws:sts::${this.iam.world.account}:assumed-role/${role.name}/${name}`;
    const whole = { ...context, 'aws:userid': `${role.id}:${name}` };
    return this.open({ kind: 'role', arn, roleName: role.name, context: whole }, seconds);
  }

  open(caller: Caller, seconds = 3600) {
    const credentials = {
      AccessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: randomBytes(120).toString('base64'),
      Expiration: new Date(this.iam.world.now().getTime() + seconds * 1000),
    };
    const session = { caller, credentials };
    this.sessions.set(credentials.AccessKeyId, session);
    return session;
  }

  // @assumed an access key that the bed has not issued is an administrator of the account
  identify(request: Request): Caller {
    const { key } = credentialOf(request);
    if (!key) return { kind: 'anonymous', arn: 'anonymous', context: {} };
    const session = this.sessions.get(key);
    if (!session) return { kind: 'admin', arn: `arn:aws:iam::${this.iam.world.account}:user/admin`, context: {} };
    const { SessionToken, Expiration } = session.credentials;
    const isOwn = request.headers['x-amz-security-token'] === SessionToken;
    demand(isOwn, 'InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    const expired = request.headers['x-amz-target'] ? 'ExpiredTokenException' : 'ExpiredToken';
    const isLive = Expiration > this.iam.world.now();
    demand(isLive, expired, 'The security token included in the request is expired', 403);
    return session.caller;
  }

  // @aws https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html — the trust policy sees the claims as cognito-identity.amazonaws.com:aud, :sub, :amr
  async assumeWithWebIdentity(roleArn: string, claims: Claims, name: string, tags: Tags): Promise<SessionCredentials> {
    const role = this.iam.roles.find(({ arn }) => arn === roleArn);
    const context = Object.fromEntries(Object.entries(claims).map(([key, value]) => [`${WEB_IDENTITY}:${key}`, value]));
    const action = 'sts:AssumeRoleWithWebIdentity';
    const mayAssume = role && this.trusts(role, 'Federated', WEB_IDENTITY, action, context);
    demand(mayAssume, 'AccessDenied', `Not authorized to perform ${action}`, 403);
    const tagsAs = (kind: string) =>
      Object.fromEntries(Object.entries(tags).map(([key, value]) => [kind + key, value]));
    // @aws https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html — tags need sts:TagSession in the trust policy and become aws:PrincipalTag of later calls
    const tagging = { ...context, ...tagsAs('aws:RequestTag/'), 'aws:TagKeys': Object.keys(tags) };
    const isTagged = Object.keys(tags).length > 0;
    const mayTag = !isTagged || this.trusts(role, 'Federated', WEB_IDENTITY, 'sts:TagSession', tagging);
    demand(mayTag, 'AccessDenied', 'Not authorized to perform sts:TagSession', 403);
    const single = Object.entries(context).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return this.issue(role, name, { ...Object.fromEntries(single), ...tagsAs('aws:PrincipalTag/') }).credentials;
  }

  /** Whether the trust policy lets a principal of this kind in; statements for other kinds do not count. */
  trusts(role: Role, kind: string, principal: string, action: string, context: Claims = {}): boolean {
    const Statement = [role.trust.Statement].flat().filter(({ Principal }) => Principal === '*' || Principal?.[kind]);
    const question = { principal, action, resource: role.arn, context, resourcePolicy: { ...role.trust, Statement } };
    return Statement.length > 0 && this.iam.decide(question) === 'Allowed';
  }

  readonly operations: Operations = {
    GetCallerIdentity: (_, { caller }) => {
      demand(caller.kind !== 'anonymous', 'MissingAuthenticationToken', 'Missing Authentication Token', 403);
      return { Account: this.iam.world.account, Arn: caller.arn, UserId: caller.context['aws:userid'] ?? 'AIDAADMIN' };
    },
    ...guarded('sts', ({ RoleArn }) => RoleArn, {
      AssumeRole: ({ RoleArn, RoleSessionName, DurationSeconds }) => {
        const session = this.issue(this.iam.role(RoleArn), RoleSessionName, {}, Number(DurationSeconds ?? 3600));
        const { arn: Arn, context } = session.caller;
        return { Credentials: session.credentials, AssumedRoleUser: { Arn, AssumedRoleId: context['aws:userid'] } };
      },
    }),
  };
}
