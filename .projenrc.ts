import { awscdk, DependencyType, javascript, TextFile } from 'projen';
import { TypeScriptRunner } from 'projen/lib/typescript';
import { addJsii } from './projenrc/jsii';
import { configureLint } from './projenrc/lint';
import { addTasks } from './projenrc/tasks';
import { addTests } from './projenrc/tests';

/** The oldest aws-cdk-lib that is promised; docs/decisions/0004 says how it was found. */
const OLDEST_CDK = '2.214.0';
const NEWEST_CDK = '2.276.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-cognito-auth',
  description:
    'Amazon Cognito for the AWS CDK: user pools, clients, groups, identity pools and ready-made triggers, safe by default.',
  keywords: [
    'aws',
    'cdk',
    'cognito',
    'authentication',
    'authorization',
    'identity-pool',
    'user-pool',
    'lambda-triggers',
  ],
  author: 'cdk-cognito-auth maintainers',
  authorAddress: 'maintainers@cdk-cognito-auth.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-cognito-auth/cdk-cognito-auth.git',
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  projenVersion: '0.103.25',
  github: false,
  release: false,
  depsUpgrade: false,
  sampleCode: false,

  // jsii, in five languages
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  cdkVersion: OLDEST_CDK,
  cdkVersionPinning: false,
  constructsVersion: '10.5.0',
  docgenFilePath: 'API.md',
  publishToPypi: { distName: 'cdk-cognito-auth', module: 'cdk_cognito_auth' },
  publishToMaven: {
    javaPackage: 'io.github.cdkcognitoauth',
    mavenGroupId: 'io.github.cdk-cognito-auth',
    mavenArtifactId: 'cdk-cognito-auth',
  },
  publishToNuget: { dotNetNamespace: 'CdkCognitoAuth', packageId: 'CdkCognitoAuth' },
  publishToGo: { moduleName: 'github.com/cdk-cognito-auth/cdk-cognito-auth-go', packageName: 'cdkcognitoauth' },

  // our own bundles (scripts/bundle.ts) replace projen's discovery of lambdas
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,

  // the peers at the newest version, everything else that develops and proves the library
  devDeps: [
    'aws-cdk@2.1148.1',
    'cdk-nag@3.0.2',
    'tsx@^4.23.15',
    'prettier@^3.10.1',
    'esbuild@^0.28.2',
    'fast-check@^4.10.2',
    '@types/node@^20',
    '@types/aws-lambda@^8.10.164',
    'jsii-pacmak@^1.140.0',
    'jsii-docgen@^10.12.6',
    'jsii-diff@^1.134.0',
    // what the Lambdas need (bundled) and the clients of the e2e flows
    '@aws-sdk/client-cognito-identity-provider@^3.1100.0',
    '@aws-sdk/client-lambda@^3.1100.0',
    '@aws-sdk/client-cognito-identity@^3.1100.0',
    '@aws-sdk/client-cloudformation@^3.1100.0',
    '@aws-sdk/client-s3@^3.1100.0',
    '@aws-sdk/client-dynamodb@^3.1100.0',
    '@aws-sdk/client-sts@^3.1100.0',
    '@aws-sdk/client-secrets-manager@^3.1100.0',
    '@aws-sdk/client-ssm@^3.1100.0',
    '@aws-sdk/client-eventbridge@^3.1100.0',
    '@aws-sdk/client-kms@^3.1100.0',
    '@aws-sdk/client-sesv2@^3.1100.0',
    '@aws-sdk/client-sns@^3.1100.0',
    '@aws-sdk/client-sqs@^3.1100.0',
    // what Lambda needs to read the codes of custom senders: parts of client-node, which brings all of the SDK along
    '@aws-crypto/decrypt-node@^5.0.2',
    '@aws-crypto/kms-keyring@^5.0.2',
    '@aws-crypto/material-management-node@^5.0.2',
    '@smithy/core@^3.41.0',
    // the function that captures codes on AWS (npm run e2e:aws)
    '@aws-crypto/client-node@^5.0.2',
    'amazon-cognito-identity-js@^6.3.21',
    'aws-jwt-verify@^5.2.1',
    // sign-in in a browser: Debian's Chromium, the clients of single-page apps, a stand-in for Google and other providers
    'playwright-core@^1.65.1',
    'aws-amplify@^6.22.1',
    'oidc-client-ts@^3.5.0',
    'oidc-provider@^9.13.3',
    'selfsigned@^5.5.0',
    // a stand-in for an enterprise's SAML provider, and what the test bed reads its answers with: two parts, two authors
    'samlify@^2.13.1',
    '@node-saml/node-saml@^5.1.0',
    // the local test bed
    '@aws-cdk/aws-service-spec@^0.1.216',
    '@cloud-copilot/iam-simulate@^0.1.173',
    'dynalite@^4.0.0',
    // mutation testing; 10 wants Node 22
    '@stryker-mutator/core@^9.0.0',
    '@stryker-mutator/api@^9.0.0',
    'jose@^6.2.17',
    'fflate@^0.8.3',
    'fast-xml-parser@^5.12.1',
    'otpauth@^9.5.2',
  ],

  // one strict type check for everything that is not the shipped library
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['examples/**/*.ts', 'scripts/**/*.ts', 'projenrc/**/*.ts', '.projenrc.ts'],
    exclude: ['node_modules', 'lambda', 'cdk.out', 'assets', 'lib', 'dist'],
    compilerOptions: {
      rootDir: '.',
      stripInternal: false,
      paths: { 'cdk-cognito-auth': ['./src/index.ts'] },
    },
  },
  projenrcTs: true,
  projenrcTsOptions: { runner: TypeScriptRunner.tsx({ tsconfig: 'tsconfig.dev.json' }) },

  jest: false,
  eslintOptions: {
    dirs: ['src', 'lambda'],
    devdirs: ['test', 'examples', 'scripts', 'projenrc'],
    fileExtensions: ['.ts'],
    prettier: true,
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
    commandOptions: { fix: false, extraArgs: ['--max-warnings', '0'] },
  },
  prettier: true,
  prettierOptions: {
    settings: { printWidth: 120, singleQuote: true, trailingComma: javascript.TrailingComma.ALL },
    yaml: false,
  },

  gitignore: ['/assets/', '/cdk.out/', '.DS_Store', '/.bench/', '*.tsbuildinfo', '/.stryker-tmp/', '/reports/'],
  npmIgnoreOptions: {
    ignorePatterns: [
      '/lambda/',
      '/examples/',
      '/scripts/',
      '/docs/',
      '/rosetta/',
      '/cdk.out/',
      '/.ci/',
      '/CONTRIBUTING.md',
      '/cdk.json',
      '/jest.*',
      '/tsconfig.*',
      '/.prettier*',
      '/.nvmrc',
      '/coverage/',
      '/.bench/',
      '/.stryker-tmp/',
      '/reports/',
      '/.jsii.tabl.json',
      '*.tsbuildinfo',
    ],
  },
});

// develop against the newest CDK; scripts/proofs/oldest-cdk.sh proves the promise about the oldest
for (const [peer, newest] of [
  ['aws-cdk-lib', NEWEST_CDK],
  ['constructs', '10.8.1'],
] as const) {
  project.deps.removeDependency(peer, DependencyType.DEVENV);
  project.deps.addDependency(`${peer}@${newest}`, DependencyType.DEVENV);
}

addTasks(project);
addTests(project);
addJsii(project);
configureLint(project);
project.npmignore!.include('/assets/');

// npm ci refuses a lock file that names platform packages the registry does not have
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
project.package.addField('engines', { node: '>= 20.0.0' });

new TextFile(project, '.nvmrc', { lines: ['20'] });

project.synth();
