import { Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AppClient, CaptchaOptions, CaptchaProvider, CustomAuth, EmailCodeOptions, MagicLinkOptions, SpaClientOptions } from 'cdk-cognito-auth'; // prettier-ignore
import { CALLBACK } from '../support/auth';

/* The methods of custom authentication with their least options, and the client that uses them. */

export const FROM = 'no-reply@example.com';
const PAGES = ['https://app.example.com/sign-in'];

export const spa = (options: Partial<SpaClientOptions> = {}) => AppClient.spa({ callbackUrls: [CALLBACK], ...options });
export const emailCode = (options: Partial<EmailCodeOptions> = {}) =>
  CustomAuth.emailCode({ fromEmail: FROM, ...options });
export const magicLink = (options: Partial<MagicLinkOptions> = {}) =>
  CustomAuth.magicLink({ fromEmail: FROM, redirectUris: PAGES, ...options });
export const captcha = (stack: Stack, options: Partial<CaptchaOptions> = {}) =>
  CustomAuth.captcha({
    provider: CaptchaProvider.hCaptcha('site-key'),
    secret: secretsmanager.Secret.fromSecretCompleteArn(stack, 'Captcha', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:captcha-AbCdEf'),
    hostnames: ['app.example.com'],
    ...options,
  }); // prettier-ignore
