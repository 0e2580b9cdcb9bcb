import { also, Mutants, sharing, statements, text } from './planting';

const IDENTITY = '${cognito-identity.amazonaws.com:sub}';
const TENANT = '${aws:PrincipalTag/tenant}';
const SUB = '${aws:PrincipalTag/username}';

const FILES = /"s3:PutObject"[^]*\/users\/\$\{/;
const PROFILES = /"s3:PutObject"[^]*\/profiles\/\$\{/;
const PUBLIC = /"s3:PutObject"[^]*public\/v1/;
const TENANTS = /"s3:PutObject"[^]*\/tenants\/\$\{/;
const TENANT_LIST = /"s3:ListBucket"[^]*"tenants\/\$\{/;
const TENANT_KEY = /"kms:Decrypt"[^]*\/tenants\/\$\{/;
const LIST = /"s3:ListBucket"[^]*"users\/\$\{/;
const KEY = /"kms:Decrypt"[^]*\/users\/\$\{/;

/** Faults of folders in a bucket. */
export const FILE_MUTANTS: Mutants = {
  'objects: no slash': text(FILES, `${IDENTITY}/*`, `${IDENTITY}*`),
  'objects: no user': text(FILES, `users/${IDENTITY}/*`, 'users/*'),
  'objects: any prefix': text(FILES, `users/${IDENTITY}`, `*/${IDENTITY}`),
  'objects: half of the identity': text(FILES, `users/${IDENTITY}`, 'users/eu-west-1:*'),
  'objects: the whole bucket': text(FILES, `/users/${IDENTITY}/*`, '/*'),
  'objects: a prefix that begins alike': text(FILES, '/users/', '/users*/'),
  'objects: versions': text(FILES, '"s3:GetObject"', '"s3:GetObject*"'),
  'objects: ACLs': also(FILES, 's3:PutObjectAcl'),
  'objects: every action': also(FILES, 's3:*'),
  'objects: the owner cannot delete': text(FILES, '"s3:DeleteObject"', '"s3:DeleteObjectTagging"'),
  "profiles: everybody writes everybody's": text(PROFILES, `/${IDENTITY}`, ''),
  'public: everybody writes': sharing(PUBLIC, 'AuthAwsAuthenticatedRole'),
  'lists: no condition': statements(LIST, (statement) => delete statement.Condition),
  'lists: no user': text(LIST, `users/${IDENTITY}/*`, 'users/*'),
  'lists: no slash': text(LIST, `${IDENTITY}/*`, `${IDENTITY}*`),
  'lists: if there is a prefix': text(LIST, '"StringLike"', '"StringLikeIfExists"'),
  "lists: all that is not one's own": text(LIST, '"StringLike"', '"StringNotLike"'),
  'lists: versions': also(LIST, 's3:ListBucketVersions'),
  'key: no condition': statements(KEY, (statement) => delete statement.Condition),
  'key: any object': text(KEY, `/users/${IDENTITY}/*`, '/*'),
  'key: if there is a context': text(KEY, '"StringLike"', '"StringLikeIfExists"'),
  'key: without S3, too': statements(KEY, ({ Condition }) => delete Condition?.StringEquals),
  'key: any key of the account': statements(KEY, (statement) => (statement.Resource = '*')),
};

/** Faults in what names a folder. */
export const NAME_MUTANTS: Mutants = {
  'another value of the identity service': text(FILES, ':sub}', ':aud}'),
  'the sub of the user pool as identity id': text(FILES, IDENTITY, SUB),
  'the identity id as sub of the user pool': text(/"s3:GetObject"[^]*drafts\//, SUB, IDENTITY),
  'the tenant of the request': text(TENANTS, TENANT, '${aws:RequestTag/tenant}'),
  'any tenant': text(TENANTS, TENANT, '*'),
  'a tenant with a slash': statements(TENANTS, (statement) => delete statement.Condition),
  'a list for a tenant with a slash': statements(TENANT_LIST, ({ Condition }) => delete Condition.StringNotLike),
  'a key for a tenant with a slash': statements(TENANT_KEY, ({ Condition }) => delete Condition.StringNotLike),
  'a tenant for whom has none': text(TENANTS, '/tenant}', "/tenant, 'globex'}"),
};
