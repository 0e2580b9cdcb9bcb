import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { LoginBranding } from '../login-branding';

/** A client with pages, and their look where it is not that of the pool. */
export interface BrandedClient {
  readonly client: cognito.UserPoolClient;
  readonly branding?: LoginBranding;
}

/** The pages on which people sign in, of one generation or the other. */
export interface LoginPages {
  readonly version: cognito.ManagedLoginVersion;
  /** Each domain at which the pages are. */
  addDomain(domain: cognito.UserPoolDomain): void;
  /** Each client that uses them, once there is a domain. */
  addClient(client: BrandedClient): void;
  /** What would not deploy. */
  findings(): string[];
}

/** Machines never see a page, nor do users of a client without OAuth. */
export function hasLoginPages(client: cognito.UserPoolClient): boolean {
  const { allowedOAuthFlows } = client.node.defaultChild as cognito.CfnUserPoolClient;
  return (allowedOAuthFlows ?? []).some((flow) => flow !== 'client_credentials');
}
