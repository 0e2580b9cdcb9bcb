import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn, CALLBACK } from '../support/auth';
import { propertiesOf, synth } from '../support/template';

export const READ = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read orders' });
export const WRITE = new cognito.ResourceServerScope({ scopeName: 'write', scopeDescription: 'Change orders' });

export function orders(auth: CognitoAuth): cognito.UserPoolResourceServer {
  return auth.addResourceServer('Orders', { identifier: 'orders', scopes: [READ, WRITE] });
}

export function machine(): AppClient {
  return AppClient.machine({ scopes: [cognito.OAuthScope.custom('orders/read')] });
}

export function alb(): AppClient {
  return AppClient.alb({ hostNames: ['app.example.com'] });
}

export function web(): AppClient {
  return AppClient.web({ callbackUrls: [CALLBACK] });
}

/** The properties of a client that stands alone in its pool, which has the resource server orders. */
export function clientWith(client: AppClient, props: CognitoAuthProps = {}): Record<string, any> {
  const template = synth((stack) => {
    const auth = authIn(stack, props);
    orders(auth);
    auth.addClient('Client', client);
  });
  return propertiesOf(template, 'AWS::Cognito::UserPoolClient');
}

/** The warnings about a client, each as `path: id: sentence`, in a pool that has all that clients need. */
export function warningsOf(client: AppClient, props: CognitoAuthProps = {}, hasDomain = true): string[] {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack, props);
  orders(auth);
  const { path } = auth.addClient('Client', client).node;
  if (hasDomain) {
    new cognito.UserPoolDomain(stack, 'Domain', { userPool: auth.userPool, cognitoDomain: { domainPrefix: 'notes' } });
  }
  return Annotations.fromStack(stack)
    .findWarning(`/${path}`, Match.anyValue())
    .map(({ entry }) => String(entry.data));
}
