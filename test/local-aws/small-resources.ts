import { randomUUID } from 'node:crypto';
import { Iam } from './iam';
import { AwsError, ResourceType, World } from './kernel';

/** Resources without an API of their own in the bed. */
export function smallResources(world: World, iam: Iam): Record<string, ResourceType> {
  const logGroups = new Set<string>();
  return {
    'AWS::CDK::Metadata': {
      properties: ['Analytics'],
      create: (_, at) => ({ ref: at.generatedName }),
      delete: () => {},
    },
    // @missing cryptography, aliases, rotation; deletion without the waiting window
    'AWS::KMS::Key': {
      properties: ['KeyPolicy', 'Description', 'EnableKeyRotation', 'Enabled', 'PendingWindowInDays', 'Tags'],
      create: (props) => {
        const id = randomUUID();
        const arn = `arn:aws:kms:${world.region}:${world.account}:key/${id}`;
        iam.resourcePolicies.set(arn, props.KeyPolicy);
        return { ref: id, attributes: { Arn: arn, KeyId: id } };
      },
      delete: (id) => void iam.resourcePolicies.delete(`arn:aws:kms:${world.region}:${world.account}:key/${id}`),
    },
    // @missing the CloudWatch Logs API: what functions write stands in the journal
    'AWS::Logs::LogGroup': {
      properties: ['LogGroupName', 'RetentionInDays', 'Tags'],
      create: (props, { generatedName }) => {
        const name = props.LogGroupName ?? generatedName;
        if (logGroups.has(name)) {
          throw new AwsError('ResourceAlreadyExistsException', `The specified log group already exists: ${name}`);
        }
        logGroups.add(name);
        return { ref: name, attributes: { Arn: `arn:aws:logs:${world.region}:${world.account}:log-group:${name}:*` } };
      },
      delete: (name) => void logGroups.delete(name),
    },
  };
}
