import { App, Stack } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  ApiCalls,
  type AuthIdentityPool,
  GraphqlFields,
  UserCiphertexts,
  UserPrefix,
  UserRows,
  UserTopics,
} from 'cdk-cognito-auth';
import { authIn, identityPoolOf } from '../../test/support/auth';
import { type TemplateJson, templateOf } from '../../test/support/template';

/** Stacks in which everybody who signed in gets one grant of one view. */
export function viewTemplates(): Record<string, TemplateJson> {
  const rowKey = { partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } };
  return granting({
    'UserPrefix.ownerOnly, grantRead': (stack, signedIn) =>
      UserPrefix.ownerOnly(new s3.Bucket(stack, 'Files'), { prefix: 'users' }).grantRead(signedIn),
    'UserPrefix.ownerOnly, grantReadWrite': (stack, signedIn) =>
      UserPrefix.ownerOnly(new s3.Bucket(stack, 'Files'), { prefix: 'users' }).grantReadWrite(signedIn),
    'UserPrefix.ownerOnly, grantReadWrite, with a KMS key': (stack, signedIn) => {
      const bucket = new s3.Bucket(stack, 'Files', { encryptionKey: new kms.Key(stack, 'Key') });
      UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantReadWrite(signedIn);
    },
    'UserPrefix.ownerWrite, grantReadWrite': (stack, signedIn) =>
      UserPrefix.ownerWrite(new s3.Bucket(stack, 'Files'), { prefix: 'users' }).grantReadWrite(signedIn),
    'UserPrefix.shared, grantRead': (stack, signedIn) =>
      UserPrefix.shared(new s3.Bucket(stack, 'Files'), { prefix: 'public' }).grantRead(signedIn),
    'UserRows.ownerOnly, grantReadWrite': (stack, signedIn) =>
      UserRows.ownerOnly(new dynamodb.Table(stack, 'Rows', rowKey)).grantReadWrite(signedIn),
    'UserRows.ownerOnly, some attributes': (stack, signedIn) => {
      const attributes = { readAttributes: ['name', 'plan'], writeAttributes: ['name'] };
      UserRows.ownerOnly(new dynamodb.Table(stack, 'Rows', rowKey), attributes).grantReadWrite(signedIn);
    },
    'UserTopics.ownerOnly, grantPublishSubscribe': (_, signedIn) =>
      UserTopics.ownerOnly({ prefix: 'users' }).grantPublishSubscribe(signedIn),
    'UserCiphertexts.ownerOnly, grantEncryptDecrypt': (stack, signedIn) =>
      UserCiphertexts.ownerOnly(new kms.Key(stack, 'Key')).grantEncryptDecrypt(signedIn),
    'GraphqlFields.of, one field': (stack, signedIn) => {
      const api = appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'Api', { graphqlApiId: 'a'.repeat(26) });
      GraphqlFields.of(api, { fields: ['Query.notes'] }).grantCall(signedIn);
    },
    'ApiCalls.ofHttpApi, one call': (stack, signedIn) =>
      ApiCalls.ofHttpApi(new apigatewayv2.HttpApi(stack, 'Api'), { calls: ['GET /notes'] }).grantInvoke(signedIn),
  });
}

function granting(
  grants: Record<string, (stack: Stack, signedIn: AuthIdentityPool) => unknown>,
): Record<string, TemplateJson> {
  const synthesised = Object.entries(grants).map(([name, grant]): [string, TemplateJson] => {
    const stack = new Stack(new App(), 'View');
    grant(stack, identityPoolOf(authIn(stack)));
    return [name, templateOf(stack)];
  });
  return Object.fromEntries(synthesised);
}
