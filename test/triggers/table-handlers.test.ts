import { App, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  ClaimTokens,
  ClaimValue,
  CognitoAuth,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  PreTokenGeneration,
  TableRowOptions,
  TriggerHandler,
  UserTables,
} from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { functionIn, newAuth } from '../support/auth';
import { allOf, findingsOf, named, only, synth } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const TEXT = dynamodb.AttributeType.STRING;
const retention = Duration.days(90);
const claims = { tenant: 'tenantName' };

/** Every handler with a row, what it does to its table, and whose function does it. */
const HANDLERS: [string, string, string, string, (options: TableRowOptions) => TriggerHandler][] = [
  ['PostConfirmation', 'profileRow', 'dynamodb:PutItem', 'ProfileTable', (options) => PostConfirmation.profileRow(options)],
  ['PostAuthentication', 'lastSignIn', 'dynamodb:UpdateItem', 'ProfileTable', (options) => PostAuthentication.lastSignIn(options)],
  ['PostAuthentication', 'signInLog', 'dynamodb:PutItem', 'SignInTable', (options) => PostAuthentication.signInLog({ retention, ...options })],
  ['PreTokenGeneration', 'claimsFromRow', 'dynamodb:GetItem', 'ProfileTable', (options) => PreTokenGeneration.claimsFromRow({ claims, ...options })],
  ['PreTokenGeneration', 'suspendedUsers', 'dynamodb:GetItem', 'SuspensionTable', (options) => PreTokenGeneration.suspendedUsers(options)],
  ['PreAuthentication', 'suspendedUsers', 'dynamodb:GetItem', 'SuspensionTable', (options) => PreAuthentication.suspendedUsers(options)],
]; // prettier-ignore

const table = (scope: Construct, props: Partial<dynamodb.TableProps> = {}) =>
  new dynamodb.Table(scope, 'Users', { partitionKey: { name: 'id', type: TEXT }, ...props });

/** What the role of a trigger's function may do to tables and keys. */
function statementsOn(template: ReturnType<typeof synth>, trigger: string): any[] {
  const { PolicyDocument } = named(template, `Auth${trigger}RoleDefaultPolicy`).Properties;
  return PolicyDocument.Statement.filter(({ Action }: any) => /dynamodb|kms/.test(JSON.stringify(Action)));
}

