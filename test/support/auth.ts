import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppClient, AuthIdentityPool, CognitoAuth, CognitoAuthProps, IdentityProvider } from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { TemplateJson, templateOf } from './template';
import { HelloStack } from '../../examples/hello';
import { NotesStack } from '../../examples/notes-app';

export const CALLBACK = 'https://app.example.com/callback';

export function authIn(stack: Stack, props?: CognitoAuthProps): CognitoAuth {
  return new CognitoAuth(stack, 'Auth', props);
}

/** An auth in a stack of its own, for what throws or needs no template. */
export function newAuth(props?: CognitoAuthProps): CognitoAuth {
  return authIn(new Stack(new App(), 'Stack'), props);
}

export function spa(): AppClient {
  return AppClient.spa({ callbackUrls: [CALLBACK] });
}

export function google(): IdentityProvider {
  return IdentityProvider.google({ clientId: 'google-id', clientSecret: SecretValue.secretsManager('google') });
}

export function identityPoolOf(auth: CognitoAuth): AuthIdentityPool {
  return auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())] });
}

export function bucketIn(scope: Construct): s3.Bucket {
  return new s3.Bucket(scope, 'Files');
}

export function functionIn(scope: Construct, id = 'Own', environment?: Record<string, string>): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async (event) => event;'),
    environment,
  });
}

export function helloTemplate(app = new App()): TemplateJson {
  return templateOf(new HelloStack(app, 'Hello'));
}

export function notesTemplate(app = new App()): TemplateJson {
  return templateOf(new NotesStack(app, 'Notes', { domainPrefix: 'notes-example', googleSecretName: 'google' }));
}
