import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { ApiCalls } from 'cdk-cognito-auth';
import { signedInTo } from './world';
import { findingsOf } from '../support/template';

const finding = (call: string, authorization: string) =>
  `Stack/Api: a view of calls has '${call}', whose authorization is ${authorization}, and only IAM authorization asks what was granted. Give it AuthorizationType.IAM (a route of an HTTP API: HttpIamAuthorizer), or leave the call out.`;

describe('a call of a REST API', () => {
  type Build = (api: apigateway.RestApi) => void;
  const { IAM, NONE, COGNITO } = apigateway.AuthorizationType;
  const method =
    (path: string, name: string, authorizationType: apigateway.AuthorizationType): Build =>
    (api) => {
      const authorizer = authorizationType === COGNITO ? { authorizerId: 'id', authorizationType } : undefined;
      api.root.resourceForPath(path).addMethod(name, undefined, { authorizationType, authorizer });
    };
  const findings = (call: string, ...builds: Build[]) =>
    findingsOf((stack) => {
      const api = new apigateway.RestApi(stack, 'Api');
      api.root.addMethod('OPTIONS');
      ApiCalls.ofRestApi(api, { calls: [call] }).grantInvoke(signedInTo(stack));
      // after the grant: methods may come later
      builds.forEach((build) => build(api));
    });

  test.each<[string, string, Build[], string | undefined]>([
    ['IAM', 'GET /notes', [method('notes', 'GET', IAM)], undefined],
    ['none', 'GET /notes', [method('notes', 'GET', NONE)], 'NONE'],
    ['a user pool', 'GET /notes', [method('notes', 'GET', COGNITO)], 'COGNITO_USER_POOLS'],
    ['none for ANY', 'PUT /notes', [method('notes', 'ANY', NONE)], 'NONE'],
    ['its own beside ANY', 'PUT /notes', [method('notes', 'ANY', NONE), method('notes', 'PUT', IAM)], undefined],
    ['none, by another name of a parameter', 'GET /notes/{key}', [method('notes/{id}', 'GET', NONE)], 'NONE'],
    ['none for the rest of a path', 'GET /files/{path+}', [method('files/{proxy+}', 'GET', NONE)], 'NONE'],
    ['another method without one', 'GET /notes', [method('notes', 'POST', NONE)], undefined],
    ['another path without one', 'GET /notes', [method('notes/{id}', 'GET', NONE)], undefined],
    ['nothing to be seen', 'GET /notes', [], undefined],
  ])('whose authorization is %s', (_, call, builds, authorization) => {
    expect(findings(call, ...builds)).toEqual(authorization ? [finding(call, authorization)] : []);
  });

  test('of an imported API is taken for right', () => {
    const found = findingsOf((stack) => {
      const api = apigateway.RestApi.fromRestApiId(stack, 'Api', 'id');
      ApiCalls.ofRestApi(api, { calls: ['GET /notes'], stageName: 'prod' }).grantInvoke(signedInTo(stack));
    });
    expect(found).toEqual([]);
  });
});

describe('a call of an HTTP API', () => {
  const findings = (call: string, build: (api: apigatewayv2.HttpApi, stack: Stack) => void) =>
    findingsOf((stack) => {
      const api = new apigatewayv2.HttpApi(stack, 'Api');
      ApiCalls.ofHttpApi(api, { calls: [call] }).grantInvoke(signedInTo(stack));
      build(api, stack);
    });
  const route = (stack: Stack, apiId: string, routeKey: string, authorizationType?: string) =>
    new apigatewayv2.CfnRoute(stack, 'Route', { apiId, routeKey, authorizationType });

  test.each<[string, string | undefined, string | undefined]>([
    ['GET /notes', 'AWS_IAM', undefined],
    ['GET /notes', 'NONE', 'NONE'],
    ['GET /notes', undefined, 'NONE'],
    ['ANY /notes', 'JWT', 'JWT'],
    ['POST /notes', 'NONE', undefined],
    ['$default', 'NONE', undefined],
  ])('whose route is %s with %s', (key, type, authorization) => {
    const found = findings('GET /notes', (api, stack) => void route(stack, api.apiId, key, type));
    expect(found).toEqual(authorization ? [finding('GET /notes', authorization)] : []);
  });

  test('whose authorization is known at deployment is taken for right', () => {
    const later = (stack: Stack) => new CfnParameter(stack, 'Authorization').valueAsString;
    expect(findings('GET /notes', (api, stack) => void route(stack, api.apiId, 'GET /notes', later(stack)))).toEqual(
      [],
    );
  });

  test('is not confused with that of another API', () => {
    expect(findings('GET /notes', (_, stack) => void route(stack, 'other', 'GET /notes', 'NONE'))).toEqual([]);
  });

  test('whose route was made by the L2', () => {
    const integration = () =>
      new (class extends apigatewayv2.HttpRouteIntegration {
        bind() {
          const payloadFormatVersion = apigatewayv2.PayloadFormatVersion.VERSION_1_0;
          return { type: apigatewayv2.HttpIntegrationType.HTTP_PROXY, uri: 'https://x.example', payloadFormatVersion };
        }
      })('Integration');
    const added = (authorizer?: apigatewayv2.IHttpRouteAuthorizer) =>
      findings('GET /notes', (api) => {
        const methods = [apigatewayv2.HttpMethod.GET];
        api.addRoutes({ path: '/notes', methods, integration: integration(), authorizer });
      });
    expect([added(new HttpIamAuthorizer()), added()]).toEqual([[], [finding('GET /notes', 'NONE')]]);
  });
});