describe.each(HANDLERS)('%s.%s', (trigger, step, action, ownId, handler) => {
  test('keeps a table of its own, and may do to it what it does, and no more', () => {
    const template = withTriggers((auth) => auth.addTrigger(handler({})));
    const [[id]] = allOf(template, 'AWS::DynamoDB::Table');
    expect(id).toMatch(new RegExp(`^Auth${ownId}`));
    expect(allOf(template, 'AWS::DynamoDB::Table')).toHaveLength(1);
    expect(statementsOn(template, trigger)).toEqual([
      { Effect: 'Allow', Action: action, Resource: { 'Fn::GetAtt': [id, 'Arn'] } },
    ]);
    const { key, config } = stepsOf(template, trigger).find((each) => each.step === step);
    expect(key === 'tenant' || key === `Stack/Auth/${ownId}`).toBe(true);
    expect(config).toMatchObject({ table: '<token>', key: { sub: '{sub}' } });
  });

  test('has the client of DynamoDB beside it, and no other', () => {
    const names = Object.keys(codeOf(trigger, (auth) => auth.addTrigger(handler({})))).sort();
    expect(names).toEqual(['dynamodb.js', 'index.js', `${step}.js`].sort());
  });

  test('uses a table of yours, with the key of one', () => {
    const key = { id: 'USER#{sub}', sort: step === 'signInLog' ? '{time}#{clientId}' : 'PROFILE' };
    const template = withTriggers((auth, stack) => {
      const encryptionKey = new kms.Key(stack, 'Key');
      const users = table(stack, { sortKey: { name: 'sort', type: TEXT }, encryptionKey });
      users.addGlobalSecondaryIndex({ indexName: 'others', partitionKey: { name: 'other', type: TEXT } });
      auth.addTrigger(handler({ table: users, key }));
    });
    const [[id]] = allOf(template, 'AWS::DynamoDB::Table');
    const [[keyId]] = allOf(template, 'AWS::KMS::Key');
    expect(allOf(template, 'AWS::DynamoDB::Table')).toHaveLength(1);
    // the table alone, not its index
    expect(statementsOn(template, trigger)).toEqual([
      { Effect: 'Allow', Action: action, Resource: { 'Fn::GetAtt': [id, 'Arn'] } },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': [keyId, 'Arn'] } },
    ]);
    const { config } = stepsOf(template, trigger).find((each) => each.step === step);
    expect(config).toMatchObject({ table: '<token>', key });
  });

  test('is added to one table once', () => {
    const auth = newAuth();
    auth.addTrigger(handler({}));
    expect(() => auth.addTrigger(handler({}))).toThrow(new RegExp(`${trigger}.${step} '.+' was added before`));
  });

  test('refuses a table that leads back to the user pool, whose function would wait for it', () => {
    const findings = findingsOf((stack) => {
      const auth = new CognitoAuth(stack, 'Auth', { selfSignUpEnabled: true });
      const key = step === 'signInLog' ? { id: '{sub}{time}{clientId}' } : undefined;
      auth.addTrigger(handler({ table: table(stack, { tableName: auth.userPool.userPoolId }), key }));
    });
    expect(findings).toEqual(expect.arrayContaining([expect.stringContaining('leads back to the user pool')]));
  });
});

describe('the key of a table of yours', () => {
  const bound = (options: (stack: Stack) => TableRowOptions) => {
    const template = synth((stack) => {
      new CognitoAuth(stack, 'Auth').addTrigger(PostAuthentication.lastSignIn(options(stack)));
    });
    return stepsOf(template, 'PostAuthentication')[0].config.key as object;
  };

  test('is the sub, under the name that the table has for it', () => {
    expect(bound((stack) => ({ table: table(stack) }))).toEqual({ id: '{sub}' });
    const partitionKey = { name: 'user', type: TEXT };
    expect(bound((stack) => ({ table: new dynamodb.TableV2(stack, 'Users', { partitionKey }) }))).toEqual({ user: '{sub}' });
  });

  test('is sub where the table is imported, or what you say', () => {
    const imported = (stack: Stack) => dynamodb.Table.fromTableName(stack, 'Users', 'users');
    expect(bound((stack) => ({ table: imported(stack) }))).toEqual({ sub: '{sub}' });
    expect(bound((stack) => ({ table: imported(stack), key: { pk: 'U#{sub}' } }))).toEqual({ pk: 'U#{sub}' });
  });

  test('of a sign-in has three parts, which a table with a sort key takes in order', () => {
    const sortKey = { name: 'when', type: TEXT };
    const template = synth((stack) => {
      const auth = new CognitoAuth(stack, 'Auth');
      auth.addTrigger(PostAuthentication.signInLog({ retention, table: table(stack, { sortKey }), expiresAt: 'ttl' }));
    });
    const [{ config }] = stepsOf(template, 'PostAuthentication');
    expect(config).toMatchObject({ key: { id: '{sub}', when: '{time} {clientId}' }, expiresAt: 'ttl' });
  });

  const sort = { sortKey: { name: 'sort', type: TEXT } };
  const NUMBER = { partitionKey: { name: 'id', type: dynamodb.AttributeType.NUMBER } };
  test.each<[string, Partial<dynamodb.TableProps> | undefined, { [name: string]: string } | undefined, string]>([
    ['a key without a table', undefined, { id: '{sub}' }, 'has a key, and no table of which it is. Pass table too.'],
    ['no key for a table with a sort key', sort, undefined, 'has Stack/Users, whose key is id and sort. Pass key with a text for each of them.'],
    ['a part that nobody knows', {}, { id: '{sub}{email}' }, 'has {email}, which stands for nothing. It knows {sub}.'],
    ['the time, which only sign-ins have', {}, { id: '{sub}{time}' }, 'has {time}, which stands for nothing. It knows {sub}.'],
    ['one row for everybody', {}, { id: 'USER' }, 'lacks {sub}, so that rows would be taken for each other. Put it into a text of the key.'],
    ['another name than that of the table', {}, { sub: '{sub}' }, 'is sub, and that of Stack/Users is id (S). Name each key attribute of the table; they must be texts (S).'],
    ['a name too many', {}, { id: '{sub}', sort: 'x' }, 'is id and sort, and that of Stack/Users is id (S).'],
    ['a name too few', sort, { id: '{sub}' }, 'is id, and that of Stack/Users is id (S) and sort (S).'],
    ['a key that is a number', NUMBER, undefined, 'is id, and that of Stack/Users is id (N).'],
  ])('must not be %s', (_, props, key, sentence) => {
    const auth = newAuth();
    const users = props && table(Stack.of(auth), props);
    expect(() => auth.addTrigger(PostAuthentication.lastSignIn({ table: users, key }))).toThrow(sentence);
  });

  test('must not be a token', () => {
    const auth = newAuth();
    const key = { id: `${new CfnParameter(auth, 'Prefix').valueAsString}{sub}` };
    const handler = PostAuthentication.lastSignIn({ table: table(Stack.of(auth)), key });
    expect(() => auth.addTrigger(handler)).toThrow(
      "Stack/Auth: the key 'id' of PostAuthentication.lastSignIn is a token, which a trigger cannot carry",
    );
  });
}); // prettier-ignore

