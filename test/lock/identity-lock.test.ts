import { chmodSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { App, Lazy, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth, IdentityLock } from 'cdk-cognito-auth';
import { both, deskPerTest, pool, said, type Build } from './world';
import { google, newAuth, spa } from '../support/auth';

const desk = deskPerTest();
const { StringAttribute } = cognito;

const WRITE = 'npx cdk synth -c cognito-auth:lock=write';
const tenant = { customAttributes: { tenant: new StringAttribute({ maxLen: 64 }) } };
const more = { customAttributes: { ...tenant.customAttributes, plan: new StringAttribute() } };
const full = pool(tenant, (auth) => {
  auth.addClient('Spa', spa());
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addIdentityProvider('Google', google());
  auth.addGroup('Editors');
});
const fullReversed = pool(tenant, (auth) => {
  auth.addGroup('Editors');
  auth.addIdentityProvider('Google', google());
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addClient('Spa', spa());
});
const stacks = () => Object.keys(desk.at.record.stacks);
const l1 = (auth: CognitoAuth) => auth.userPool.node.defaultChild as cognito.CfnUserPool;

describe('the record', () => {
  test('says in few lines what cannot change, sorted', () => {
    expect(desk.at.synth(full, 'write')).toEqual([]);
    expect(desk.at.record).toEqual({
      version: 1,
      stacks: {
        Notes: {
          Auth: {
            userPool: {
              AuthUserPool8115E87F: { AliasAttributes: [], CaseSensitive: false, UsernameAttributes: ['email'] },
            },
            schema: {
              tenant: {
                AttributeDataType: 'String',
                Mutable: false,
                Required: false,
                'StringAttributeConstraints.MaxLength': '64',
              },
            },
            clients: { AuthSpaC60D1C2D: { GenerateSecret: false, path: 'Auth/Spa' } },
            domains: { AuthDomain80E3F95D: { Domain: 'notes-example', path: 'Auth/Domain' } },
            groups: { AuthEditors27BB788F: { GroupName: 'Editors', path: 'Auth/Editors' } },
            identityProviders: {
              AuthGoogleA7488F75: { ProviderName: 'Google', ProviderType: 'Google', path: 'Auth/Google' },
            },
          },
        },
      },
    });
    const keys = [...desk.at.text.matchAll(/^ {8}"(\w+)"/gm)].map(([, key]) => key);
    expect(keys).toEqual([...keys].sort());
    expect(desk.at.text.endsWith('}\n')).toBe(true);
  });

  test('is the same in any order of calls', () => {
    desk.at.synth(full, 'write');
    const { text } = desk.at;
    expect(desk.at.synth(fullReversed)).toEqual([]);
    expect(desk.at.synth(fullReversed, 'overwrite')).toEqual([]);
    expect(desk.at.text).toBe(text);
  });

  test('is only read by synthesis, and not written where nothing is new', () => {
    desk.at.synth(full, 'write');
    const { text } = desk.at;
    chmodSync(desk.at.file, 0o444);
    const { ino, mtimeMs } = statSync(desk.at.file);
    for (const mode of [undefined, 'write']) {
      expect(desk.at.synth(full, mode)).toEqual([]);
      expect(desk.at.text).toBe(text);
      expect(statSync(desk.at.file)).toMatchObject({ ino, mtimeMs });
    }
  });

  test('includes what the L2 and escape hatches make', () => {
    const byHand = pool({}, (auth) => {
      auth.userPool.addClient('Own', { generateSecret: true });
      l1(auth).addPropertyOverride('AliasAttributes', ['preferred_username', 'email']);
    });
    desk.at.synth(byHand, 'write');
    const { clients, userPool } = desk.at.record.stacks.Notes.Auth;
    expect(Object.values(clients)).toEqual([{ GenerateSecret: true, path: 'Auth/UserPool/Own' }]);
    expect(userPool.AuthUserPool8115E87F.AliasAttributes).toEqual(['email', 'preferred_username']);
  });

  test('is the same in any order of a list', () => {
    const inOrder = (...names: string[]) =>
      pool({}, (auth) => l1(auth).addPropertyOverride('UsernameAttributes', names));
    desk.at.synth(inOrder('phone_number', 'email'), 'write');
    expect(desk.at.synth(inOrder('email', 'phone_number'))).toEqual([]);
    expect(desk.at.synth(inOrder('phone_number', 'email'))).toEqual([]);
  });

  test('lies at a path relative to where the app runs', () => {
    desk.at.synth(pool(), 'write');
    const lock = IdentityLock.file(relative(process.cwd(), desk.at.file));
    expect(desk.at.synth((app) => pool()(app, lock))).toEqual([]);
    expect(desk.at.synth((app) => pool({ signInCaseSensitive: true })(app, lock))).toHaveLength(1);
  });
});

describe('writing', () => {
  test('is asked for where there is no record, and the file is not made', () => {
    expect(desk.at.synth(full)).toEqual([
      `Notes/Auth: LOCK does not know this user pool, so that nothing guards it. To record a pool, new or as it is deployed, run ${WRITE} and commit the file.`,
    ]);
    expect(() => desk.at.text).toThrow('ENOENT');
  });

  test('is asked for where something is new, and appends it', () => {
    desk.at.synth(pool(tenant), 'write');
    const grown = pool(more, (auth) => auth.addClient('Spa', spa()));
    expect(desk.at.synth(grown)).toEqual([
      `Notes/Auth: LOCK does not have yet: the attribute 'plan', the client Auth/Spa. Run ${WRITE} and commit the file with the change.`,
    ]);
    expect(desk.at.synth(grown, 'write')).toEqual([]);
    expect(desk.at.synth(grown)).toEqual([]);
    expect(Object.keys(desk.at.record.stacks.Notes.Auth.schema)).toEqual(['plan', 'tenant']);
  });

  test('says what it wrote, and overwriting is a warning', () => {
    const { lock } = desk.at;
    expect(said(pool(tenant), lock, 'write')).toEqual([
      expect.stringMatching(/adds to \S+: the user pool. Commit it./),
    ]);
    expect(said(pool(more), lock, 'write')).toEqual([expect.stringMatching(/adds to \S+: the attribute 'plan'./)]);
    expect(said(pool(more), lock, 'write')).toEqual([]);
    expect(said(pool(more), lock)).toEqual([]);
    expect(said(pool(more), lock, 'overwrite')).toEqual([
      expect.stringMatching(/was overwritten, whatever it said.*\[ack: cdk-cognito-auth:lockOverwritten\]/),
    ]);
  });

  test.each(['', 'yes', 'WRITE', 'true'])('is not taken from the word %j', (mode) => {
    const app = new App({ context: { 'cognito-auth:lock': mode } });
    full(app, desk.at.lock);
    expect(() => app.synth()).toThrow(
      `the context value cognito-auth:lock is "${mode}". Say write or overwrite, or leave it out.`,
    );
    expect(() => desk.at.text).toThrow('ENOENT');
  });

  test('the relying-party id of passkeys is learnt when there is one, and kept while there is none', () => {
    const passkeys = pool({
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyRelyingPartyId: 'example.com',
    });
    desk.at.synth(pool(), 'write');
    expect(desk.at.synth(passkeys)).toEqual([expect.stringContaining('WebAuthnRelyingPartyID of the user pool')]);
    expect(desk.at.synth(passkeys, 'write')).toEqual([]);
    expect(desk.at.synth(pool(tenant), 'write')).toEqual([]);
    expect(desk.at.text).toContain('example.com');
  });

  test('a pool without a record has none of this', () => {
    const app = new App({ context: { 'cognito-auth:lock': 'write' } });
    new CognitoAuth(new Stack(app, 'Notes'), 'Auth');
    expect(() => app.synth()).not.toThrow();
  });
});

describe('one record', () => {
  const two = both(pool(), pool(tenant, undefined, { stack: 'Admin', id: 'Staff' }));

  test('holds several pools and stacks, written in one synth', () => {
    const third: Build = (app, identityLock) => {
      new CognitoAuth(app.node.findChild('Admin'), 'Partners', { identityLock });
    };
    expect(desk.at.synth(both(two, third), 'write')).toEqual([]);
    expect(desk.at.synth(both(two, third))).toEqual([]);
    expect(stacks()).toEqual(['Admin', 'Notes']);
    expect(Object.keys(desk.at.record.stacks.Admin)).toEqual(['Partners', 'Staff']);
    expect(desk.at.synth(both(two, third), 'overwrite')).toEqual([]);
    expect(Object.keys(desk.at.record.stacks.Admin)).toEqual(['Partners', 'Staff']);
  });

  test('keeps the stacks that the app does not have this time', () => {
    desk.at.synth(two, 'write');
    for (const mode of [undefined, 'write', 'overwrite']) {
      expect(desk.at.synth(pool(), mode)).toEqual([]);
      expect(stacks()).toEqual(['Admin', 'Notes']);
    }
  });

  test('knows stages by the names of their stacks', () => {
    const staged: Build = (app, lock) => {
      for (const name of ['Test', 'Prod']) pool()(new Stage(app, name) as App, lock);
    };
    expect(desk.at.synth(staged, 'write')).toEqual([]);
    expect(stacks()).toEqual(['Prod-Notes', 'Test-Notes']);
  });

  test('knows stacks by a key, where their names do not tell them apart', () => {
    const keyed = (key: string, props = {}): Build => (app) =>
      pool(props)(app, IdentityLock.file(desk.at.file, { key })); // prettier-ignore
    expect(desk.at.synth(keyed('here'), 'write')).toEqual([]);
    expect(desk.at.synth(keyed('there', { signInCaseSensitive: true }), 'write')).toEqual([]);
    expect(desk.at.synth(keyed('here'))).toEqual([]);
    expect(stacks()).toEqual(['here', 'there']);
  });

  test('is shared by twins in two Regions', () => {
    const twins: Build = (app, identityLock) => {
      for (const region of ['eu-west-1', 'us-east-1']) {
        new CognitoAuth(new Stack(app, region, { stackName: 'Notes', env: { region } }), 'Auth', { identityLock });
      }
    };
    expect(desk.at.synth(twins, 'write')).toEqual([]);
    expect(stacks()).toEqual(['Notes']);
    expect(desk.at.synth(twins)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    [IdentityLock.file(''), 'identityLock has an empty name.'],
    [IdentityLock.file('lock.json', { key: ' ' }), 'identityLock has an empty name.'],
    [IdentityLock.file(Lazy.string({ produce: () => 'lock.json' })), 'identityLock names a token, and the record is read at synth. Pass plain strings.'],
    [IdentityLock.file('lock.json', { key: Lazy.string({ produce: () => 'x' }) }), 'identityLock names a token'],
  ])('what names no file: %#', (identityLock, sentence) => {
    expect(() => newAuth({ identityLock })).toThrow(sentence);
  }); // prettier-ignore
});
