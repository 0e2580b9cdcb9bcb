import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError, Call, Service, World } from './kernel';

// @missing rotation, versions and stages, binary secrets, resource policies, the recovery window
export function secretsManager(world: World): Service {
  const secrets: { ARN: string; Name: string; SecretString: string; VersionId: string }[] = [];
  const add = (Name: string, SecretString: string) => {
    const exists = secrets.some((secret) => secret.Name === Name);
    if (exists) throw new AwsError('ResourceExistsException', `The secret ${Name} already exists.`);
    // @aws https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html — six random characters end the ARN
    const ARN = `arn:aws:secretsmanager:${world.region}:${world.account}:secret:${Name}-${randomBytes(3).toString('hex')}`;
    secrets.push({ ARN, Name, SecretString, VersionId: randomUUID() });
    return secrets.at(-1)!;
  };
  /** By name, ARN, or ARN without its random end. */
  const find = (id: string) => {
    const secret = secrets.find(({ Name, ARN }) => [Name, ARN, ARN.slice(0, -7)].includes(id));
    const message = "Secrets Manager can't find the specified secret.";
    if (!secret) throw new AwsError('ResourceNotFoundException', message);
    return secret;
  };
  const remove = (id: string) => secrets.splice(secrets.indexOf(find(id)), 1);
  // @assumed a generated secret has hexadecimal digits only, whatever its character options say
  const generate = ({ PasswordLength = 32, GenerateStringKey, SecretStringTemplate }: any) => {
    const password = randomBytes(PasswordLength).toString('hex').slice(0, PasswordLength);
    return GenerateStringKey
      ? JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: password })
      : password;
  };
  const ask = ({ caller }: Call, action: string, arn: string) =>
    world.authorize(caller, `secretsmanager:${action}`, arn);

  return {
    operations: {
      CreateSecret: async ({ Name, SecretString }, call) => {
        await ask(call, 'CreateSecret', '*');
        return { ...add(Name, SecretString), SecretString: undefined };
      },
      GetSecretValue: async ({ SecretId }, call) => {
        await ask(call, 'GetSecretValue', find(SecretId).ARN);
        return { ...find(SecretId), VersionStages: ['AWSCURRENT'], CreatedDate: world.now() };
      },
      DeleteSecret: async ({ SecretId }, call) => {
        const { ARN, Name } = find(SecretId);
        await ask(call, 'DeleteSecret', ARN);
        remove(ARN);
        return { ARN, Name, DeletionDate: world.now() };
      },
    },
    resources: {
      'AWS::SecretsManager::Secret': {
        properties: ['Name', 'Description', 'SecretString', 'GenerateSecretString', 'Tags'],
        create: ({ Name, SecretString, GenerateSecretString = {} }, { generatedName }) => {
          const { ARN } = add(Name ?? generatedName, SecretString ?? generate(GenerateSecretString));
          return { ref: ARN, attributes: { Id: ARN } };
        },
        delete: (arn) => void remove(arn),
      },
    },
  };
}