describe('a row', () => {
  test('of a profile has what is mapped, in one order', () => {
    const configOf = (attributes: { [name: string]: string }) =>
      stepsOf(
        withTriggers((auth) => auth.addTrigger(PostConfirmation.profileRow({ attributes, createdAt: 'since' })), {
          selfSignUpEnabled: true,
          customAttributes: { tenant: new cognito.StringAttribute() },
        }),
        'PostConfirmation',
      )[0].config;
    const config = configOf({ mail: 'email', tenant: 'custom:tenant' });
    expect(config).toMatchObject({ attributes: { mail: 'email', tenant: 'custom:tenant' }, createdAt: 'since' });
    expect(JSON.stringify(configOf({ tenant: 'custom:tenant', mail: 'email' }))).toBe(JSON.stringify(config));
  });

  test('takes only attributes that the pool has', () => {
    const handler = PostConfirmation.profileRow({ attributes: { tenant: 'custom:tenant' } });
    expect(() => newAuth().addTrigger(handler)).toThrow(
      "PostConfirmation.profileRow names the attribute 'custom:tenant', which the user pool does not have.",
    );
  });

  test.each<[TriggerHandler, string]>([
    [PostConfirmation.profileRow({ attributes: { sub: 'email' } }), "profileRow would write the attribute 'sub' of a row twice"],
    [PostConfirmation.profileRow({ attributes: { at: 'email' }, createdAt: 'at' }), "profileRow would write the attribute 'at' of a row twice"],
    [PostConfirmation.profileRow({ createdAt: '' }), 'profileRow has an attribute without a name. Name it.'],
    [PostAuthentication.lastSignIn({ attribute: 'sub' }), "lastSignIn would write the attribute 'sub' of a row twice"],
    [PreTokenGeneration.suspendedUsers({ attribute: 'x', untilAttribute: 'x' }), "suspendedUsers would write the attribute 'x' of a row twice"],
  ])('has each attribute once: %#', (handler, sentence) => {
    expect(() => newAuth().addTrigger(handler)).toThrow(sentence);
  });

  test.each([
    [Duration.hours(23), 'is 23 hours. Pass 1 day to 3650 days.'],
    [Duration.days(3_651), 'is 3651 days. Pass 1 day to 3650 days.'],
  ])('of a sign-in is not kept for %s', (given, sentence) => {
    expect(() => newAuth().addTrigger(PostAuthentication.signInLog({ retention: given }))).toThrow(
      `Stack/Auth: retention of PostAuthentication.signInLog ${sentence}`,
    );
  });

  test('of a sign-in is kept for a time that is known', () => {
    const auth = newAuth();
    const days = Duration.days(new CfnParameter(auth, 'Days', { type: 'Number' }).valueAsNumber);
    expect(() => auth.addTrigger(PostAuthentication.signInLog({ retention: days }))).toThrow(
      'Stack/Auth: retention of PostAuthentication.signInLog is a token, and the handler must know it at synth.',
    );
  });
}); // prettier-ignore

