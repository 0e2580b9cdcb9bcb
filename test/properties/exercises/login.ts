import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth, DomainSecurityPolicy, LoginBranding } from 'cdk-cognito-auth';

const spa = () => AppClient.spa({ callbackUrls: ['https://app.example.com/callback'] });

/** A custom domain, passkeys that follow it, colours, a logo and terms. */
export function managedLogin(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth', {
    signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
    branding: LoginBranding.managed({ theme: { primaryColor: '#005ea2', logo: join(__dirname, 'logo.svg') } }),
    terms: { termsOfUse: 'https://example.com/terms', privacyPolicy: 'https://example.com/privacy' },
  });
  const certificate = acm.Certificate.fromCertificateArn(
    stack,
    'Certificate',
    'arn:aws:acm:us-east-1:111111111111:certificate/1',
  );
  const securityPolicy = DomainSecurityPolicy.TLS_V1_3_2025;
  auth.addDomain('Domain', AuthDomain.custom({ domainName: 'login.example.com', certificate, securityPolicy }));
  auth.addClient('Spa', spa());
}

/** The classic hosted UI of the LITE plan. */
export function classicLogin(stack: Stack): void {
  const branding = LoginBranding.classic({ css: '.submitButton-customizable { background-color: #005ea2; }' });
  const auth = new CognitoAuth(stack, 'Auth', { featurePlan: FeaturePlan.LITE, branding });
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addClient('Spa', spa());
}

/** A style that the console's branding designer made. */
export function exportedStyle(stack: Stack): void {
  const branding = LoginBranding.fromExport(join(__dirname, 'style.json'));
  const auth = new CognitoAuth(stack, 'Auth', { branding });
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addClient('Spa', spa());
}
