import { Annotations as Said, App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthGroup, AuthIdentityPool, UserKey, UserPrefix, UserRows, UserRowsOptions } from 'cdk-cognito-auth';
import { authIn, spa } from '../support/auth';

interface Everybody {
  readonly stack: Stack;
  readonly signedIn: AuthIdentityPool;
  readonly editors: AuthGroup;
  readonly admins: AuthGroup;
}

/** Acknowledgeable warnings of an app, as `path: sentence`. */
function warnings<R>(
  resourceIn: (stack: Stack) => R,
  ...grants: ((resource: R, who: Everybody) => unknown)[]
): string[] {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack);
  const clients = [auth.addClient('Spa', spa())];
  const options = { clients, guestsAllowed: true, principalTags: { tenant: 'sub' } };
  const identityPool = auth.addIdentityPool('Aws', options);
  const [editors, admins] = ['Editors', 'Admins'].map((id, precedence) =>
    auth.addGroup(id, { precedence, identityPool }),
  );
  const resource = resourceIn(stack);
  grants.forEach((grant) => grant(resource, { stack, signedIn: identityPool, editors, admins }));
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ id, entry }) => `${id}: ${String(entry.data)}`)
    .filter((each) => /sharedPrefix|wholeRows/.test(each));
}

type Who = (everybody: Everybody) => iam.IGrantable;
const signedIn: Who = (who) => who.signedIn;
const guests: Who = (who) => who.signedIn.guests;
const editors: Who = (who) => who.editors;
const admins: Who = (who) => who.admins;
const editorsRole: Who = (who) => who.editors.role!;
const bare: Who = (who) => ({ grantPrincipal: who.signedIn.grantPrincipal });

describe('a shared prefix around folders of owners', () => {
  type Grant = (bucket: s3.Bucket, who: Everybody) => unknown;
  const of = (stack: Stack) => new s3.Bucket(stack, 'Files');
  const shared = (who: Who, prefix = 'app', verb: 'grantRead' | 'grantReadWrite' = 'grantRead'): Grant =>
    (bucket, everybody) => UserPrefix.shared(bucket, { prefix })[verb](who(everybody)); // prettier-ignore
  const own = (who: Who, prefix = 'app/users'): Grant =>
    (bucket, everybody) => UserPrefix.ownerOnly(bucket, { prefix }).grantReadWrite(who(everybody)); // prettier-ignore
  const profiles = (who: Who, prefix = 'app/users'): Grant =>
    (bucket, everybody) => UserPrefix.ownerWrite(bucket, { prefix }).grantReadWrite(who(everybody)); // prettier-ignore

  test('is warned of, by a name that can be acknowledged', () => {
    expect(warnings(of, shared(signedIn), own(signedIn))).toEqual([
      "/Stack/Files: Stack/Auth/Aws may read all of 'app', and so every folder of 'app/users', of which Stack/Auth/Aws may read only their own: the limit is void. Keep what is shared and what is the owner's under prefixes of which none contains the other, or share with a group. [ack: cdk-cognito-auth:sharedPrefixAroundOwn]",
    ]);
  });

  test.each<[string, Grant, Grant, string | undefined]>([
    ['the same prefix', shared(signedIn, 'app/users'), own(signedIn), "may read all of 'app/users'"],
    ['writing too', shared(signedIn, 'app', 'grantReadWrite'), own(signedIn), "may read and write all of 'app'"],
    ["writing in everybody's profile", shared(signedIn, 'app', 'grantReadWrite'), profiles(signedIn), "may write all of 'app'"], // prettier-ignore
    ['profiles around folders', profiles(signedIn, 'app'), own(signedIn), "may read all of 'app'"],
    ['folders of a group', shared(signedIn), own(editors), 'of which Stack/Auth/Editors may'],
    ['folders of the role of a group', shared(signedIn), own(editorsRole), 'of which Stack/Auth/Editors/Role may'],
    ['one group', shared(editors), own(editorsRole), 'Stack/Auth/Editors may read all'],
    ['what stands for an identity pool', shared(bare), own(signedIn), 'whoever is signed in may read all'],
    ['guests, which anybody can be', shared(guests), own(signedIn), 'Stack/Auth/Aws/Guests may read all'],
    ['a group that sees everything', shared(admins), own(signedIn), undefined],
    ['another group', shared(admins), own(editors), undefined],
    ['folders of guests, which others share', shared(signedIn), own(guests), undefined],
    ['a prefix beside it', shared(signedIn, 'app/user'), own(signedIn), undefined],
    ['a prefix below it', shared(signedIn, 'app/users/all'), own(signedIn), undefined],
    ['profiles that everybody reads', shared(signedIn), profiles(signedIn), undefined],
  ])('%s', (_, one, other, said) => {
    const found = warnings(of, one, other);
    expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
    expect(warnings(of, other, one)).toEqual(found);
  });

  test('buckets are held apart', () => {
    const two = (stack: Stack) => ['One', 'Two'].map((id) => new s3.Bucket(stack, id));
    const found = warnings(two, ([one], who) => shared(signedIn)(one, who), ([, other], who) => own(signedIn)(other, who)); // prettier-ignore
    expect(found).toEqual([]);
  });

  test('can be acknowledged, before or after the grants', () => {
    // around the bucket, because the oldest CDK does not look at the construct itself
    const acknowledge: Grant = (bucket) =>
      Said.of(Stack.of(bucket)).acknowledgeWarning('cdk-cognito-auth:sharedPrefixAroundOwn', 'known');
    expect(warnings(of, acknowledge, shared(signedIn), own(signedIn))).toEqual([]);
    expect(warnings(of, shared(signedIn), own(signedIn), acknowledge)).toEqual([]);
  });
});

