import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import {
  EmailDomainList,
  FederatedTrust,
  LifecycleEvents,
  PostConfirmation,
  PreAuthentication,
  PreSignUp,
  UserMigration,
} from 'cdk-cognito-auth';
import { bucketIn, functionIn, google } from '../../support/auth';
import { Exercise } from '../exercise';

const OPEN = { selfSignUpEnabled: true };
const DOMAINS = { domains: ['example.com'] };

/** Handlers of those who come. */
export const SIGN_UP: Readonly<Record<string, Exercise>> = {
  'LifecycleEvents.toEventBridge': { props: OPEN, handler: () => LifecycleEvents.toEventBridge() },
  'PostConfirmation.toEventBridge': { props: OPEN, handler: () => PostConfirmation.toEventBridge() },
  'PostConfirmation.invoke': { props: OPEN, handler: (_, stack) => PostConfirmation.invoke(functionIn(stack)) },
  'PreAuthentication.invoke': { handler: (_, stack) => PreAuthentication.invoke(functionIn(stack)) },
  'PreAuthentication.maintenance': { handler: () => PreAuthentication.maintenance({ message: 'Closed until noon' }) },
  'PreSignUp.allowEmailDomains': { props: OPEN, handler: () => PreSignUp.allowEmailDomains(DOMAINS) },
  'PreSignUp.autoConfirm': { props: OPEN, handler: () => PreSignUp.autoConfirm(DOMAINS) },
  'PreSignUp.blockDuplicates': { props: OPEN, handler: () => PreSignUp.blockDuplicates() },
  'PreSignUp.denyEmailDomains': { props: OPEN, handler: () => PreSignUp.denyEmailDomains(DOMAINS) },
  'PreSignUp.invitationCode': {
    props: OPEN,
    handler: () => PreSignUp.invitationCode({ codeHashes: ['0'.repeat(64)] }),
  },
  'PostConfirmation.profileRow': { props: OPEN, handler: () => PostConfirmation.profileRow() },
  'PostConfirmation.publishTo': {
    props: OPEN,
    handler: (_, stack) => PostConfirmation.publishTo(new sns.Topic(stack, 'Topic')),
  },
  'PostConfirmation.sendTo': {
    props: OPEN,
    handler: (_, stack) => PostConfirmation.sendTo(new sqs.Queue(stack, 'Queue')),
  },
  'PreSignUp.allowEmailDomainsIn': {
    props: OPEN,
    handler: (_, stack) =>
      PreSignUp.allowEmailDomainsIn(
        EmailDomainList.parameter(new ssm.StringListParameter(stack, 'Domains', { stringListValue: ['example.com'] })),
      ),
  },
  'PreSignUp.denyEmailDomainsIn': {
    props: OPEN,
    handler: (_, stack) => PreSignUp.denyEmailDomainsIn(EmailDomainList.s3Object(bucketIn(stack), 'disposable.txt')),
  },
  'PreSignUp.invoke': { props: OPEN, handler: (_, stack) => PreSignUp.invoke(functionIn(stack)) },
  'PreSignUp.linkAccounts': {
    handler: (auth) => {
      const trust = [FederatedTrust.verifiedEmail(auth.addIdentityProvider('Google', google()))];
      return PreSignUp.linkAccounts({ trust });
    },
  },
  'UserMigration.fromUserPool': {
    handler: () =>
      UserMigration.fromUserPool({
        userPoolId: 'eu-west-1_AbCdEf123',
        clientId: '1example23456789',
        until: '2030-12-31',
      }),
  },
  'UserMigration.invoke': { handler: (_, stack) => UserMigration.invoke(functionIn(stack)) },
};
