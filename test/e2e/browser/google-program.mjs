// A stand-in for Google, in a process of its own: `node google-program.mjs CLIENT_ID CLIENT_SECRET` prints its issuer.
// Whoever fills in its form is that person; the client's secret, the code and the tokens are checked for real.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [client_id, client_secret] = process.argv.slice(2);
const LOGIN_DOMAIN = /^https:\/\/[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com\/oauth2\/idpresponse$/;
const FIELDS = ['email', 'given_name', 'family_name'];
const people = new Map();

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id,
      client_secret,
      redirect_uris: ['https://login.example.com/oauth2/idpresponse'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['for-tests-only'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name', 'picture'] },
  // like Google, which says everything in the ID token, too
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId) }) }),
  // who signs in agrees
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});
// one client for all login domains of a test bed
provider.Client.prototype.redirectUriAllowed = (uri) => LOGIN_DOMAIN.test(uri);

async function answer(request, response) {
  if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
  if (request.method === 'GET') return response.writeHead(200, { 'content-type': 'text/html' }).end(page());
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const { email, ...name } = Object.fromEntries(FIELDS.map((field) => [field, form.get(field)]));
  const accountId = `1${Buffer.from(email).toString('hex')}`;
  const picture = `https://people.example.com/${accountId}.png`;
  people.set(accountId, { email, ...name, picture, email_verified: true });
  return provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
}

function page() {
  const inputs = FIELDS.map((name) => `<label>${name} <input name="${name}" required></label>`).join('');
  return `<!doctype html><title>Stand-in for Google</title><form method="post">${inputs}<button>Next</button></form>`;
}

console.log(issuer);
