import { mkdirSync, writeFileSync } from 'node:fs';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityLock } from 'cdk-cognito-auth';
import { type Build, deskPerTest, pool } from './world';

const desk = deskPerTest();

const inPool = (content: unknown) => JSON.stringify({ version: 1, stacks: { Notes: { Auth: content } } });
const userPool = { AuthUserPool8115E87F: { AliasAttributes: [], CaseSensitive: false, UsernameAttributes: ['email'] } };
const misfit = (where: string) =>
  `has something at ${where} that no release wrote there. Restore it from version control`;
const NO_JSON = 'is no JSON. Settle the merge, or restore it from version control';
const wrongVersion = (version: unknown) =>
  `has version ${version}, and this release of the library writes 1. Use the release that wrote it, or restore the file`;

test.each<[string, string, string]>([
  ['nothing', '', NO_JSON],
  ['half a file', '{"version": 1, "stacks": {', NO_JSON],
  ['an open merge', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n', NO_JSON],
  ['a list', '[]', misfit('the file')],
  ['null', 'null', misfit('the file')],
  ['no version', '{"stacks": {}}', wrongVersion(undefined)],
  ['a later version', '{"version": 2, "stacks": {}}', wrongVersion(2)],
  ['a version that is text', '{"version": "1", "stacks": {}}', wrongVersion('"1"')],
  ['no stacks', '{"version": 1}', misfit('stacks')],
  ['another key', '{"version": 1, "stacks": {}, "more": 1}', misfit('the file/more')],
  ['a stack that is text', '{"version": 1, "stacks": {"Notes": "x"}}', misfit('stacks/Notes')],
  ['another section', inPool({ userPool, users: {} }), misfit('stacks/Notes/Auth/users')],
  ['a section of an inherited name', inPool({ userPool, constructor: {} }), misfit('stacks/Notes/Auth/constructor')],
  ['no pool', inPool({}), misfit('stacks/Notes/Auth/userPool')],
  ['two pools', inPool({ userPool: { A: {}, B: {} } }), misfit('stacks/Notes/Auth/userPool')],
  ['a pool that is null', inPool({ userPool: null }), misfit('stacks/Notes/Auth')],
  ['a client that is a list', inPool({ userPool, clients: [] }), misfit('stacks/Notes/Auth/clients')],
  ['a setting that is an object', inPool({ userPool, clients: { A: { b: {} } } }), misfit('stacks/Notes/Auth/clients/A/b')],
  ['a number', inPool({ userPool, clients: { A: { b: 1 } } }), misfit('stacks/Notes/Auth/clients/A/b')],
  ['a list of numbers', inPool({ userPool, clients: { A: { b: [1] } } }), misfit('stacks/Notes/Auth/clients/A/b')],
])('a record with %s is refused in one sentence, and left alone', (_, text, sentence) => {
  writeFileSync(desk.at.file, text);
  for (const mode of [undefined, 'write', 'overwrite']) {
    expect(desk.at.synth(pool(), mode)).toEqual([`Notes/Auth: LOCK ${sentence}; nothing was written.`]);
    expect(desk.at.text).toBe(text);
  }
}); // prettier-ignore

test('a record that cannot be read is refused', () => {
  mkdirSync(desk.at.file);
  expect(desk.at.synth(pool(), 'write')).toEqual([
    'Notes/Auth: LOCK cannot be read (EISDIR). Settle the merge, or restore it from version control; nothing was written.',
  ]);
});

test('a record in a folder that is not there is refused', () => {
  const lock = IdentityLock.file(`${desk.at.file}/there/lock.json`);
  expect(() => desk.at.synth((app) => pool()(app, lock), 'write')).toThrow(
    /^Notes\/Auth: \S+\/there\/lock.json cannot be written \(ENOENT\). Make its folder, or name another path; nothing was written.$/,
  );
});

test('names that JavaScript has for itself are names like others', () => {
  const stacks = '{"__proto__": {"toString": {"userPool": {"constructor": {}}}}}';
  writeFileSync(desk.at.file, `{"version": 1, "stacks": ${stacks}}`);
  const odd =
    (customAttributes = {}): Build =>
    (app) => {
      pool({ customAttributes })(app, IdentityLock.file(desk.at.file, { key: 'constructor' }));
    };
  expect(desk.at.synth(odd())).toEqual([expect.stringContaining('It has __proto__/toString: if')]);
  expect(desk.at.synth(odd(), 'write')).toEqual([]);
  const grown = odd({ valueOf: new cognito.StringAttribute() });
  expect(desk.at.synth(grown)).toEqual([expect.stringContaining("does not have yet: the attribute 'valueOf'.")]);
  expect(desk.at.synth(grown, 'write')).toEqual([]);
  expect(desk.at.synth(grown)).toEqual([]);
  expect(desk.at.text).toContain('"__proto__"');
});
