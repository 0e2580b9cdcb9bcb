import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { LocalAws } from './index';
import { askHost, clientFor, deploy, startBed } from '../support/local-aws';
import { SamlStandIn, startSamlStandIn } from '../support/saml-stand-in';

const ORIGIN = 'https://portal.auth.us-east-1.amazoncognito.com';
const CALLBACK = 'https://portal.example.com/callback';
const METADATA = 'https://idp.acme.example/metadata';
const ANN = { name: 'ann-1', email: 'ann@acme.example', given: 'Ann', family: 'Lee', tenant: 'acme' };
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

const type = (Type: string, Properties: object, more: object = {}) => ({
  Type: `AWS::Cognito::${Type}`,
  Properties,
  ...more,
});
const UserPoolId = { Ref: 'Pool' };
const saml = (ProviderName: string, details: object) =>
  type('UserPoolIdentityProvider', {
    ...{ UserPoolId, ProviderName, ProviderType: 'SAML', IdpIdentifiers: [`${ProviderName.toLowerCase()}.example`] },
    ProviderDetails: { MetadataURL: METADATA, ...details },
    AttributeMapping: { email: `${CLAIMS}/emailaddress`, given_name: `${CLAIMS}/givenname`, 'custom:tenant': 'tenant' },
  });
const template = {
  Resources: {
    Pool: type('UserPool', {
      ...{ UsernameAttributes: ['email'], Schema: [{ Name: 'tenant', AttributeDataType: 'String', Mutable: true }] },
      LambdaConfig: { InboundFederation: { LambdaArn: 'arn:f', LambdaVersion: 'V1_0' }, PreSignUp: 'arn:f' },
    }),
    Domain: type('UserPoolDomain', { UserPoolId, Domain: 'portal', ManagedLoginVersion: 2 }),
    Acme: saml('Acme', { RequestSigningAlgorithm: 'rsa-sha256', EncryptedResponses: true }),
    Open: saml('Open', { RequestSigningAlgorithm: 'rsa-sha256' }),
    Unsigned: saml('Unsigned', { EncryptedResponses: 'true' }),
    Spa: type(
      'UserPoolClient',
      {
        ...{ UserPoolId, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'] },
        ...{ AllowedOAuthScopes: ['openid', 'email', 'profile'], CallbackURLs: [CALLBACK] },
        ...{ SupportedIdentityProviders: ['Acme', 'Open', 'Unsigned'] },
        WriteAttributes: ['email', 'given_name', 'custom:tenant'],
      },
      { DependsOn: ['Acme', 'Open', 'Unsigned'] },
    ),
  },
  Outputs: { Pool: { Value: UserPoolId }, Spa: { Value: { Ref: 'Spa' } } },
};

let bed: LocalAws;
let standIn: SamlStandIn;
let out: Record<string, string>;
let sdk: idp.CognitoIdentityProviderClient;
const invoke = jest.fn();

beforeAll(async () => {
  standIn = await startSamlStandIn();
  bed = await startBed({ standIns: { [METADATA]: standIn.metadataUrl } });
  bed.invoke = invoke;
  out = (await deploy(bed, 'portal', template)).outputs;
  sdk = new idp.CognitoIdentityProviderClient(clientFor(bed));
  const { Certificate } = await sdk.send(new idp.GetSigningCertificateCommand({ UserPoolId: out.Pool }));
  const { IdentityProvider } = await sdk.send(
    new idp.DescribeIdentityProviderCommand({ UserPoolId: out.Pool, ProviderName: 'Acme' }),
  );
  standIn.trust({
    entityId: `urn:amazon:cognito:sp:${out.Pool}`,
    callbackUrl: `${ORIGIN}/saml2/idpresponse`,
    signingCertificate: Certificate!,
    encryptionCertificate: IdentityProvider!.ProviderDetails!.ActiveEncryptionCertificate,
  });
}, 30_000);
beforeEach(() => {
  standIn.wrong = {};
  invoke.mockReset().mockImplementation(async (_, event) => ({ ok: true, payload: event }));
});
afterAll(async () => {
  standIn.close();
  await bed.close();
});

const parameters = ({ headers }: { headers: any }) => Object.fromEntries(new URL(headers.location).searchParams);

/** Where the app sends the browser, and where Cognito sends it on. */
async function request(chosen: object = { idp_identifier: 'acme.example' }): Promise<URL> {
  const query = { client_id: out.Spa, redirect_uri: CALLBACK, response_type: 'code', state: 'st', ...chosen };
  const { headers } = await askHost(bed, `${ORIGIN}/oauth2/authorize?${new URLSearchParams(query)}`);
  return new URL(headers.location!);
}

/** What the provider has the browser send, when the person has signed in there. */
async function assertion(at: URL, person: Record<string, string> = ANN) {
  const page = await (await fetch(at, { method: 'POST', body: new URLSearchParams(person) })).text();
  expect(page).toContain(`action="${ORIGIN}/saml2/idpresponse"`);
  const [SAMLResponse, RelayState] = ['SAMLResponse', 'RelayState'].map(
    (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1],
  );
  return { SAMLResponse, RelayState };
}
const post = (form: object) => askHost(bed, `${ORIGIN}/saml2/idpresponse`, form);
const signIn = async (chosen?: object, person?: Record<string, string>) =>
  post(await assertion(await request(chosen), person));

async function claims(code: string) {
  const grant = { grant_type: 'authorization_code', client_id: out.Spa, redirect_uri: CALLBACK, code };
  const { text } = await askHost(bed, `${ORIGIN}/oauth2/token`, grant);
  return JSON.parse(Buffer.from(JSON.parse(text).id_token.split('.')[1], 'base64url').toString());
}

test('a signed and encrypted assertion, to a signed request: attributes, identities, user name and group', async () => {
  const at = await request();
  expect(at.origin).toBe(new URL(standIn.metadataUrl).origin);
  expect(at.searchParams.get('Signature')).toBeTruthy();
  const { code, state } = parameters(await post(await assertion(at)));
  expect(state).toBe('st');
  const said = await claims(code);
  expect(said).toMatchObject({
    email: 'ann@acme.example',
    given_name: 'Ann',
    'custom:tenant': 'acme',
    'cognito:username': 'Acme_ann-1',
    'cognito:groups': [`${out.Pool}_Acme`],
  });
  expect(said.identities).toMatchObject([{ providerName: 'Acme', providerType: 'SAML', userId: 'ann-1' }]);
});

test('the trigger sees the assertion, and what it answers is mapped', async () => {
  const answer = (event: any) => ({
    userAttributesToMap: { ...event.request.attributes.samlResponse, tenant: 'globex' },
  });
  invoke.mockImplementation(async (_, event: any) => {
    const isInbound = event.triggerSource === 'InboundFederation_ExternalProvider';
    return { ok: true, payload: isInbound ? { ...event, response: answer(event) } : event };
  });
  const person = { ...ANN, name: 'bob-1', email: 'bob@acme.example' };
  const said = await claims(parameters(await signIn(undefined, person)).code);
  expect(said).toMatchObject({ 'custom:tenant': 'globex', email: 'bob@acme.example' });
  const [[, inbound], [, signUp]] = invoke.mock.calls;
  expect(inbound.request).toMatchObject({
    ...{ providerName: 'Acme', providerType: 'SAML' },
    attributes: { samlResponse: { [`${CLAIMS}/emailaddress`]: 'bob@acme.example', tenant: 'acme' } },
  });
  expect(signUp).toMatchObject({ triggerSource: 'PreSignUp_ExternalProvider', userName: 'Acme_bob-1' });
});

test.each<[string, SamlStandIn['wrong'], RegExp]>([
  ['nobody signed', { unsigned: true }, /signature/i],
  ['another key signed', { forged: true }, /signature/i],
  ['is for somebody else', { audience: 'urn:amazon:cognito:sp:us-east-1_another' }, /audience/i],
  ['is not encrypted', { unencrypted: true }, /not encrypted/],
])('an assertion that %s is an error at the app', async (_, wrong, problem) => {
  standIn.wrong = wrong;
  const refused = await signIn();
  expect(refused.headers.location).toContain(CALLBACK);
  expect(parameters(refused)).toEqual({
    error: 'invalid_request',
    error_description: expect.stringMatching(problem),
    state: 'st',
  });
  expect(invoke).not.toHaveBeenCalled();
  standIn.wrong = {};
  expect(parameters(await signIn())).toHaveProperty('code');
});

test('encryption that is not demanded may be left out', async () => {
  standIn.wrong = { unencrypted: true };
  expect(parameters(await signIn({ identity_provider: 'Open' }))).toHaveProperty('code');
});

test('an answer serves once, and only for the request that it is to', async () => {
  const answer = await assertion(await request());
  expect(parameters(await post(answer))).toHaveProperty('code');
  const again = await post(answer);
  expect(again.status).toBe(400);
  expect(again.text).toContain('The state is unknown or has been used');
  // the answer under the state of another sign-in, which waits for one of its own
  const { RelayState } = await assertion(await request());
  const swapped = parameters(await post({ ...answer, RelayState }));
  expect(swapped).toMatchObject({
    error: 'invalid_request',
    error_description: expect.stringContaining('InResponseTo'),
  });
  expect((await post({})).status).toBe(400);
});

test('the provider refuses requests that nobody signed', async () => {
  const reply = await fetch(await request({ identity_provider: 'Unsigned' }));
  expect(reply.status).toBe(400);
  expect((await fetch(await request())).status).toBe(200);
});

test('there are certificates for providers of the pool only', async () => {
  const describe = (ProviderName: string) =>
    sdk.send(new idp.DescribeIdentityProviderCommand({ UserPoolId: out.Pool, ProviderName }));
  const { IdentityProvider } = await describe('Open');
  expect(IdentityProvider!.ProviderDetails).toMatchObject({ MetadataURL: METADATA });
  await expect(describe('Nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
