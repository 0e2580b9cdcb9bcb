import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AppClient, CognitoAuth, SmsSender } from 'cdk-cognito-auth';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConsumerStack } from '../examples/consumer-app';
import { HelloStack } from '../examples/hello';
import { ReportsStack } from '../examples/machine-api';
import { TenantsStack } from '../examples/multi-tenant';
import { NotesStack } from '../examples/notes-app';
import { PhotoStack } from '../examples/photo-upload';

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly { readonly ruleName: string }[] }[];
}

/** Errors and warnings of cdk-nag that nobody acknowledged, as the report in the cloud assembly has them. */
function findings(build: (app: App) => void): string[] {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  build(app);
  try {
    app.synth();
  } catch {
    // with errors the CDK ends the synthesis; the report says which
  }
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName)).sort();
}

const NOTES = { domainPrefix: 'notes-example', googleSecretName: 'google' };

describe('cdk-nag AwsSolutions', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  test.each([
    ['hello', (app: App) => new HelloStack(app, 'Hello')],
    ['notes-app', (app: App) => new NotesStack(app, 'Notes', NOTES)],
    ['photo-upload', (app: App) => new PhotoStack(app, 'Photos')],
    ['multi-tenant', (app: App) => new TenantsStack(app, 'Tenants')],
    ['consumer-app', (app: App) => new ConsumerStack(app, 'Shop', NOTES)],
    ['machine-api', (app: App) => new ReportsStack(app, 'Reports', NOTES)],
  ])('finds nothing in %s that is not acknowledged', (_name, build) => {
    expect(findings(build)).toEqual([]);
  });

  test('finds the decisions that nobody has explained: no MFA demanded, no PLUS plan', () => {
    const bare = (app: App) => {
      const auth = new CognitoAuth(new Stack(app, 'Bare'), 'Auth');
      auth.addClient('Spa', AppClient.spa({ callbackUrls: ['https://app.example.com'] }));
    };
    expect(findings(bare)).toEqual(['AwsSolutions-COG2', 'AwsSolutions-COG8']);
  });

  test.each([SmsSender.sns(), SmsSender.endUserMessaging()])(
    'finds nothing about the role that sends SMS: %#',
    (sms) => {
      const texting = (app: App) => {
        const auth = new CognitoAuth(new Stack(app, 'Texting'), 'Auth', { sms });
        auth.addClient('Spa', AppClient.spa({ callbackUrls: ['https://app.example.com'] }));
      };
      expect(findings(texting)).toEqual(['AwsSolutions-COG2', 'AwsSolutions-COG8']);
    },
  );

  test("finds a wildcard of the user's own beside one that the library explains", () => {
    const broad = (app: App) => {
      const stack = new NotesStack(app, 'Notes', NOTES);
      const role = stack.node.findChild('Auth').node.findChild('Aws').node.findChild('AuthenticatedRole') as iam.Role;
      role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    };
    expect(findings(broad)).toEqual(['AwsSolutions-IAM5[Resource::*]']);
  });
});
