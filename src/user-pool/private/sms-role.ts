import { Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ADVICE } from '../../private/advice';
import { madeBy, requireKind } from '../../private/kinds';
import { explainWildcard } from '../../private/wildcards';
import { SmsSender } from '../sms-sender';

const SENDER = madeBy(SmsSender, ADVICE.SmsSender);

/**
 * Lets Cognito send SMS for this pool, and nothing else. The id for the outside can be guessed, the account cannot be forged.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-sms-settings.html
 */
export function sendSms(
  scope: Construct,
  resource: cognito.CfnUserPool,
  sender: SmsSender,
  removalPolicy: RemovalPolicy,
): void {
  requireKind(scope, 'sms', sender, SENDER);
  const plan = sender._bind();
  const externalId = Names.uniqueId(scope);
  const statement = new iam.PolicyStatement({ actions: [plan.action], resources: [plan.resource] });
  const { account, region } = Stack.of(scope);
  refuseOtherRegion(scope, region, plan.region);
  // of any pool of the account, because the pool waits for the role; the id for the outside is that of this one
  const pools = Stack.of(scope).formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: '*' });
  const role = new iam.Role(scope, 'SmsRole', {
    description: 'Lets Cognito send SMS to users.',
    assumedBy: new iam.ServicePrincipal('cognito-idp.amazonaws.com', {
      conditions: {
        StringEquals: { 'sts:ExternalId': externalId, 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': pools },
      },
    }),
    // inside the role, so that both exist when Cognito tries the role out
    inlinePolicies: { SendSms: new iam.PolicyDocument({ statements: [statement] }) },
  });
  // law 11: a pool whose SMS role is gone can be neither used nor deleted
  role.applyRemovalPolicy(removalPolicy);
  if (plan.resource === '*') explainWildcard(role, '*', 'A message to a phone number has no resource to name.');
  plan.apply(resource, role.roleArn, externalId);
}

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EumsSmsConfigurationType.html */
function refuseOtherRegion(scope: Construct, own: string, chosen: string = own): void {
  if (chosen === own || Token.isUnresolved(chosen) || Token.isUnresolved(own)) return;
  scope.node.addValidation({
    validate: () => [
      `AWS End User Messaging is to send from ${chosen}, and Cognito accepts the Region of the pool only, ${own}. Leave region out of SmsSender.endUserMessaging().`,
    ],
  });
}
