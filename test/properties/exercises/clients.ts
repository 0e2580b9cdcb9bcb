import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth } from 'cdk-cognito-auth';

const CALLBACKS = { callbackUrls: ['https://app.example.com/callback'], logoutUrls: ['https://app.example.com'] };

/** Every kind of client, and what machines ask for. */
export function clients(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth');
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addClient('Spa', AppClient.spa(CALLBACKS));
  auth.addClient(
    'Web',
    AppClient.web({ ...CALLBACKS, clientName: 'web', enablePropagateAdditionalUserContextData: true }),
  );
  auth.addClient('Alb', AppClient.alb({ hostNames: ['app.example.com'] }));
  const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read notes' });
  const server = auth.addResourceServer('Api', {
    identifier: 'notes',
    userPoolResourceServerName: 'Notes',
    scopes: [read],
  });
  auth.addClient('Machine', AppClient.machine({ scopes: [cognito.OAuthScope.resourceServer(server, read)] }));
}
