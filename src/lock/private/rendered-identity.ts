import { CfnResource, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { Entry, Identity, makeIdentity, Section, SectionName, Value } from './identity';
import { pathInStack } from './locked-pools';

type Properties = Record<string, any>;

/** What cannot change of each part: CloudFormation would replace it, and of a user pool fail. */
const PARTS: Record<Exclude<SectionName, 'schema'>, { type: string; fixed: (properties: Properties) => Properties }> = {
  userPool: {
    type: cognito.CfnUserPool.CFN_RESOURCE_TYPE_NAME,
    fixed: ({ AliasAttributes, UsernameAttributes, UsernameConfiguration, WebAuthnRelyingPartyID }) => ({
      AliasAttributes: AliasAttributes ?? [],
      UsernameAttributes: UsernameAttributes ?? [],
      CaseSensitive: UsernameConfiguration?.CaseSensitive,
      WebAuthnRelyingPartyID,
    }),
  },
  clients: {
    type: cognito.CfnUserPoolClient.CFN_RESOURCE_TYPE_NAME,
    fixed: ({ GenerateSecret }) => ({ GenerateSecret }),
  },
  domains: { type: cognito.CfnUserPoolDomain.CFN_RESOURCE_TYPE_NAME, fixed: ({ Domain }) => ({ Domain }) },
  groups: { type: cognito.CfnUserPoolGroup.CFN_RESOURCE_TYPE_NAME, fixed: ({ GroupName }) => ({ GroupName }) },
  identityPools: { type: cognito.CfnIdentityPool.CFN_RESOURCE_TYPE_NAME, fixed: () => ({}) },
  identityProviders: {
    type: cognito.CfnUserPoolIdentityProvider.CFN_RESOURCE_TYPE_NAME,
    fixed: ({ ProviderName, ProviderType }) => ({ ProviderName, ProviderType }),
  },
  resourceServers: {
    type: cognito.CfnUserPoolResourceServer.CFN_RESOURCE_TYPE_NAME,
    fixed: ({ Identifier }) => ({ Identifier }),
  },
};

/** The identity of a pool as its template will say it, escape hatches included. */
export class RenderedIdentity {
  readonly identity: Identity;
  /** Whether an escape hatch keeps the attributes out of the template, as the cure of a pool that no update reaches. */
  readonly leavesSchemaOut: boolean;

  /**
   * @param scope with all that belongs to the pool
   * @param userPool the pool
   * @param known what to believe of the attributes where they, or the name of one, are a token
   */
  constructor(scope: IConstruct, userPool: cognito.CfnUserPool, known: Section = {}) {
    const resources = scope.node.findAll().filter(CfnResource.isCfnResource);
    const rendered = propertiesOf(userPool).Schema;
    const declared = rendered ?? Stack.of(userPool).resolve(userPool.schema);
    this.leavesSchemaOut = rendered === undefined && declared !== undefined;
    const schema = schemaOf(declared ?? []) ?? known;
    this.identity = makeIdentity((name) =>
      name === 'schema' ? schema : partsOf(name, name === 'userPool' ? [userPool] : resources),
    );
  }
}

function partsOf(name: keyof typeof PARTS, resources: readonly CfnResource[]): Section {
  const { type, fixed } = PARTS[name];
  const parts = resources.filter(({ cfnResourceType }) => cfnResourceType === type);
  return Object.fromEntries(
    parts.map((part) => {
      const path = name === 'userPool' ? undefined : shownPath(part);
      return [logicalIdOf(part), entryOf({ ...fixed(propertiesOf(part)), path })];
    }),
  );
}

/** As the app names it: `Auth/Spa`, whatever the CDK calls what is in it. */
function shownPath(part: CfnResource): string {
  return pathInStack(part).replace(/(\/Resource)+$/, '');
}

function schemaOf(declared: unknown): Section | undefined {
  if (!Array.isArray(declared)) return undefined;
  const attributes = declared.map((attribute) => flatten(attribute));
  if (attributes.some(({ Name }) => typeof Name !== 'string')) return undefined;
  return Object.fromEntries(attributes.map(({ Name, ...settings }) => [Name, entryOf(settings)]));
}

/** `StringAttributeConstraints.MaxLength`, whether the L1 or CloudFormation spelled it. */
function flatten(value: Properties, path = ''): Properties {
  const entries = Object.entries(value).map(([name, part]) => {
    const inner = `${path}${name[0].toUpperCase()}${name.slice(1)}`;
    return name.endsWith('Constraints') && part && !isIntrinsic(part) ? flatten(part, `${inner}.`) : { [inner]: part };
  });
  return Object.assign({}, ...entries);
}

function isIntrinsic(value: Properties): boolean {
  return Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}

function entryOf(properties: Properties): Entry {
  const known = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, valueOf(value)]));
}

function valueOf(value: unknown): Value {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isList ? [...value].sort() : null;
}

function propertiesOf(resource: CfnResource): Properties {
  return renderedOf(resource).Properties ?? {};
}

/** A resource as the template will have it, escape hatches included. */
export function renderedOf(resource: CfnResource): Properties {
  // the one method that knows the overrides
  const rendered = (resource as unknown as { _toCloudFormation(): unknown })._toCloudFormation();
  const [only] = Object.values<Properties>(Stack.of(resource).resolve(rendered).Resources ?? {});
  return only ?? {};
}

/** A nested stack with another logical id makes all that is in it anew. */
function logicalIdOf(resource: CfnResource): string {
  const { nestedStackResource } = Stack.of(resource);
  const outer = nestedStackResource ? [logicalIdOf(nestedStackResource as CfnResource)] : [];
  return [...outer, Stack.of(resource).resolve(resource.logicalId)].join('/');
}
