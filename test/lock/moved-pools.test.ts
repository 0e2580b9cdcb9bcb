import { NestedStack, Stack } from 'aws-cdk-lib';
import { CognitoAuth, IdentityLock } from 'cdk-cognito-auth';
import { both, deskPerTest, pool, type Build } from './world';

const desk = deskPerTest();

const WRITE = 'npx cdk synth -c cognito-auth:lock=write';
const OVERWRITE = 'npx cdk synth -c cognito-auth:lock=overwrite';
const stacks = () => Object.keys(desk.at.record.stacks);

describe('a pool at another place would be an empty one', () => {
  test.each<[string, Build]>([
    ['another id', pool({}, undefined, { id: 'Login' })],
    ['another stack of the app', both((app) => new Stack(app, 'Notes'), pool({}, undefined, { stack: 'Admin' }))],
  ])('%s', (_, moved) => {
    desk.at.synth(pool(), 'write');
    const { text } = desk.at;
    for (const mode of [undefined, 'write']) {
      expect(desk.at.synth(moved, mode)[0]).toContain(
        `LOCK has the user pool Auth of the stack Notes, which the app has no more, or without its identityLock: under another id or in another stack it would be an empty pool. Give it its old place back; if it shall be forgotten, run ${OVERWRITE}.`,
      );
      expect(desk.at.text).toBe(text);
    }
    expect(desk.at.synth(moved, 'overwrite')).toEqual([]);
    expect(desk.at.text).not.toBe(text);
    expect(desk.at.synth(moved)).toEqual([]);
  });

  test('a stack of another name: whoever records it sees what there is', () => {
    desk.at.synth(pool(), 'write');
    expect(desk.at.synth(pool({}, undefined, { stack: 'Memos' }))).toEqual([
      `Memos/Auth: LOCK does not know this user pool, so that nothing guards it. It has Notes/Auth: if this is one of them, give it its old place back. To record a pool, new or as it is deployed, run ${WRITE} and commit the file.`,
    ]);
  });

  test('a nested stack of another id', () => {
    const nested = (id: string): Build => (app, identityLock) => {
      const inner = new NestedStack(new Stack(app, 'Notes'), id);
      new CognitoAuth(inner, 'Auth', { identityLock });
    }; // prettier-ignore
    expect(desk.at.synth(nested('Inner'), 'write')).toEqual([]);
    expect(desk.at.synth(nested('Inner'))).toEqual([]);
    expect(Object.keys(desk.at.record.stacks.Notes)).toEqual(['Inner/Auth']);
    expect(desk.at.synth(nested('Other'))[0]).toContain('LOCK has the user pool Inner/Auth of the stack Notes');
  });

  test('a nested stack whose logical id alone is another', () => {
    const nested = (rename: boolean): Build => (app, identityLock) => {
      const inner = new NestedStack(new Stack(app, 'Notes'), 'Inner');
      if (rename) inner.nestedStackResource!.overrideLogicalId('Renamed');
      new CognitoAuth(inner, 'Auth', { identityLock });
    }; // prettier-ignore
    desk.at.synth(nested(false), 'write');
    expect(desk.at.synth(nested(true))[0]).toMatch(
      /the user pool has the logical id Renamed\/\w+, and the deployed.* and overrideLogicalId\('Inner\w+'\) on the nestedStackResource of its nested stack;/,
    );
  });

  test('another id under a key', () => {
    const keyed = (id: string): Build => (app) =>
      pool({}, undefined, { id })(app, IdentityLock.file(desk.at.file, { key: 'production' })); // prettier-ignore
    desk.at.synth(keyed('Auth'), 'write');
    expect(desk.at.synth(keyed('Login'))[0]).toContain('LOCK has the user pool Auth of the stack production');
  });

  test('is said once, and not by every other pool', () => {
    const [first, second, third] = ['Notes', 'Admin', 'Staff'].map((stack) => pool({}, undefined, { stack }));
    desk.at.synth(both(first, second, third), 'write');
    expect(desk.at.synth(both(first, second, (app) => new Stack(app, 'Staff')))).toHaveLength(1);
  });

  test('another record', () => {
    const other = IdentityLock.file(`${desk.at.file}.other`);
    const two = (ofStaff: IdentityLock): Build => (app, identityLock) => {
      const stack = new Stack(app, 'Notes');
      new CognitoAuth(stack, 'Staff', { identityLock: ofStaff });
      new CognitoAuth(stack, 'Auth', { identityLock });
    }; // prettier-ignore
    expect(desk.at.synth(two(desk.at.lock), 'write')).toEqual([]);
    expect(desk.at.synth(two(other))).toEqual([
      expect.stringContaining('Notes/Staff: LOCK.other does not know this user pool'),
      expect.stringContaining('Notes/Auth: LOCK has the user pool Staff of the stack Notes'),
    ]);
  });

  test('one of two pools is no more', () => {
    desk.at.synth(
      both(pool(), (app, lock) => pool({}, undefined, { stack: 'Admin' })(app, lock)),
      'write',
    );
    const one = both(pool(), (app) => new Stack(app, 'Admin'));
    expect(desk.at.synth(one)).toEqual([expect.stringContaining('LOCK has the user pool Auth of the stack Admin')]);
    expect(desk.at.synth(one, 'overwrite')).toEqual([]);
    expect(stacks()).toEqual(['Notes']);
  });
});
