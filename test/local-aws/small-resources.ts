import { randomBytes, randomUUID } from 'node:crypto';
import { demand, guarded, refuse, ResourceType, ResourceTypes, Service, World } from './kernel';

/** Types whose resources are believed and forgotten. */
const BELIEVED = [
  ...'CDK::Metadata CertificateManager::Certificate CloudWatch::Alarm Lambda::EventInvokeConfig'.split(' '),
  ...'Logs::MetricFilter Route53::RecordSet Cognito::ManagedLoginBranding Cognito::Terms'.split(' '),
  ...'Cognito::UserPoolRiskConfigurationAttachment Cognito::UserPoolUICustomizationAttachment'.split(' '),
];
const forgotten: ResourceType = {
  create: (_, { generatedName }) => ({ ref: generatedName }),
  update: 'anew',
  delete: () => undefined,
};

/** A resource that is only kept, under a name of its own, which is its Ref; a taken name is refused with this code. */
export const kept = (
  name: string,
  code: string,
  storeOf: (props: any) => Map<string, any> | undefined,
  attributesOf: (ref: string) => Record<string, string> = () => ({}),
): ResourceType => ({
  create(props, { generatedName }) {
    const ref: string = props[name] ?? generatedName;
    const store = storeOf(props);
    demand(!store?.has(ref), code, `${name} ${ref} already exists`);
    store?.set(ref, { ...props, [name]: ref });
    return { ref, attributes: attributesOf(ref) };
  },
  update: 'anew',
  delete: (ref, props) => storeOf(props)?.delete(ref),
});

/** Resources without an API of their own in the bed. */
export function smallResources({ region, account }: World): ResourceTypes {
  const logGroups = new Map<string, any>();
  const logArn = (name: string) => ({ Arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*` });
  return {
    ...Object.fromEntries(BELIEVED.map((type) => [`AWS::${type}`, forgotten])),
    'AWS::Logs::LogGroup': kept('LogGroupName', 'ResourceAlreadyExistsException', () => logGroups, logArn),
  };
}

export function secretsManager({ region, account, now }: World): Service {
  const secrets = new Map<string, { ARN: string; Name: string; SecretString: string; VersionId: string }>();
  /** By name, ARN, or ARN without its random end. */
  const find = (id: string) =>
    [...secrets.values()].find(({ Name, ARN }) => [Name, ARN, ARN.slice(0, -7)].includes(id));
  const create = ({ Name, SecretString }: any) => {
    demand(!find(Name), 'ResourceExistsException', `The secret ${Name} already exists.`);
    // @aws https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html — six random characters end the ARN
    const ARN = `arn:aws:secretsmanager:${region}:${account}:secret:${Name}-${randomBytes(3).toString('hex')}`;
    const VersionId = randomUUID();
    secrets.set(ARN, { ARN, Name, SecretString, VersionId });
    return { ARN, Name, VersionId };
  };

  const operations = guarded('secretsmanager', ({ SecretId = '' }) => find(SecretId)?.ARN ?? '*', {
    CreateSecret: create,
    GetSecretValue: ({ SecretId }) => {
      const secret = find(SecretId);
      demand(secret, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      return { ...secret, VersionStages: ['AWSCURRENT'], CreatedDate: now() };
    },
  });
  const secret: ResourceType = {
    create(props, { generatedName }) {
      const { ARN } = create({ Name: generatedName, ...props });
      return { ref: ARN, attributes: { Id: ARN } };
    },
    delete: (arn) => secrets.delete(arn),
  };
  return { operations, resources: { 'AWS::SecretsManager::Secret': secret } };
}

export function ssm({ region, account }: World): Service {
  const parameters = new Map<string, any>();
  const find = (name: string) => {
    const { Type, Value } = parameters.get(name) ?? refuse('ParameterNotFound', `Parameter ${name} not found.`);
    return { Type, Value };
  };
  const arnOf = ({ Name }: any) => `arn:aws:ssm:${region}:${account}:parameter/${Name.replace(/^\//, '')}`;
  const operations = guarded('ssm', arnOf, {
    GetParameter: ({ Name }) => ({ Parameter: { Name, ARN: arnOf({ Name }), Version: 1, ...find(Name) } }),
  });
  const parameter = kept('Name', 'ParameterAlreadyExists', () => parameters, find);
  return { operations, resources: { 'AWS::SSM::Parameter': parameter } };
}
