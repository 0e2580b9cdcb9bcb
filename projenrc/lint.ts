import { type awscdk, JsonPatch } from 'projen';

/** One set of rules for src, lambda, test, examples, scripts and projenrc. */
export function configureLint(project: awscdk.AwsCdkConstructLibrary) {
  const eslint = project.eslint!;
  // lambda/ has its own type check, and the linter must see it too: jsii and projen know src only
  project
    .tryFindObjectFile('.eslintrc.json')!
    .patch(JsonPatch.replace('/parserOptions/project', ['./tsconfig.dev.json', './lambda/tsconfig.json']));
  for (const folder of ['lambda', 'examples', 'scripts']) eslint.allowDevDeps(`${folder}/**`);
  for (const folder of ['assets/', 'cdk.out/']) eslint.addIgnorePattern(folder);
  // the compiler resolves imports; the order of members is told by the reader's eye
  eslint.addRules({ '@typescript-eslint/member-ordering': 'off', 'import/no-unresolved': 'off' });
  // tests and examples import the library by its name, as its users do: a package like any other
  const library = { pattern: project.package.packageName, group: 'external' };
  const order = {
    groups: ['builtin', 'external'],
    pathGroups: [library],
    pathGroupsExcludedImportTypes: [],
    alphabetize: { order: 'asc', caseInsensitive: true },
  };
  eslint.addRules({ 'import/order': ['warn', order] });
}
