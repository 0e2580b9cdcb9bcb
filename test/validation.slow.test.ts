import { App, Stack } from 'aws-cdk-lib';
import { EveryClient } from './clients/every-client';
import { WholeLogin } from './domain/whole-login';
import { ConsumerStack } from '../examples/consumer-app';
import { EventStreamStack } from '../examples/event-stream';
import { HelloStack } from '../examples/hello';
import { ReportsStack } from '../examples/machine-api';
import { TenantsStack } from '../examples/multi-tenant';
import { NotesStack } from '../examples/notes-app';
import { PasswordlessStack } from '../examples/passwordless';
import { PhotoStack } from '../examples/photo-upload';
import { addAll } from './providers/kinds';
import { authIn, spa } from './support/auth';
import { EveryOption } from './triggers/every-option';

// the one test file in which aws-cdk-lib's own engine checks every property of the templates (see test/setup.ts)
beforeAll(() => (process.env.CDK_VALIDATION = 'true'));
afterAll(() => (process.env.CDK_VALIDATION = 'false'));

const STRICT = {
  '@aws-cdk/core:strictCfnValidateErrors': true,
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

const NOTES = { domainPrefix: 'notes-example', googleSecretName: 'google' };
const MAGAZINE = { mailDomain: 'example.com', siteUrl: 'https://magazine.example.com' };

function withEveryProvider(app: App): void {
  const auth = authIn(new Stack(app, 'Stack'));
  addAll(auth);
  auth.addClient('Spa', spa());
}

describe('the validation engine of the CDK, strict and with its default rules', () => {
  test.each([
    ['hello', (app: App) => new HelloStack(app, 'Hello')],
    ['notes-app', (app: App) => new NotesStack(app, 'Notes', NOTES)],
    ['photo-upload', (app: App) => new PhotoStack(app, 'Photos')],
    ['multi-tenant', (app: App) => new TenantsStack(app, 'Tenants')],
    ['consumer-app', (app: App) => new ConsumerStack(app, 'Shop', NOTES)],
    ['event-stream', (app: App) => new EventStreamStack(app, 'EventStream')],
    ['machine-api', (app: App) => new ReportsStack(app, 'Reports', NOTES)],
    ['passwordless', (app: App) => new PasswordlessStack(app, 'Magazine', MAGAZINE)],
    ['domains, branding and terms', (app: App) => new WholeLogin(app)],
    ['every kind of client', (app: App) => new EveryClient(app)],
    ['every kind of identity provider', withEveryProvider],
    ['every option of trigger functions', (app: App) => new EveryOption(app)],
  ])('accepts %s', (_name, build) => {
    const app = new App({ context: STRICT });
    build(app);
    expect(() => app.synth()).not.toThrow();
  });

  test('refuses a property that CloudFormation does not know', () => {
    const app = new App({ context: STRICT });
    const stack: Stack = new HelloStack(app, 'Hello');
    const pool = stack.node.findChild('Auth').node.findChild('UserPool').node.defaultChild;
    (pool as unknown as { addPropertyOverride(name: string, value: unknown): void }).addPropertyOverride(
      'Coffee',
      'black',
    );
    expect(() => app.synth()).toThrow(/Coffee/);
  });
});