describe('claims out of a row', () => {
  const config = (props?: object, options: object = {}) => {
    const template = withTriggers(
      (auth) => auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { tenant: 'a', level: 'b' }, ...options })),
      props,
    );
    return stepsOf(template, 'PreTokenGeneration')[0];
  };

  test('are in one order, and in both tokens at sign-in and refresh, not in those of machines', () => {
    const step = config();
    expect(JSON.stringify(step.config.claims)).toBe('{"level":"b","tenant":"a"}');
    expect(step.config.tokens).toEqual(['id', 'access']);
    expect(step.sources).toContain('TokenGeneration_RefreshTokens');
    expect(step.sources).not.toContain('TokenGeneration_ClientCredentials');
  });

  test('are in the ID token on the LITE plan, or where you say', () => {
    expect(config({ featurePlan: cognito.FeaturePlan.LITE }).config.tokens).toEqual(['id']);
    expect(config({}, { tokens: ClaimTokens.ACCESS }).config.tokens).toEqual(['access']);
  });

  test.each<[{ [claim: string]: string }, string]>([
    [{}, 'PreTokenGeneration.claimsFromRow has no claims. Pass at least one.'],
    [{ sub: 'x' }, "PreTokenGeneration.claimsFromRow has the name 'sub', which Cognito keeps for itself. Choose another name."],
    [{ 'cognito:groups': 'x' }, "has the name 'cognito:groups', which Cognito keeps for itself"],
    [{ email: 'x' }, "has the name 'email', which Cognito keeps for itself"],
    [{ tenant: '' }, "PreTokenGeneration.claimsFromRow has no attribute for the claim 'tenant'. Name one of the row."],
  ])('refuse %j', (given, sentence) => {
    expect(() => newAuth().addTrigger(PreTokenGeneration.claimsFromRow({ claims: given }))).toThrow(sentence);
  });

  test.each<[string, TriggerHandler]>([
    ['claim', PreTokenGeneration.claim({ name: 'tenant', value: ClaimValue.literal('x') })],
    ['claimsFromRow', PreTokenGeneration.claimsFromRow({ claims: { tenant: 'y', level: 'z' } })],
    ['permissions', PreTokenGeneration.permissions({ claim: 'tenant', byGroup: { Staff: ['x'] } })],
  ])('are made by nobody else: %s', (step, other) => {
    const findings = findingsOf((stack) => {
      const auth = new CognitoAuth(stack, 'Auth');
      auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { tenant: 'x' } }));
      auth.addTrigger(other);
    });
    const [one, two] = [step, 'claimsFromRow'].sort();
    expect(findings).toEqual([
      `Stack/Auth: PreTokenGeneration.${one} and PreTokenGeneration.${two} both make the claim 'tenant'. Choose another name for one of them.`,
    ]);
  });
}); // prettier-ignore

