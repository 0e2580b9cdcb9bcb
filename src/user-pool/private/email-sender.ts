import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** Cognito's own sender, or SES; the Region of SES is the pool's where nothing else is said, also when it is not known yet. */
export function emailSender(scope: Construct, chosen?: cognito.UserPoolEmail): cognito.UserPoolEmail {
  if (chosen === undefined) return cognito.UserPoolEmail.withCognito();
  const options = sesOptionsOf(chosen);
  if (options === undefined) return chosen;
  requireAddress(scope, 'fromEmail', options.fromEmail);
  requireAddress(scope, 'replyTo', options.replyTo);
  requireDomain(scope, options);
  const { region } = Stack.of(scope);
  if (options.sesRegion !== undefined || !Token.isUnresolved(region)) return chosen;
  return cognito.UserPoolEmail.withSES({ ...options, sesRegion: region });
}

/** Some features need SES: Cognito's own sender does not send codes for sign-in. */
export function isSes(scope: Construct, sender: cognito.UserPoolEmail): boolean {
  return sender._bind(scope).emailSendingAccount === 'DEVELOPER';
}

/** The L2 keeps what it was given; where a version does not, its own checks remain. */
function sesOptionsOf(email: cognito.UserPoolEmail): cognito.UserPoolSESOptions | undefined {
  const { options } = email as { options?: cognito.UserPoolSESOptions };
  return options?.fromEmail === undefined ? undefined : options;
}

function requireAddress(scope: Construct, what: string, address: string | undefined): void {
  if (address === undefined || Token.isUnresolved(address) || ADDRESS.test(address)) return;
  throw new AuthConfigError(
    scope,
    `email: ${what} is '${address}', which is no e-mail address. Write one, such as no-reply@example.com; the name goes into fromName.`,
  );
}

function requireDomain(scope: Construct, { fromEmail, sesVerifiedDomain: domain }: cognito.UserPoolSESOptions): void {
  if (domain === undefined || Token.isUnresolved(domain) || Token.isUnresolved(fromEmail)) return;
  if (fromEmail.split('@')[1] === domain) return;
  throw new AuthConfigError(
    scope,
    `email: fromEmail is '${fromEmail}', which is not in sesVerifiedDomain '${domain}'. Send from an address of the domain.`,
  );
}
