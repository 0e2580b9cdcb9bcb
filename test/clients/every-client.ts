import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain } from 'cdk-cognito-auth';
import { alb, machine, orders, READ, web } from './kinds';
import { authIn, CALLBACK, google, spa } from '../support/auth';

/** Every kind of client, with all that belongs to clients. */
export class EveryClient extends Stack {
  constructor(app: App) {
    super(app, 'Clients');
    const auth = authIn(this);
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    const identityProviders = [auth.addIdentityProvider('Google', google())];
    const scope = cognito.OAuthScope.resourceServer(orders(auth), READ);
    auth.addClient('Spa', spa());
    auth.addClient('Mobile', AppClient.mobile({ callbackUrls: ['com.example.notes://callback'] }));
    auth.addClient('Alb', alb());
    auth.addClient('Staff', AppClient.web({ callbackUrls: [CALLBACK], identityProviders, poolUsers: false }));
    const confidential = [web(), machine(), AppClient.machine({ scopes: [scope] })];
    confidential.forEach((kind, index) => auth.clientSecret(auth.addClient(`Confidential${index}`, kind)));
  }
}
