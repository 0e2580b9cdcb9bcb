import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AppClient,
  AuthDomain,
  AuthGroup,
  AuthIdentityPool,
  ClaimValue,
  CognitoAuth,
  IdentityProvider,
  PostConfirmation,
  PreSignUp,
  PreTokenGeneration,
  UserPrefix,
  UserRows,
  UserTopics,
} from 'cdk-cognito-auth';

/** Resources of an app in the order of a seed: every call comes after those whose result it needs, else anywhere. */
export function shuffledTemplate(seed: number): string {
  const app = new App({ context: { 'aws:cdk:disable-stack-trace': true } });
  const stack = new Stack(app, 'Shuffled');
  const bucket = new s3.Bucket(stack, 'Files');
  const partitionKey = { name: 'owner', type: dynamodb.AttributeType.STRING };
  const table = new dynamodb.Table(stack, 'Rows', { partitionKey });
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUpEnabled: true });
  const made: { web?: any; phone?: any; signedIn?: AuthIdentityPool; groups: Record<string, AuthGroup> } = {
    groups: {},
  };

  const calls: Record<string, { needs?: string[]; run: () => void }> = {
    domain: { run: () => auth.addDomain('Domain', AuthDomain.prefix('shuffled-example')) },
    google: { run: () => auth.addIdentityProvider('Google', google()) },
    web: {
      run: () => (made.web = auth.addClient('Web', AppClient.spa({ callbackUrls: ['https://app.example.com'] }))),
    },
    phone: { run: () => (made.phone = auth.addClient('Phone', AppClient.mobile({ callbackUrls: ['notes://back'] }))) },
    signedIn: {
      needs: ['web', 'phone'],
      run: () => (made.signedIn = auth.addIdentityPool('Aws', { clients: [made.web, made.phone] })),
    },
    folder: {
      needs: ['signedIn'],
      run: () => UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantReadWrite(made.signedIn!),
    },
    rows: {
      needs: ['signedIn'],
      run: () =>
        UserRows.ownerOnly(table, { indexes: ['byState'], readAttributes: ['state'] }).grantRead(made.signedIn!),
    },
    index: { run: () => table.addGlobalSecondaryIndex({ indexName: 'byState', partitionKey }) },
    topics: { needs: ['signedIn'], run: () => UserTopics.ownerOnly({ prefix: 'users' }).grantPublish(made.signedIn!) },
    editors: { needs: ['signedIn'], run: () => group('Editors', 1) },
    authors: { needs: ['signedIn'], run: () => group('Authors', 2) },
    readers: { run: () => (made.groups.Readers = auth.addGroup('Readers')) },
    guests: { run: () => (made.groups.Guests = auth.addGroup('Guests')) },
    editorsRead: { needs: ['editors'], run: () => bucket.grantRead(made.groups.Editors) },
    allow: { run: () => auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com', 'example.org'] })) },
    join: { needs: ['readers'], run: () => auth.addTrigger(PostConfirmation.addToGroup(made.groups.Readers)) },
    joinGuests: { needs: ['guests'], run: () => auth.addTrigger(PostConfirmation.addToGroup(made.groups.Guests)) },
    plan: { run: () => auth.addTrigger(PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') })) },
    locale: {
      run: () => auth.addTrigger(PreTokenGeneration.claim({ name: 'lang', value: ClaimValue.attribute('locale') })),
    },
  };

  function group(id: string, precedence: number): void {
    made.groups[id] = auth.addGroup(id, { precedence, identityPool: made.signedIn });
  }

  for (const name of order(calls, seed)) calls[name].run();
  return JSON.stringify(sortKeys(app.synth().getStackByName('Shuffled').template));
}

function google(): IdentityProvider {
  return IdentityProvider.google({ clientId: 'id', clientSecret: SecretValue.secretsManager('google') });
}

/** A topological order, drawn by a small generator, so that a seed can be tried again. */
export function order(calls: Record<string, { needs?: string[] }>, seed: number): string[] {
  const rest = new Set(Object.keys(calls));
  const done: string[] = [];
  let state = seed;
  while (rest.size > 0) {
    const ready = [...rest].filter((name) => (calls[name].needs ?? []).every((need) => !rest.has(need)));
    state = (state * 48_271 + 11) % 2_147_483_647;
    const next = ready[state % ready.length];
    rest.delete(next);
    done.push(next);
  }
  return done;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
