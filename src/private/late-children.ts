import { Aspects, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Law 11: gives everything below the scope, also what is added later, the removal policy of the pool. */
export function shareRemovalPolicy(scope: IConstruct, policy: RemovalPolicy): void {
  Aspects.of(scope).add({
    visit: (node: IConstruct) => {
      if (CfnResource.isCfnResource(node)) node.applyRemovalPolicy(policy);
    },
  });
}

/** Runs once when the app is prepared for synthesis, when all steps are known and children can still be added. */
export function onPrepare(scope: IConstruct, action: () => void): void {
  let done = false;
  Aspects.of(scope).add({
    visit: (node: IConstruct) => {
      if (node !== scope || done) return;
      done = true;
      action();
    },
  });
}
