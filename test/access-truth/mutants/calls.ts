import { also, Mutants, statements, text } from './planting';

const IDENTITY = '${cognito-identity.amazonaws.com:sub}';
const TOPICS = /"iot:Publish"/;
const CIPHERTEXTS = /"kms:EncryptionContext:user"/;
const CALLS = /"execute-api:Invoke"[^]*PUT\/notes/;
const FIELDS = /"appsync:GraphQL"[^]*Query/;

/** Faults of topics and ciphertexts. */
export const TOPIC_MUTANTS: Mutants = {
  'topics: no slash': text(TOPICS, `topic/app/users/${IDENTITY}/*`, `topic/app/users/${IDENTITY}*`),
  'topics: every filter': text(TOPICS, `topicfilter/app/users/${IDENTITY}/*`, 'topicfilter/*'),
  'topics: no user': text(TOPICS, `app/users/${IDENTITY}/*`, 'app/users/*'),
  'topics: any client': text(TOPICS, `client/${IDENTITY}/*`, 'client/*'),
  'topics: every action': also(TOPICS, 'iot:*'),
  'ciphertexts: no context': statements(CIPHERTEXTS, (statement) => delete statement.Condition),
  'ciphertexts: if there is one': text(CIPHERTEXTS, '"StringEquals"', '"StringEqualsIfExists"'),
  'ciphertexts: a value that begins alike': statements(CIPHERTEXTS, (statement) => {
    statement.Condition = { StringLike: { 'kms:EncryptionContext:user': `${IDENTITY}*` } };
  }),
  'ciphertexts: another pair': text(CIPHERTEXTS, 'EncryptionContext:user', 'EncryptionContext:purpose'),
  'ciphertexts: grants of the key': also(CIPHERTEXTS, 'kms:CreateGrant'),
};

/** Faults of calls by name. */
export const CALL_MUTANTS: Mutants = {
  'calls: any method': text(CALLS, '/PUT/notes', '/*/notes'),
  'calls: any stage': statements(CALLS, (statement) => {
    const [first] = statement.Resource;
    const [, parts] = first['Fn::Join'];
    first['Fn::Join'][1] = parts.map((part: any) => (part?.Ref?.includes('Stage') ? '*' : part));
  }),
  'calls: a path that begins alike': text(CALLS, '/GET/notes', '/GET/notes*'),
  'fields: all of a type': text(FIELDS, '/types/Mutation/fields/addNote', '/types/Mutation/fields/*'),
  'fields: the whole API': text(FIELDS, '/types/Query/fields/notes', '/*'),
};
