import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** How each language declares a type; the generators put one type in a file or all in one. */
const DECLARATION: Record<string, (name: string) => RegExp> = {
  python: (name) => new RegExp(`^class ${name}\\b`, 'm'),
  java: (name) => new RegExp(`^public (?:abstract |final )*(?:class|interface|enum) ${name}\\b`, 'm'),
  dotnet: (name) => new RegExp(`public (?:abstract |sealed )*(?:class|interface|enum) ${name}\\b`),
  go: (name) => new RegExp(`^type ${name} (?:struct|interface|string)`, 'm'),
};

const [folder, language] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(py|java|cs|go)$/.test(entry.name))
  .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));

const assembly = JSON.parse(gunzipSync(readFileSync('.jsii.gz')).toString()) as {
  types: Record<string, { name: string }>;
};
const names = Object.values(assembly.types).map((type) => type.name);
const missing = names.filter((name) => !files.some((text) => DECLARATION[language](name).test(text)));
if (names.length === 0 || missing.length > 0) {
  console.error(`${language}: ${missing.length} of ${names.length} types are missing: ${missing.join(', ')}`);
  process.exit(1);
}
console.log(`${language}: ${files.length} files declare all ${names.length} types`);
