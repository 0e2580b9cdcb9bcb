import { isAllowed, policiesOf, WEB_IDENTITY, webIdentityRoles } from '../support/iam';
import { ACCOUNT, REGION } from '../support/intrinsics';
import { allOf, TemplateJson } from '../support/template';

/** A folder per user in the bucket of the notes app, as a signed-in user sees it. */
export const ME = `${REGION}:11111111-aaaa-4aaa-8aaa-111111111111`;
export const OTHER = `${REGION}:22222222-bbbb-4bbb-8bbb-222222222222`;
export const MY_FOLDER = `users/${ME}/`;

export interface Session {
  /** Object actions on a key. */
  may(action: string, key: string): boolean;
  /** ListBucket with a prefix, or without one. */
  mayList(prefix?: string): boolean;
}

/** What a role of the template can do in its only bucket, for an identity or without one. */
export function sessionOf(template: TemplateJson, roleId: string, identity: string | null = ME): Session {
  const [[bucketId]] = allOf(template, 'AWS::S3::Bucket');
  const bucket = `arn:aws:s3:::${bucketId.toLowerCase()}`;
  const policies = policiesOf(template, roleId);
  const user: Record<string, string> = identity ? { [`${WEB_IDENTITY}:sub`]: identity } : {};
  const call = { policies, principal: `arn:aws:sts::${ACCOUNT}:assumed-role/${roleId}/CognitoIdentityCredentials` };
  return {
    may: (action, key) => isAllowed({ ...call, action, resource: `${bucket}/${key}`, context: user }),
    mayList: (prefix) => {
      const context = prefix === undefined ? user : { ...user, 's3:prefix': prefix };
      return isAllowed({ ...call, action: 's3:ListBucket', resource: bucket, context });
    },
  };
}

export function authenticatedRoleOf(template: TemplateJson): string | undefined {
  return webIdentityRoles(template).find(([id]) => id.includes('AuthenticatedRole'))?.[0];
}

const READ = 's3:GetObject';
const WRITE = 's3:PutObject';

/** The folder of a user is theirs, whichever role they have; others' folders are closed to the least role. */
export function row26(template: TemplateJson): string[] {
  const least = authenticatedRoleOf(template);
  if (least === undefined) return [];
  const everyRole = webIdentityRoles(template).flatMap(([id]) => faultsOf(id, ownFolder(sessionOf(template, id))));
  const stranger = sessionOf(template, least, null);
  return [...everyRole, ...faultsOf(least, { ...otherFolders(sessionOf(template, least)), ...noIdentity(stranger) })];
}

function ownFolder({ may, mayList }: Session): Record<string, boolean> {
  return {
    'cannot use the own folder': ![READ, WRITE, 's3:DeleteObject'].every((action) => may(action, `${MY_FOLDER}note`)),
    'cannot list the own folder': !mayList(MY_FOLDER),
    "writes another user's folder": may(WRITE, `users/${OTHER}/note`),
    'writes a sibling of the own folder': may(WRITE, `users/${ME}-evil/note`),
  };
}

function otherFolders({ may, mayList }: Session): Record<string, boolean> {
  return {
    "reads another user's folder": may(READ, `users/${OTHER}/note`),
    'reads a sibling of the own folder': may(READ, `users/${ME}-evil/note`),
    'reads beside the folders': may(READ, 'note') || may(READ, 'users/note'),
    'reads versions': may('s3:GetObjectVersion', `${MY_FOLDER}note`),
    "lists another user's folder": mayList(`users/${OTHER}/`),
    'lists a sibling of the own folder': mayList(`users/${ME}-evil/`),
    'lists the root': mayList('') || mayList('users/'),
    'lists without a prefix': mayList(),
  };
}

function noIdentity({ may, mayList }: Session): Record<string, boolean> {
  return {
    'reads without an identity': may(READ, `${MY_FOLDER}note`) || may(READ, 'users//note'),
    'lists without an identity': mayList(MY_FOLDER) || mayList('users//'),
  };
}

function faultsOf(role: string, faults: Record<string, boolean>): string[] {
  return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${role} ${fault}`] : []));
}
