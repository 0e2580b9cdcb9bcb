import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Where the CDK keeps acknowledged findings; as a text, because older versions have no constant for it. */
export const ACKNOWLEDGED_RULES = 'aws:cdk:acknowledged-rules';

/**
 * Leaves the reason of a `*` beside it, in the form in which cdk-nag asks for one: for this very resource, so that a
 * wildcard of the user's own is still found.
 */
export function explainWildcard(grantee: unknown, arn: string, reason: string): void {
  if (!Construct.isConstruct(grantee)) return;
  const resource = flatten(Stack.of(grantee).resolve(arn));
  grantee.node.addMetadata(ACKNOWLEDGED_RULES, { [`AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`]: reason });
}

/** For a policy that stands elsewhere than its grantee. */
export function repeatExplanations(grantee: Construct, policy: Construct): void {
  const given = grantee.node.metadata.filter(({ type }) => type === ACKNOWLEDGED_RULES);
  given.forEach(({ data }) => policy.node.addMetadata(ACKNOWLEDGED_RULES, data));
}

/** cdk-nag's own spelling of a resolved ARN: `<Bucket.Arn>/users/<cognito-identity.amazonaws.com:sub>/*`. */
function flatten(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\$\{/g, '<').replace(/\}/g, '>');
  const [[name, content]] = Object.entries(value as Record<string, any>);
  if (name === 'Fn::Join') return content[1].map(flatten).join(content[0]);
  return name === 'Fn::GetAtt' ? `<${content.join('.')}>` : `<${content}>`;
}
