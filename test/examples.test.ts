import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PortalStack } from '../examples/b2b-portal';
import { ConsumerStack } from '../examples/consumer-app';
import { EventStreamStack } from '../examples/event-stream';
import { HelloStack } from '../examples/hello';
import { ReportsStack } from '../examples/machine-api';
import { TenantsStack } from '../examples/multi-tenant';
import { NotesStack } from '../examples/notes-app';
import { PasswordlessStack } from '../examples/passwordless';
import { PhotoStack } from '../examples/photo-upload';

const CUSTOMERS = ['Acme', 'Globex'].map((name) => {
  const domain = `${name.toLowerCase()}.example`;
  return { name, metadataUrl: `https://idp.${domain}/metadata`, emailDomains: [domain] };
});
const EXAMPLES = {
  hello: (app: App) => new HelloStack(app, 'Hello'),
  'notes-app': (app: App) =>
    new NotesStack(app, 'Notes', { domainPrefix: 'notes-example', googleSecretName: 'google' }),
  'photo-upload': (app: App) => new PhotoStack(app, 'Photos'),
  'multi-tenant': (app: App) => new TenantsStack(app, 'Tenants'),
  'consumer-app': (app: App) =>
    new ConsumerStack(app, 'Shop', { domainPrefix: 'shop-example', googleSecretName: 'google' }),
  'b2b-portal': (app: App) => new PortalStack(app, 'Portal', { domainPrefix: 'portal-example', customers: CUSTOMERS }),
  'event-stream': (app: App) => new EventStreamStack(app, 'EventStream'),
  'machine-api': (app: App) => new ReportsStack(app, 'Reports', { domainPrefix: 'reports-example' }),
  passwordless: (app: App) =>
    new PasswordlessStack(app, 'Magazine', { mailDomain: 'example.com', siteUrl: 'https://magazine.example.com' }),
};

/** Asset hashes change with every bundle and say nothing about the template. */
function masked(template: object): object {
  return JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}\.zip/g, 'ASSET.zip'));
}

describe.each(Object.entries(EXAMPLES))('the example %s', (_name, build) => {
  test('has the template that was reviewed', () => {
    expect(masked(Template.fromStack(build(new App())).toJSON())).toMatchSnapshot();
  });
});