describe('a view of whole rows beside one of some attributes', () => {
  type Grant = (table: dynamodb.Table, who: Everybody) => unknown;
  const of = (stack: Stack) =>
    new dynamodb.Table(stack, 'Rows', { partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } });
  const rows = (who: Who, options: UserRowsOptions = {}, verb: 'grantRead' | 'grantReadWrite' = 'grantRead'): Grant =>
    (table, everybody) => UserRows.ownerOnly(table, options)[verb](who(everybody)); // prettier-ignore
  const some = (who: Who, options: UserRowsOptions = {}) =>
    rows(who, { readAttributes: ['name'], writeAttributes: ['name'], ...options }, 'grantReadWrite');

  test('is warned of, by a name that can be acknowledged', () => {
    expect(warnings(of, rows(signedIn), some(signedIn))).toEqual([
      '/Stack/Rows: Stack/Auth/Aws may read whole rows, which voids the readAttributes of what Stack/Auth/Aws was granted: IAM adds up what is granted. Keep rows that are open in part in a table of their own, or give the lists to both views. [ack: cdk-cognito-auth:wholeRowsBesideAttributes]',
    ]);
  });

  const tenant = { key: UserKey.principalTag('tenant') };
  test.each<[string, Grant, Grant, string | undefined]>([
    ['writing too', rows(signedIn, {}, 'grantReadWrite'), some(signedIn), 'may read and write whole rows, which voids the readAttributes and writeAttributes'], // prettier-ignore
    ['writing alone', rows(signedIn, {}, 'grantReadWrite'), rows(signedIn, { writeAttributes: ['name'] }, 'grantReadWrite'), 'may write whole rows, which voids the writeAttributes'], // prettier-ignore
    ['of a group', rows(signedIn), some(editors), 'of what Stack/Auth/Editors was granted'],
    ['of a tenant', rows(signedIn, tenant), some(signedIn, tenant), 'may read whole rows'],
    ['a group that sees everything', rows(admins), some(signedIn), undefined],
    ['rows of others', rows(signedIn, tenant), some(signedIn), undefined],
    ['guests, who have rows of their own', rows(guests), some(signedIn), undefined],
    ['two lists', rows(signedIn, { readAttributes: ['plan'] }), some(signedIn), undefined],
  ])('%s', (_, one, other, said) => {
    const found = warnings(of, one, other);
    expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
    expect(warnings(of, other, one)).toEqual(found);
  });
});
