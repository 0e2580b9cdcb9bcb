import { Aws, Lazy, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { shareRemovalPolicy } from '../../private/late-children';

/**
 * Tells a function the ids of clients, which wait for the pool as the pool waits for the function. So the ids go into a
 * parameter that is written last, and the function knows its name, which is made of nothing that waits.
 */
export class ClientGates extends Construct {
  readonly parameterName = `/cognito-auth/${Aws.STACK_NAME}/${Names.uniqueResourceName(this, { maxLength: 100, separator: '-' })}`;
  private readonly gates = new Map<string, readonly cognito.IUserPoolClient[]>();

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    new ssm.CfnParameter(this, 'Parameter', {
      name: this.parameterName,
      type: 'String',
      description: 'Clients that are for members of some groups; read when tokens are issued',
      value: Lazy.string({ produce: () => this.encode() }),
    });
    shareRemovalPolicy(this, removalPolicy);
  }

  add(gate: string, clients: readonly cognito.IUserPoolClient[]): void {
    this.gates.set(gate, clients);
  }

  grantRead(role: iam.IRole): void {
    const resourceName = this.parameterName.slice(1);
    const resource = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName });
    iam.Grant.addToPrincipal({ grantee: role, actions: ['ssm:GetParameter'], resourceArns: [resource] });
  }

  private encode(): string {
    const inOrder = [...this.gates].sort(([one], [other]) => (one < other ? -1 : 1));
    const ids = inOrder.map(([gate, clients]) => [gate, clients.map(({ userPoolClientId }) => userPoolClientId)]);
    return Stack.of(this).toJsonString(Object.fromEntries(ids));
  }
}
