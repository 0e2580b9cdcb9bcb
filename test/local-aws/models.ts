import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cognitoIdentity from '@aws-sdk/client-cognito-identity';
import * as cognitoIdp from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';

export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Method, path with labels, and status: only for S3. */
  readonly http?: readonly [string, string, number];
}

type Protocol = 'json' | 'query' | 'rest';
export type ServiceModel = ReturnType<typeof model>;

/** How a service speaks. `id` is its name in signatures, `mark` the prefix of X-Amz-Target or the version of its query API. */
function model(id: string, protocol: Protocol, client: object, mark?: string) {
  const schemas = Object.values(client).filter((schema) => Array.isArray(schema) && schema[0] === 9);
  const models = schemas.map(([, , name, traits, input, output]): OperationModel => {
    return { name, http: traits?.http, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
  });
  return { id, protocol, mark, operations: new Map(models.map((one) => [one.name, one])) };
}

export const MODELS = [
  model('cognito-idp', 'json', cognitoIdp, 'AWSCognitoIdentityProviderService'),
  model('cognito-identity', 'json', cognitoIdentity, 'AWSCognitoIdentityService'),
  model('dynamodb', 'json', dynamodb, 'DynamoDB_20120810'),
  model('ssm', 'json', ssm, 'AmazonSSM'),
  model('secretsmanager', 'json', secretsManager, 'secretsmanager'),
  model('cloudformation', 'query', cloudformation, '2010-05-15'),
  model('sts', 'query', sts, '2011-06-15'),
  model('s3', 'rest', s3),
];
