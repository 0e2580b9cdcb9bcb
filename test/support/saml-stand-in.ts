import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import * as samlify from 'samlify';
import { generate } from 'selfsigned';
import { escapeHtml } from './html';
import { listen } from './http';

/** Where a service provider takes answers, and its certificates, as an administrator enters them. */
export interface ServiceProviderFacts {
  readonly entityId: string;
  readonly callbackUrl: string;
  readonly signingCertificate: string;
  readonly encryptionCertificate: string;
}

/** The SAML provider of an enterprise. Whoever fills in its form is that person; it encrypts and signs what it says. */
export interface SamlStandIn {
  readonly metadataUrl: string;
  /** What is wrong with its next answers. */
  wrong: Readonly<{ unsigned?: true; unencrypted?: true; forged?: true; audience?: string }>;
  trust(facts: ServiceProviderFacts): void;
  close(): void;
}

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
/** What the form asks for, and the claims that it becomes. */
const FIELDS: Record<string, string> = {
  email: `${CLAIMS}/emailaddress`,
  given: `${CLAIMS}/givenname`,
  family: `${CLAIMS}/surname`,
  department: 'department',
  tenant: 'tenant',
};
const MINUTES = 60_000;

/** Starts one on the loopback host. */
export async function startSamlStandIn(): Promise<SamlStandIn> {
  samlify.setSchemaValidator({ validate: async () => 'the relying party reads it' });
  const keys = () => generate([{ name: 'commonName', value: 'stand-in' }]);
  const { private: privateKey, cert: signingCert } = await keys();
  const server = http.createServer((message, response) => {
    answer(message).then(
      (body) => response.writeHead(200, { 'content-type': 'text/html;charset=UTF-8' }).end(body),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  const { url: origin, close } = await listen(server);
  const settings = {
    entityID: `${origin}/metadata`,
    privateKey,
    signingCert,
    isAssertionEncrypted: true,
    wantAuthnRequestsSigned: true,
    requestSignatureAlgorithm: RSA_SHA256,
    nameIDFormat: [PERSISTENT],
    singleSignOnService: [{ Binding: REDIRECT, Location: `${origin}/sso` }],
    singleLogoutService: [{ Binding: REDIRECT, Location: `${origin}/slo` }],
    loginResponseTemplate: {
      context: samlify.SamlLib.defaultLoginResponseTemplate.context,
      attributes: Object.entries(FIELDS).map(([field, name]) => ({
        ...{ name, nameFormat: BASIC, valueTag: field, valueXsiType: 'xs:string' },
      })),
    },
  };
  const provider = samlify.IdentityProvider(settings);
  let partner: ServiceProviderFacts;
  const serviceProvider = () =>
    samlify.ServiceProvider({
      entityID: partner.entityId,
      authnRequestsSigned: true,
      wantAssertionsSigned: !self.wrong.unsigned,
      signingCert: partner.signingCertificate,
      encryptCert: partner.encryptionCertificate,
      assertionConsumerService: [{ Binding: POST, Location: partner.callbackUrl }],
    });

  async function answer(message: http.IncomingMessage): Promise<string> {
    const { pathname, search, searchParams } = new URL(message.url!, origin);
    if (pathname === '/metadata') return provider.getMetadata();
    // the signature of a request is over its query, to the letter
    const octetString = search.slice(1).replace(/&Signature=[^&]*/, '');
    const request = { query: Object.fromEntries(searchParams), octetString };
    const { extract } = await provider.parseLoginRequest(serviceProvider(), 'redirect', request);
    if (message.method === 'GET') return form();
    const person = new URLSearchParams(Buffer.concat(await message.toArray()).toString());
    return autoSubmit(partner.callbackUrl, await assertion(extract, person), searchParams.get('RelayState')!);
  }

  async function assertion(extract: any, person: URLSearchParams): Promise<string> {
    const id = `_${randomUUID()}`;
    const [now, soon] = [new Date(), new Date(Date.now() + 5 * MINUTES)].map((date) => date.toISOString());
    const { entityId, callbackUrl } = partner;
    const attributes = Object.keys(FIELDS).map((field) => [`attr${capital(field)}`, person.get(field) ?? '']);
    const values = {
      ...{ ID: id, AssertionID: `_${randomUUID()}`, InResponseTo: extract.request.id, StatusCode: SUCCESS },
      ...{
        Issuer: `${origin}/metadata`,
        Audience: self.wrong.audience ?? entityId,
        Destination: callbackUrl,
        SubjectRecipient: callbackUrl,
      },
      ...{ IssueInstant: now, ConditionsNotBefore: now, ConditionsNotOnOrAfter: soon },
      ...{ SubjectConfirmationDataNotOnOrAfter: soon, NameIDFormat: PERSISTENT, NameID: person.get('name') },
      ...{ AssertionConsumerServiceURL: callbackUrl, EntityID: entityId, AuthnStatement: '' },
      ...Object.fromEntries(attributes),
    };
    const fill = (template: string) => ({ id, context: samlify.SamlLib.replaceTagsByValue(template, values) });
    const { unencrypted, forged } = self.wrong;
    const wrong = { isAssertionEncrypted: !unencrypted, ...(forged && { privateKey: (await keys()).private }) };
    const speaker = samlify.IdentityProvider({ ...settings, ...wrong });
    const made = await speaker.createLoginResponse(serviceProvider(), { extract } as never, 'post', {} as never, fill);
    return made.context;
  }

  const trust = (facts: ServiceProviderFacts) => void (partner = facts);
  const self: SamlStandIn = { metadataUrl: `${origin}/metadata`, wrong: {}, trust, close };
  return self;
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

function form(): string {
  const inputs = ['name', ...Object.keys(FIELDS)].map((name) => `<label>${name} <input name="${name}"></label>`);
  return `<!doctype html><title>Sign in</title><form method="post">${inputs.join('')}<button>Next</button></form>`;
}

/** The answer goes through the browser, to whoever the administrator entered. */
function autoSubmit(action: string, response: string, relayState: string): string {
  const hidden = Object.entries({ SAMLResponse: response, RelayState: relayState })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  const script = '<script>document.forms[0].submit()</script>';
  return `<!doctype html><title>Going on</title><form method="post" action="${escapeHtml(action)}">${hidden}</form>${script}`;
}
