import { Annotations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** A view of a resource, and to whom it was granted. */
export interface GivenView<V> {
  readonly grantee: iam.IGrantable;
  readonly view: V;
}

/**
 * What was granted on resources through views of one kind. IAM adds up what is granted, so that a wide view can void the
 * limit of a narrow one; they are held against each other when everything was granted, whatever the order.
 */
export class GivenViews<V> {
  private readonly given = new WeakMap<IConstruct, GivenView<V>[]>();

  /**
   * @param id what stands behind `cdk-cognito-auth:` in the id to acknowledge
   * @param warning what to say of a wide view beside a narrow one, if it voids anything of it
   */
  constructor(
    private readonly id: string,
    private readonly warning: (wide: GivenView<V>, narrow: GivenView<V>) => string | undefined,
  ) {}

  add(resource: IConstruct, grantee: iam.IGrantable, view: V): void {
    const known = this.given.get(resource);
    if (known) {
      known.push({ grantee, view });
      return;
    }
    this.given.set(resource, [{ grantee, view }]);
    resource.node.addValidation({ validate: () => this.warnOf(resource) });
  }

  private warnOf(resource: IConstruct): string[] {
    const given = this.given.get(resource) ?? [];
    const warnings = given.flatMap((wide) => given.flatMap((narrow) => this.warning(wide, narrow) ?? []));
    for (const warning of [...new Set(warnings)].sort()) {
      Annotations.of(resource).addWarningV2(`cdk-cognito-auth:${this.id}`, warning);
    }
    return [];
  }
}
