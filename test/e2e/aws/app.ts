import { App, Stack } from 'aws-cdk-lib';
import { CognitoAuth } from 'cdk-cognito-auth';
import { captureCodes } from './capture';
import { ConsumerStack } from '../../../examples/consumer-app';
import { HelloStack } from '../../../examples/hello';
import { ReportsStack } from '../../../examples/machine-api';
import { TenantsStack } from '../../../examples/multi-tenant';
import { NotesStack } from '../../../examples/notes-app';
import { PhotoStack } from '../../../examples/photo-upload';

/** The examples, with what the tests need on AWS. */
export function e2eApp(app: App): Stack[] {
  const [domainPrefix, googleSecretName] = ['domainPrefix', 'googleSecretName'].map(
    (name) => app.node.tryGetContext(name) as string,
  );
  const stacks = [
    new HelloStack(app, 'CdkCognitoAuthE2eHello'),
    new NotesStack(app, 'CdkCognitoAuthE2eNotes', { domainPrefix, googleSecretName }),
    new PhotoStack(app, 'CdkCognitoAuthE2ePhotos'),
    new TenantsStack(app, 'CdkCognitoAuthE2eTenants'),
    new ConsumerStack(app, 'CdkCognitoAuthE2eShop', { domainPrefix: `${domainPrefix}-shop`, googleSecretName }),
    new ReportsStack(app, 'CdkCognitoAuthE2eReports', { domainPrefix: `${domainPrefix}-reports` }),
  ];
  for (const stack of stacks) captureCodes(stack, (stack.node.findChild('Auth') as CognitoAuth).userPool);
  return stacks;
}

if (require.main === module) e2eApp(new App());
