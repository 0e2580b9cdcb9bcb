import {
  CfnResource,
  DefaultTokenResolver,
  IResolvable,
  IResolveContext,
  Reference,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Collects the resources that a resource's template refers to, in the order in which they stand there. */
export function referencesOf(resource: CfnResource): CfnResource[] {
  const collector = new ReferenceCollector();
  // the one method that yields the whole rendered resource; the CDK finds its own cross-stack references with it
  const template = (resource as unknown as { _toCloudFormation(): unknown })._toCloudFormation();
  Tokenization.resolve(template, { scope: resource, resolver: collector, preparing: false });
  return collector.targets.filter(CfnResource.isCfnResource);
}

class ReferenceCollector extends DefaultTokenResolver {
  readonly targets: IConstruct[] = [];

  constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: any) {
    if (Reference.isReference(token)) this.targets.push(token.target);
    return super.resolveToken(token, context, postProcessor);
  }
}

/** The path of the construct that people wrote, not of the resource inside it. */
export function readablePath(resource: IConstruct): string {
  return resource.node.id === 'Resource' && resource.node.scope ? resource.node.scope.node.path : resource.node.path;
}
