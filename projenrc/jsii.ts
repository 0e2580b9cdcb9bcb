import { type awscdk } from 'projen';

const LANGUAGES = ['python', 'java', 'dotnet', 'go'];
// the peers are developed against at their newest version, on purpose: scripts/proofs/oldest-cdk.sh proves the oldest
const JSII = 'jsii --fail-on-warnings --silence-warnings=metadata/missing-dev-dependency --compress-assembly';

/** The compiler for five languages, the samples of the documentation, and the packages. */
export function addJsii(project: awscdk.AwsCdkConstructLibrary) {
  project.compileTask.reset(JSII);
  // what ships loads its files when an app needs them (docs/decisions/0015)
  project.compileTask.exec('tsx --tsconfig tsconfig.dev.json scripts/lazy-requires.ts lib');
  project.watchTask.reset(`${JSII} -w`);
  // Node 20 is promised as long as the CDK runs on it, whatever the banner of the tools says
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

  const samples = project.addTask('samples', {
    description: 'Compile the code of README.md and of the documentation comments (rosetta/ has what surrounds it)',
    exec: 'jsii-rosetta extract --strict',
  });
  project.postCompileTask.spawn(samples);

  // one package for npm; the other languages are packed where their tools are, or generated only
  project.packageTask.reset();
  project.packageTask.spawn(project.tasks.tryFind('package:js')!);
  for (const language of LANGUAGES) {
    project.addTask(`package:${language}:code`, {
      description: `Generate the ${language} code without compiling it`,
      exec: `jsii-pacmak -v --code-only --target ${language}`,
    });
  }

  for (const file of ['.jsii.gz', '.jsii.tabl.json', '/tsconfig.tsbuildinfo']) project.gitignore.exclude(file);
  project.npmignore!.include('.jsii.gz');
}
