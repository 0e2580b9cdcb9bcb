import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { LocalAws } from '../local-aws';
import { Browser } from './browser/browser';
import type { SamlStandIn } from '../support/saml-stand-in';

/** Where the flows run: a test bed or an AWS account. Endpoint and credentials come from the environment, as AWS's tools read them. */
export interface Stage {
  readonly region: string;
  /** Unset on AWS. */
  readonly endpoint?: string;
  /** The test bed, where what functions have done can be read; unset on AWS. */
  readonly bed?: LocalAws;
  /** The identity providers of companies, by their domains; unset on AWS. */
  readonly companies?: Readonly<Record<string, SamlStandIn>>;
  /** The code that Cognito has just sent to the address. */
  readonly codeFor: (email: string) => Promise<string>;
  /** The temporary password in the invitation that Cognito has just sent to the address. */
  readonly temporaryPasswordFor: (email: string) => Promise<string>;
  /** Chromium, in which the names of AWS lead to where the flows run. */
  readonly browser: Browser;
  /** What the clock says, in milliseconds. */
  readonly now: () => number;
  /** Lets time pass: on AWS by waiting, on a test bed by setting its clock forward. */
  readonly pass: (seconds: number) => Promise<void>;
}

/** What a deployed stack says of itself. */
export type Outputs = Readonly<Record<string, string>>;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A stage that is none, to learn the names of steps from. */
export const NO_STAGE: Stage = {
  region: 'none',
  codeFor: async () => '',
  temporaryPasswordFor: async () => '',
  browser: new Browser(),
  now: Date.now,
  pass: async () => undefined,
};
export const NO_OUTPUTS: Outputs = { UserPoolId: 'none_none', ClientId: 'none', LoginUrl: 'https://none' };

/** Clients as an app has them: unsigned calls to Cognito, S3 and DynamoDB with the credentials of a user. */
export function clientsOf({ region, endpoint }: Stage) {
  const base = { region, endpoint, maxAttempts: 1 };
  const nobody = { accessKeyId: 'none', secretAccessKey: 'none' };
  return {
    /** Signed with the credentials of the environment: an administrator. */
    admin: new CognitoIdentityProviderClient(base),
    app: new CognitoIdentityProviderClient({
      ...base,
      credentials: nobody,
      signer: { sign: async (request) => request },
    }),
    identities: new CognitoIdentityClient({
      ...base,
      credentials: nobody,
      signer: { sign: async (request) => request },
    }),
    /** Without credentials, those of the environment. */
    s3: (credentials?: Credentials) => new S3Client({ ...base, credentials, forcePathStyle: true }),
    dynamodb: (credentials: Credentials) => new DynamoDBClient({ ...base, credentials }),
  };
}
export type Clients = ReturnType<typeof clientsOf>;
