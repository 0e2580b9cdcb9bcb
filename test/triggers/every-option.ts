import { App, Stack } from 'aws-cdk-lib';
import * as cw from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import {
  AppClient,
  AuthDomain,
  CognitoAuth,
  CustomMessage,
  InboundFederation,
  MessageOccasion,
  UserMigration,
} from 'cdk-cognito-auth';
import { CALLBACK, google } from '../support/auth';

/** Functions with every option that there is, and people who come from elsewhere. */
export class EveryOption extends Stack {
  constructor(app: App) {
    super(app, 'EveryOption');
    const boundary = 'arn:aws:iam::111122223333:policy/boundary';
    const pager: cw.IAlarmAction = { bind: () => ({ alarmActionArn: 'arn:aws:sns:eu-west-1:111122223333:pager' }) };
    const auth = new CognitoAuth(this, 'Auth', {
      triggerFunctions: {
        memorySize: 1_024,
        tracing: lambda.Tracing.ACTIVE,
        logRetention: logs.RetentionDays.ONE_YEAR,
        logEncryptionKey: new kms.Key(this, 'LogKey', { enableKeyRotation: true }),
        permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', boundary),
        metricNamespace: 'Notes/SignIn',
        alarmActions: [pager],
      },
    });
    const { CUSTOM_MESSAGE, USER_MIGRATION } = cognito.UserPoolOperation;
    auth.configureTrigger(CUSTOM_MESSAGE, { provisionedConcurrentExecutions: 1 });
    auth.configureTrigger(USER_MIGRATION, { tracing: lambda.Tracing.DISABLED });
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    auth.addIdentityProvider('Google', google());
    auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], userPasswordAuth: true }));
    const [userPoolId, clientId] = ['eu-west-1_OldPool01', '1oldexample23456789'];
    auth.addTrigger(UserMigration.fromUserPool({ userPoolId, clientId, until: '2027-06-30' }));
    auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['picture'] }));
    const occasions = [MessageOccasion.SIGN_IN];
    auth.addTrigger(CustomMessage.templates({ templates: [{ occasions, sms: 'Your code is {####}' }] }));
  }
}
