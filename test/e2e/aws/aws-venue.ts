import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { cdk, deploy } from '../cdk-cli';
import type { Venue } from '../venue';
import { captureParameter } from './capture-parameter';

const STACKS = {
  hello: 'CdkCognitoAuthE2eHello',
  'notes-app': 'CdkCognitoAuthE2eNotes',
  'photo-upload': 'CdkCognitoAuthE2ePhotos',
  'multi-tenant': 'CdkCognitoAuthE2eTenants',
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
  const ssm = new SSMClient({ region });
  const sentTo = async (email: string) => {
    // the sender runs asynchronously
    for (let attempt = 0; attempt < 30; attempt++) {
      const Name = captureParameter(email);
      const found = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true })).catch(() => undefined);
      if (found) return found.Parameter!.Value!;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    throw new Error(`nothing was sent to ${email} within 30 seconds`);
  };
  return {
    stage: { region, codeFor: sentTo, temporaryPasswordFor: sentTo },
    deploy: async (example) => {
      deployed.add(STACKS[example]);
      return deploy(app, STACKS[example]);
    },
    close: async () => {
      for (const stack of deployed) await app('destroy', stack, '--force');
    },
  };
}

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`npm run e2e:aws needs the environment variable ${name}`);
  return value;
}