describe('suspendedUsers', () => {
  test('of PreAuthentication stands in both triggers, with one table; of PreTokenGeneration in its own', () => {
    const both = withTriggers((auth) => auth.addTrigger(PreAuthentication.suspendedUsers({ message: 'Call us' })));
    expect(allOf(both, 'AWS::DynamoDB::Table')).toHaveLength(1);
    const steps = ['PreAuthentication', 'PreTokenGeneration'].map((trigger) => stepsOf(both, trigger));
    const config = { attribute: 'suspended', untilAttribute: 'suspendedUntil', message: 'Call us' };
    const step = { step: 'suspendedUsers', sources: ['*'], config };
    expect(steps).toMatchObject([[step], [step]]);

    const one = withTriggers((auth) => auth.addTrigger(PreTokenGeneration.suspendedUsers()));
    expect(Object.keys(named(one, 'AuthUserPool').Properties.LambdaConfig)).toEqual(['PreTokenGenerationConfig']);
  });

  test('comes before all that shapes tokens', () => {
    const template = withTriggers((auth) => {
      auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims }));
      auth.addTrigger(PreTokenGeneration.suspendedUsers());
    });
    expect(stepsOf(template, 'PreTokenGeneration').map(({ step }) => step)).toEqual(['suspendedUsers', 'claimsFromRow']);
  });

  test('refuses a sentence that nobody could read', () => {
    expect(() => newAuth().addTrigger(PreTokenGeneration.suspendedUsers({ message: ' ' }))).toThrow(
      'message of PreTokenGeneration.suspendedUsers has 1 characters',
    );
  });
}); // prettier-ignore

describe('the tables of the library', () => {
  test('are encrypted, restorable, paid per request and kept like the pool', () => {
    const template = withTriggers((auth) => {
      auth.addTrigger(PostConfirmation.profileRow());
      auth.addTrigger(PreAuthentication.suspendedUsers());
      auth.addTrigger(PreAuthentication.lockout());
      auth.addTrigger(PostAuthentication.signInLog({ retention }));
    });
    const tables = allOf(template, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(4);
    for (const [, { Properties, DeletionPolicy, UpdateReplacePolicy }] of tables) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      });
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    }
    const ttl = tables.map(([, { Properties }]) => Properties.TimeToLiveSpecification?.AttributeName as string);
    expect(ttl.sort()).toEqual(['expiresAt', 'expiresAt', 'suspendedUntil', undefined]);
  });

  test('go with a pool that goes', () => {
    const template = withTriggers((auth) => auth.addTrigger(PostConfirmation.profileRow()), {
      selfSignUpEnabled: true,
      removalPolicy: RemovalPolicy.DESTROY,
      deletionProtection: false,
    });
    const { Properties, DeletionPolicy } = only(template, 'AWS::DynamoDB::Table');
    expect([Properties.DeletionProtectionEnabled, DeletionPolicy]).toEqual([false, 'Delete']);
  });

  test.each([true, false])('are the same for a back end, whoever asks first (the back end: %s)', (isFirst) => {
    const template = withTriggers((auth, stack) => {
      const backEnd = functionIn(stack);
      const ask = () => {
        UserTables.suspensions(auth).grantWriteData(backEnd);
        UserTables.profiles(auth).grantReadData(backEnd);
        UserTables.signIns(auth).grantReadData(backEnd);
      };
      if (isFirst) ask();
      auth.addTrigger(PreAuthentication.suspendedUsers());
      auth.addTrigger(PostConfirmation.profileRow());
      auth.addTrigger(PostAuthentication.lastSignIn());
      auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims }));
      auth.addTrigger(PostAuthentication.signInLog({ retention }));
      if (!isFirst) ask();
    });
    const ids = allOf(template, 'AWS::DynamoDB::Table').map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
    expect(ids.sort()).toEqual(['AuthProfileTable', 'AuthSignInTable', 'AuthSuspensionTable']);
  });

  test('belong to a CognitoAuth', () => {
    expect(() => UserTables.profiles(new Stack(new App(), 'Stack'))).toThrow(
      'Stack: this has no user pool, and so no tables of one. Pass the CognitoAuth.',
    );
  });
});
