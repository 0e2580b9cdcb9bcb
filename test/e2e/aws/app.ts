import { App, Stack } from 'aws-cdk-lib';
import { CognitoAuth } from 'cdk-cognito-auth';
import { captureCodes } from './capture';
import { HelloStack } from '../../../examples/hello';
import { TenantsStack } from '../../../examples/multi-tenant';
import { NotesStack } from '../../../examples/notes-app';
import { PhotoStack } from '../../../examples/photo-upload';

/** The examples, with what the tests need on AWS. */
export function e2eApp(app: App): Stack[] {
  const stacks = [
    new HelloStack(app, 'CdkCognitoAuthE2eHello'),
    new NotesStack(app, 'CdkCognitoAuthE2eNotes', {
      domainPrefix: app.node.tryGetContext('domainPrefix') as string,
      googleSecretName: app.node.tryGetContext('googleSecretName') as string,
    }),
    new PhotoStack(app, 'CdkCognitoAuthE2ePhotos'),
    new TenantsStack(app, 'CdkCognitoAuthE2eTenants'),
  ];
  for (const stack of stacks) captureCodes(stack, (stack.node.findChild('Auth') as CognitoAuth).userPool);
  return stacks;
}

if (require.main === module) e2eApp(new App());
