import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';

/** Which attributes a provider maps, as it will stand in the template. */
export function mappedBy({ resource }: AuthIdentityProvider): string[] {
  const { attributeMapping } = resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider;
  return Object.keys((Stack.of(resource).resolve(attributeMapping) as Record<string, string> | undefined) ?? {});
}
