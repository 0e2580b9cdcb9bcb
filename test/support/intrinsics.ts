import { resolve } from './resolve';
import { TemplateJson } from './template';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

const PSEUDO: Record<string, string> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** What stands before the name in an ARN. */
const KINDS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'table',
  'AWS::KMS::Key': 'key',
  'AWS::AppSync::GraphQLApi': 'apis',
};

/** Replaces intrinsic functions by values as a deployment would make them, so that policies can be simulated. */
export function concrete(template: TemplateJson, value: unknown): any {
  return resolve(value, {
    template,
    ref: (name) => PSEUDO[name] ?? refOf(template, name),
    getAtt: (id, attribute) => attributeOf(template, id, attribute),
    condition: (name) => {
      throw new Error(`no value for the condition ${name}`);
    },
  });
}

function refOf(template: TemplateJson, id: string): string {
  const { Type, Properties } = template.Resources[id];
  if (Type === 'AWS::ApiGateway::Stage') return Properties.StageName;
  if (Type === 'AWS::Cognito::IdentityPool') return `${REGION}:${id}`;
  return Type === 'AWS::IAM::ManagedPolicy' ? `arn:aws:iam::${ACCOUNT}:policy/${id}` : id;
}

function attributeOf(template: TemplateJson, id: string, attribute: string): string {
  const { Type } = template.Resources[id];
  if (attribute !== 'Arn') return `${id}.${attribute}`;
  if (Type === 'AWS::S3::Bucket') return `arn:aws:s3:::${id.toLowerCase()}`;
  if (Type === 'AWS::IAM::Role') return `arn:aws:iam::${ACCOUNT}:role/${id}`;
  const kind = KINDS[Type];
  return `arn:aws:${Type.split('::')[1].toLowerCase()}:${REGION}:${ACCOUNT}:${kind ? `${kind}/${id}` : id}`;
}

/** What a call of S3 to KMS carries, for the object or bucket of which it is. */
export function throughS3(arn: string): Record<string, string> {
  return { 'kms:EncryptionContext:aws:s3:arn': arn, 'kms:ViaService': `s3.${REGION}.amazonaws.com` };
}
