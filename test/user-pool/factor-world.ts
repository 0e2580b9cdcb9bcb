import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn } from '../support/auth';

export function resourceOf(auth: CognitoAuth): cognito.CfnUserPool {
  return auth.userPool.node.defaultChild as cognito.CfnUserPool;
}

export function ses(): cognito.UserPoolEmail {
  return cognito.UserPoolEmail.withSES({ fromEmail: 'noreply@example.com', sesRegion: 'eu-west-1' });
}

/** The pool can send SMS, whoever says how. */
export function smsOn(auth: CognitoAuth): void {
  resourceOf(auth).smsConfiguration = { snsCallerArn: 'arn:aws:iam::111111111111:role/sms', externalId: 'sms' };
}

/** No change: the pool as its props make it. */
export function noChange(): void {
  return undefined;
}

export function customDomain(domainName: string): (auth: CognitoAuth) => void {
  return (auth) => {
    const arn = 'arn:aws:acm:us-east-1:111111111111:certificate/1';
    const certificate = acm.Certificate.fromCertificateArn(auth, 'Imported', arn);
    auth.addDomain('Domain', AuthDomain.custom({ domainName, certificate }));
  };
}

export function prefixDomain(prefix: string): (auth: CognitoAuth) => void {
  return (auth) => void auth.addDomain('Prefix', AuthDomain.prefix(prefix));
}

/** Ids of the warnings about the pool and their sentences. */
export function warningsOf(props: CognitoAuthProps, change: (auth: CognitoAuth) => void = noChange): string[] {
  const stack = new Stack(new App(), 'Stack');
  change(authIn(stack, props));
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data).replace(/^(.*) \[ack: cdk-cognito-auth:(\w+)\]$/s, '$2: $1'));
}
