import { CfnResource } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth, CognitoAuthProps, SmsSender, SpaClientOptions } from 'cdk-cognito-auth';
import type { Build } from './combination';
import { authIn, CALLBACK } from '../support/auth';

/** The same input, with something changed on the construct of CloudFormation. */
export const changed =
  <T extends CfnResource>(build: Build, id: string, change: (resource: T) => void): Build =>
  (stack) => {
    build(stack);
    change(stack.node.findChild('Auth').node.findChild(id).node.defaultChild as T);
  };

type Added = (auth: CognitoAuth) => void;

/** Input to the library: a pool, and what is added to it. */
export const pool =
  (props: CognitoAuthProps, ...added: Added[]): Build =>
  (stack) => {
    const auth = authIn(stack, props);
    added.forEach((add) => add(auth));
  };

export const spa =
  (options: Partial<SpaClientOptions> = {}): Added =>
  (auth) =>
    void auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }));

export const prefixDomain =
  (prefix = 'notes-example'): Added =>
  (auth) =>
    void auth.addDomain('Domain', AuthDomain.prefix(prefix));

export const customDomain =
  (domainName: string): Added =>
  (auth) => {
    const arn = 'arn:aws:acm:us-east-1:111111111111:certificate/1';
    const certificate = acm.Certificate.fromCertificateArn(auth, 'Certificate', arn);
    auth.addDomain('Login', AuthDomain.custom({ domainName, certificate }));
  };

export const firstFactors = (factors: Partial<cognito.AllowedFirstAuthFactors>): CognitoAuthProps => ({
  signInPolicy: { allowedFirstAuthFactors: { password: true, ...factors } },
});

export const TOTP = { otp: true, sms: false };
export const SMS = { otp: true, sms: true };
export const EMAIL = { otp: true, sms: false, email: true };
export const bySes = (): CognitoAuthProps => ({
  email: cognito.UserPoolEmail.withSES({ fromEmail: 'hello@example.com', sesRegion: 'eu-west-1' }),
});
export const bySns = (): CognitoAuthProps => ({ sms: SmsSender.sns() });
