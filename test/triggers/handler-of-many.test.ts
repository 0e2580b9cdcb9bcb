import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CognitoAuth } from 'cdk-cognito-auth';
import { BoundHandler, TriggerStep } from '../../src/triggers/private/trigger-step';

const step = (trigger: 'PreAuthentication' | 'PostAuthentication', others: Partial<TriggerStep> = {}): TriggerStep => ({
  trigger,
  phase: 'EFFECT',
  wire: { step: 'invoke', key: 'k', sources: [`${trigger}_Authentication`], config: { functionArn: 'arn' } },
  ports: [],
  poolActions: [],
  ...others,
});

test('a handler of two triggers makes a function for each, and they share what it asked for', () => {
  const stack = new Stack(new App(), 'Stack');
  const auth = new CognitoAuth(stack, 'Auth');
  const handler = new BoundHandler(({ shared }) => {
    const bucket = shared('Shared', (scope, id) => new s3.Bucket(scope, id));
    expect(shared('Shared', (scope, id) => new s3.Bucket(scope, id))).toBe(bucket);
    const grant: TriggerStep['grant'] = (role) => void bucket.grantRead(role);
    return [step('PreAuthentication', { grant }), step('PostAuthentication')];
  });
  const returned = auth.addTrigger(handler);
  expect(returned.node.path).toBe('Stack/Auth/PreAuthentication/Function');

  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.resourceCountIs('AWS::S3::Bucket', 1);
  const reading = Object.values(template.findResources('AWS::IAM::Policy')).filter((policy) =>
    JSON.stringify(policy).includes('s3:GetObject'),
  );
  expect(reading).toHaveLength(1);
  expect(JSON.stringify(reading[0].Properties.Roles)).toContain('PreAuthentication');
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    LambdaConfig: Match.objectLike({ PreAuthentication: Match.anyValue(), PostAuthentication: Match.anyValue() }),
  });
});
