import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, SpaClientOptions } from 'cdk-cognito-auth';
import { clientWith } from './kinds';
import { CALLBACK, newAuth, spa } from '../support/auth';
import { faultsAround } from '../support/template';

const BIO = { customAttributes: { bio: new cognito.StringAttribute({ mutable: true }) } };
const attributes = () => new cognito.ClientAttributes();
const client = (options: Partial<SpaClientOptions>) => AppClient.spa({ callbackUrls: [CALLBACK], ...options });

test('attributes are added without the default list being said again', () => {
  const additionalWriteAttributes = attributes()
    .withCustomAttributes('bio')
    .withStandardAttributes({ phoneNumber: true });
  const { WriteAttributes } = clientWith(client({ additionalWriteAttributes }), BIO);
  expect(WriteAttributes).toEqual([...clientWith(spa()).WriteAttributes, 'custom:bio', 'phone_number'].sort());
});

test('attributes are added to a list that was given', () => {
  const options = {
    writeAttributes: attributes().withStandardAttributes({ email: true }),
    additionalWriteAttributes: attributes().withCustomAttributes('bio'),
  };
  expect(clientWith(client(options), BIO).WriteAttributes).toEqual(['custom:bio', 'email']);
});

test('what is added may complete what sign-up requires', () => {
  const options = {
    writeAttributes: attributes().withStandardAttributes({ email: true }),
    additionalWriteAttributes: attributes().withStandardAttributes({ birthdate: true }),
  };
  const props = { standardAttributes: { birthdate: { required: true } } };
  expect(clientWith(client(options), props).WriteAttributes).toEqual(['birthdate', 'email']);
});

test.each<[string, cognito.ClientAttributes, string]>([
  [
    'that the pool does not have',
    attributes().withCustomAttributes('role'),
    "additionalWriteAttributes names the attribute 'custom:role', which the user pool does not have. Declare it in customAttributes.",
  ],
  [
    'that only Cognito writes',
    attributes().withStandardAttributes({ emailVerified: true }),
    "additionalWriteAttributes opens 'email_verified', which only Cognito writes. Leave it out.",
  ],
  [
    'by which the app authorizes',
    attributes().withCustomAttributes('bio'),
    "additionalWriteAttributes opens 'custom:bio', which authorizationAttributes says decides what a user may do. Leave it out; administrators and triggers can still write it.",
  ],
])('refuses to add an attribute %s', (_, additionalWriteAttributes, sentence) => {
  const auth = newAuth({ ...BIO, authorizationAttributes: ['custom:bio'] });
  expect(faultsAround(auth.addClient('Spa', client({ additionalWriteAttributes })))).toEqual([
    `Stack/Auth/Spa: ${sentence}`,
  ]);
});
