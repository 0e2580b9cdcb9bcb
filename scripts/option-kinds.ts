import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as library from '../src';
import { readAssembly } from './options/assembly';
import { optionKinds } from './options/kinds';

const FILE = resolve(__dirname, '..', 'src', 'private', 'option-kinds.generated.ts');
const OWN = resolve(__dirname, '..');
const CDK = resolve(require.resolve('aws-cdk-lib/package.json'), '..');

/** What every call takes, from the assemblies that jsii made of this library and of the CDK. */
function main(): void {
  writeFileSync(FILE, optionKinds(readAssembly(OWN), readAssembly(CDK), library));
}

main();
