import { randomBytes, randomUUID } from 'node:crypto';
import { demand, guarded, Service, World } from './kernel';

// @missing the resource type AWS::SecretsManager::Secret, deletion, rotation, versions and stages, binary secrets, resource policies
export function secretsManager({ region, account, now }: World): Service {
  const secrets: { ARN: string; Name: string; SecretString: string; VersionId: string }[] = [];
  /** By name, ARN, or ARN without its random end. */
  const find = (id: string) => secrets.find(({ Name, ARN }) => [Name, ARN, ARN.slice(0, -7)].includes(id));

  const operations = guarded('secretsmanager', ({ SecretId = '' }) => find(SecretId)?.ARN ?? '*', {
    CreateSecret: ({ Name, SecretString }) => {
      demand(!find(Name), 'ResourceExistsException', `The secret ${Name} already exists.`);
      // @aws https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html — six random characters end the ARN
      const ARN = `arn:aws:secretsmanager:${region}:${account}:secret:${Name}-${randomBytes(3).toString('hex')}`;
      const VersionId = randomUUID();
      secrets.push({ ARN, Name, SecretString, VersionId });
      return { ARN, Name, VersionId };
    },
    GetSecretValue: ({ SecretId }) => {
      const secret = find(SecretId);
      demand(secret, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      return { ...secret, VersionStages: ['AWSCURRENT'], CreatedDate: now() };
    },
  });
  return { operations };
}
