import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { LocalAws, startLocalAws } from '../local-aws';
import { Browser } from './browser/browser';
import { GoogleStandIn, startGoogle } from './browser/google-stand-in';
import { cdk, deploy } from './cdk-cli';
import type { Outputs } from './stage';
import type { BedExample, Example, Venue } from './venue';
import { SamlStandIn, startSamlStandIn } from '../support/saml-stand-in';
import { checkWireShapes } from '../support/wire-shapes';

/** What each example is given on the command line. */
const EXAMPLES = {
  hello: { stack: 'Hello', context: {} },
  'notes-app': { stack: 'Notes', context: { domainPrefix: 'notes-example', googleSecretName: 'notes/google' } },
  'photo-upload': { stack: 'Photos', context: {} },
  'multi-tenant': { stack: 'Tenants', context: {} },
  'consumer-app': { stack: 'Shop', context: { domainPrefix: 'shop-example', googleSecretName: 'notes/google' } },
  'machine-api': { stack: 'Reports', context: { domainPrefix: 'reports-example' } },
  'b2b-portal': { stack: 'Portal', context: { domainPrefix: 'portal-example' } },
  passwordless: { stack: 'Magazine', context: { mailDomain: 'example.com', siteUrl: 'https://magazine.example.com' } },
};

/** The customers of the portal, by their domains. */
const COMPANIES = ['acme.example', 'globex.example'];

/** The client that the apps have at Google. */
const GOOGLE_CLIENT = { clientId: '123.apps.example.com', clientSecret: 'from-the-console' };

interface BedVenue extends Venue {
  readonly aws: LocalAws;
  deploy(example: Example | BedExample): Promise<Outputs>;
}

/** A test bed of its own; its credentials and endpoint stand in the environment, where AWS's tools look for them. */
export async function bedVenue(): Promise<BedVenue> {
  const standIns: Record<string, string> = {};
  const aws = await startLocalAws({ standIns, onExchange: checkWireShapes });
  let google: GoogleStandIn | undefined;
  const companies: Record<string, SamlStandIn> = {};
  let ahead = 0;
  aws.now = () => new Date(Date.now() + ahead);
  const browser = new Browser(aws.endpoint);
  // the CLI caches which account a key belongs to: a home of its own keeps beds apart from each other and from AWS
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-home-'));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: 'test-bed',
    AWS_SECRET_ACCESS_KEY: 'test-bed',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_HOME: home,
  });
  await storeGoogleClient();

  const sentTo = (email: string, what: 'code' | 'temporaryPassword') => {
    const sent = aws.outbox.filter((message) => message.destination === email && message[what]);
    if (sent.length === 0) throw new Error(`nothing was sent to ${email}`);
    return sent[sent.length - 1][what]!;
  };
  return {
    aws,
    stage: {
      region: aws.region,
      endpoint: aws.endpoint,
      bed: aws,
      companies,
      codeFor: async (email) => sentTo(email, 'code'),
      temporaryPasswordFor: async (email) => sentTo(email, 'temporaryPassword'),
      browser,
      now: () => aws.now().getTime(),
      pass: async (seconds) => void (ahead += seconds * 1_000),
    },
    deploy: async (example) => {
      if (example === 'consumer-app' && !google) {
        google = await startGoogle(GOOGLE_CLIENT.clientId, GOOGLE_CLIENT.clientSecret);
        standIns['https://accounts.google.com'] = google.issuer;
      }
      for (const domain of example === 'b2b-portal' ? COMPANIES : []) {
        companies[domain] ??= await startSamlStandIn();
        standIns[`https://idp.${domain}/metadata`] = companies[domain].metadataUrl;
      }
      const { stack, context } = EXAMPLES[example];
      return deploy(cdk(`examples/${example}.ts`, context), stack);
    },
    close: async () => {
      await browser.close();
      google?.close();
      Object.values(companies).forEach((company) => company.close());
      await aws.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

async function storeGoogleClient(): Promise<void> {
  const SecretString = JSON.stringify(GOOGLE_CLIENT);
  await new SecretsManagerClient({}).send(new CreateSecretCommand({ Name: 'notes/google', SecretString }));
}
