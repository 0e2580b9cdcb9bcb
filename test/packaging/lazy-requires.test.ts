import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { makeRequiresLazy } from '../../scripts/lazy-requires';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'lazy-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, ...lines: string[]) => writeFileSync(path.join(folder, name), lines.join('\n'));
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
// jest's own registry has no say in when node loads a file
const load = (name: string) =>
  process.getBuiltinModule('node:module').createRequire(__filename)(path.join(folder, name));

/** A module that leaves its name in `globalThis.loaded`. */
const tells = (name: string, ...more: string[]) => write(`${name}.js`, `globalThis.loaded.push('${name}');`, ...more);
const loaded = (): string[] => ((globalThis as any).loaded ??= []);
beforeEach(() => (loaded().length = 0));

test('a file is loaded when something of it is used, once, and not before', () => {
  tells('used', 'exports.f = () => 1;');
  tells('idle', 'exports.g = () => 2;');
  write(
    'main.js',
    'const used_1 = require("./used");',
    'const idle_1 = require("./idle");',
    'exports.both = () => (0, used_1.f)() + (0, used_1.f)();',
    'exports.never = () => (0, idle_1.g)();',
  );
  makeRequiresLazy(folder);
  const main = load('main.js');
  expect(loaded()).toEqual([]);
  expect(main.both()).toBe(2);
  expect(loaded()).toEqual(['used']);
});

test('what a front door lets out is loaded by name', () => {
  tells('a', 'exports.A = class A {};');
  tells('b', 'exports.B = class B {};');
  const line = (name: string) =>
    `var ${name}_1 = require("./${name}"); Object.defineProperty(exports, "${name.toUpperCase()}", { enumerable: true, get: function () { return ${name}_1.${name.toUpperCase()}; } });`;
  write('index.js', line('a'), line('b'));
  makeRequiresLazy(folder);
  const index = load('index.js');
  expect(Object.keys(index)).toEqual(['A', 'B']);
  expect(new index.B()).toBeDefined();
  expect(loaded()).toEqual(['b']);
});

test.each([
  ['a constructor', 'exports.v = () => new x_1.X(1).n;', 1],
  ['a base class', 'class Y extends x_1.X {}\nexports.v = () => new Y(2).n;', 2],
  ['a shorthand', 'exports.v = () => { const o = { x_1 }; return new o.x_1.X(3).n; };', 3],
  ['a whole module in a helper', 'exports.v = () => new all.X(4).n;', 4],
  ['a local variable of the same name', 'exports.v = () => { const x_1 = { X: 5 }; return x_1.X; };', 5],
  ['a parameter of the same name', 'exports.v = () => ((x_1) => x_1)(6);', 6],
  ['a property of the same name', 'exports.v = () => { const o = { x_1: 7 }; return o.x_1; };', 7],
])('%s stays what it was', (_, code, value) => {
  write('x.js', 'exports.X = class X { constructor(n) { this.n = n; } };');
  write(
    'main.js',
    'const __importStar = (m) => m;',
    'const x_1 = require("./x");',
    'const all = __importStar(require("./x"));',
    code,
  );
  makeRequiresLazy(folder);
  expect(load('main.js').v()).toBe(value);
});

test('lines stay where they are, and a second time changes nothing', () => {
  write('x.js', 'exports.f = () => 1;');
  write('main.js', 'const x_1 = require("./x");', '', 'exports.v = () => (0, x_1.f)();');
  makeRequiresLazy(folder);
  const once = read('main.js');
  expect(once.split('\n')).toHaveLength(3);
  makeRequiresLazy(folder);
  expect(read('main.js')).toBe(once);
});
