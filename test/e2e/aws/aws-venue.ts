import { DeleteParameterCommand, GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Browser } from '../browser/browser';
import { cdk, deploy } from '../cdk-cli';
import type { Venue } from '../venue';
import { captureParameter } from './capture-parameter';

const STACKS = {
  hello: 'CdkCognitoAuthE2eHello',
  'notes-app': 'CdkCognitoAuthE2eNotes',
  'photo-upload': 'CdkCognitoAuthE2ePhotos',
  'multi-tenant': 'CdkCognitoAuthE2eTenants',
  'consumer-app': 'CdkCognitoAuthE2eShop',
  'machine-api': 'CdkCognitoAuthE2eReports',
};

/**
 * The AWS account and Region of the environment. The examples are deployed unchanged, with a function beside them that
 * captures what Cognito would have sent by e-mail; at the end everything is destroyed.
 */
export async function awsVenue(): Promise<Venue> {
  const region = need('AWS_REGION');
  const app = cdk('test/e2e/aws/app.ts', {
    domainPrefix: need('E2E_DOMAIN_PREFIX'),
    googleSecretName: need('E2E_GOOGLE_SECRET_NAME'),
  });
  const deployed = new Set<string>();
  const browser = new Browser();
  const ssm = new SSMClient({ region });
  const sentTo = async (email: string) => {
    // the sender runs asynchronously
    for (let attempt = 0; attempt < 30; attempt++) {
      const Name = captureParameter(email);
      const found = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true })).catch(() => undefined);
      // read once, so that nobody takes it for the next one
      if (found) await ssm.send(new DeleteParameterCommand({ Name }));
      if (found) return found.Parameter!.Value!;
      await wait(1);
    }
    throw new Error(`nothing was sent to ${email} within 30 seconds`);
  };
  return {
    stage: { region, codeFor: sentTo, temporaryPasswordFor: sentTo, browser, now: Date.now, pass: wait },
    deploy: async (example) => {
      deployed.add(STACKS[example]);
      return deploy(app, STACKS[example]);
    },
    close: async () => {
      await browser.close();
      for (const stack of deployed) await app('destroy', stack, '--force');
    },
  };
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`npm run e2e:aws needs the environment variable ${name}`);
  return value;
}
