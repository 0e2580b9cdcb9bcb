import * as fs from 'fs';
import * as path from 'path';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AppClient,
  CognitoAuth,
  CustomEmailSender,
  CustomSmsSender,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  PreTokenGeneration,
  SmsSender,
} from 'cdk-cognito-auth';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PortalStack } from '../examples/b2b-portal';
import { ConsumerStack } from '../examples/consumer-app';
import { EventStreamStack } from '../examples/event-stream';
import { HelloStack } from '../examples/hello';
import { ReportsStack } from '../examples/machine-api';
import { TenantsStack } from '../examples/multi-tenant';
import { NotesStack } from '../examples/notes-app';
import { PasswordlessStack } from '../examples/passwordless';
import { PhotoStack } from '../examples/photo-upload';
import { EveryOption } from './triggers/every-option';

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

const CUSTOMER = { name: 'Acme', metadataUrl: 'https://idp.acme.example/metadata', emailDomains: ['acme.example'] };
const NOTES = { domainPrefix: 'notes-example', googleSecretName: 'google' };
const MAGAZINE = { mailDomain: 'example.com', siteUrl: 'https://magazine.example.com' };

describe('cdk-nag AwsSolutions', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  test.each([
    ['hello', (app: App) => new HelloStack(app, 'Hello')],
    ['notes-app', (app: App) => new NotesStack(app, 'Notes', NOTES)],
    ['photo-upload', (app: App) => new PhotoStack(app, 'Photos')],
    ['multi-tenant', (app: App) => new TenantsStack(app, 'Tenants')],
    ['consumer-app', (app: App) => new ConsumerStack(app, 'Shop', NOTES)],
    [
      'b2b-portal',
      (app: App) => new PortalStack(app, 'Portal', { domainPrefix: 'portal-example', customers: [CUSTOMER] }),
    ],
    ['event-stream', (app: App) => new EventStreamStack(app, 'EventStream')],
    ['machine-api', (app: App) => new ReportsStack(app, 'Reports', NOTES)],
    ['passwordless', (app: App) => new PasswordlessStack(app, 'Magazine', MAGAZINE)],
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

  test('finds nothing about the tables of handlers, and about the roles that use them', () => {
    const keeping = (app: App) => {
      const auth = new CognitoAuth(new Stack(app, 'Keeping'), 'Auth', { selfSignUpEnabled: true });
      auth.addClient('Spa', AppClient.spa({ callbackUrls: ['https://app.example.com'] }));
      auth.addTrigger(PostConfirmation.profileRow());
      auth.addTrigger(PostAuthentication.lastSignIn());
      auth.addTrigger(PostAuthentication.signInLog({ retention: Duration.days(90) }));
      auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { tenant: 'tenant' } }));
      auth.addTrigger(PreAuthentication.suspendedUsers());
      auth.addTrigger(PreAuthentication.lockout());
    };
    expect(findings(keeping)).toEqual(['AwsSolutions-COG2', 'AwsSolutions-COG8']);
  });

  test('finds nothing about trigger functions with every option', () => {
    expect(findings((app) => new EveryOption(app))).toEqual(['AwsSolutions-COG2', 'AwsSolutions-COG8']);
  });

  test('finds nothing about custom senders, their key and their table', () => {
    const sending = (app: App) => {
      const auth = new CognitoAuth(new Stack(app, 'Sending'), 'Auth', { sms: SmsSender.sns() });
      auth.addTrigger(CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' }));
      auth.addTrigger(CustomSmsSender.sns({ countries: ['DE'] }));
      auth.addClient('Spa', AppClient.spa({ callbackUrls: ['https://app.example.com'] }));
    };
    expect(findings(sending)).toEqual(['AwsSolutions-COG2', 'AwsSolutions-COG8']);
  });

  test("finds a wildcard of the user's own beside one that the library explains", () => {
    const broad = (app: App) => {
      const stack = new NotesStack(app, 'Notes', NOTES);
      const role = stack.node.findChild('Auth').node.findChild('Aws').node.findChild('AuthenticatedRole') as iam.Role;
      role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    };
    expect(findings(broad)).toEqual(['AwsSolutions-IAM5[Resource::*]']);
  });
});
