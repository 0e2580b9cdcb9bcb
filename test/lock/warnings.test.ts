import { CfnDeletionPolicy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { both, deskPerTest, pool, said, type Build } from './world';

const desk = deskPerTest();
const l1 = (auth: CognitoAuth) => auth.userPool.node.defaultChild as cognito.CfnUserPool;
const warnings = (build: Build, mode?: 'write' | 'overwrite') =>
  said(build, desk.at.lock, mode).flatMap((text) => text.match(/(?<=\[ack: cdk-cognito-auth:)\w+/) ?? []);

describe('a pool with a record that is not protected from deletion', () => {
  const doomed = (props: CognitoAuthProps, change: (auth: CognitoAuth) => void = () => {}) => pool(props, change);

  test.each<[string, string[], Build]>([
    ['as it comes', [], doomed({})],
    ['DESTROY', ['poolIsDestroyed', 'noDeletionProtection'], doomed({ removalPolicy: RemovalPolicy.DESTROY })],
    ['DESTROY, and protected', ['poolIsDestroyed'], doomed({ removalPolicy: RemovalPolicy.DESTROY, deletionProtection: true })],
    ['not protected', ['noDeletionProtection'], doomed({ deletionProtection: false })],
    ['by the L1', ['poolIsDestroyed'], doomed({}, (auth) => l1(auth).applyRemovalPolicy(RemovalPolicy.DESTROY))],
    ['by an override', ['poolIsDestroyed'], doomed({}, (auth) => l1(auth).addOverride('DeletionPolicy', CfnDeletionPolicy.DELETE))],
    ['by leaving it out', ['noDeletionProtection'], doomed({}, (auth) => l1(auth).addPropertyDeletionOverride('DeletionProtection'))],
  ])('is warned of: %s', (_, ids, build) => {
    desk.at.synth(pool(), 'write');
    expect(warnings(build)).toEqual(expect.arrayContaining(ids));
    expect(warnings(build)).toHaveLength(ids.length);
  }); // prettier-ignore

  test('is left alone without a record', () => {
    const bare: Build = (app) =>
      void new CognitoAuth(new Stack(app, 'Notes'), 'Auth', { removalPolicy: RemovalPolicy.DESTROY });
    expect(warnings(bare)).toEqual([]);
  });
});

describe('a new pool, where the record has pools of stacks that the app does not have', () => {
  const memos = pool({}, undefined, { stack: 'Memos' });

  test('is written with a warning: perhaps the stack was renamed', () => {
    desk.at.synth(memos, 'write');
    expect(said(pool(), desk.at.lock, 'write')[0]).toContain(
      'has Memos/Auth too, of stacks that this app does not have. If Notes/Auth is one of them after its stack was renamed, it would be an empty pool: give the stack its old name back, or pass it as stackName, and take Notes out of the file again. If they are pools of other environments, acknowledge the warning. [ack: cdk-cognito-auth:lockHasAbsentPools]',
    );
    expect(warnings(pool())).toEqual([]);
    expect(warnings(pool({ customAttributes: { a: new cognito.StringAttribute() } }), 'write')).toEqual([
      'lockWritten',
    ]);
  });

  test('needs none where the app has them', () => {
    desk.at.synth(memos, 'write');
    expect(warnings(both(memos, pool()), 'write')).toEqual(['lockWritten']);
  });
});
