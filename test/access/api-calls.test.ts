import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { ApiCalls } from 'cdk-cognito-auth';
import { ALICE, Case, granted, lonelyDenials, replaced, statementsOf, wrongAnswers } from './world';
import { ACCOUNT, concrete, REGION } from '../support/intrinsics';
import { allOf, TemplateJson } from '../support/template';

const CALLS = ['GET /notes', 'PUT /notes/{id}', 'GET /', 'POST /files/{proxy+}', 'DELETE /notes/{id}/tags/{tag}'];
const INVOKE = 'execute-api:Invoke';

const restIn = (stack: Stack) => {
  const api = new apigateway.RestApi(stack, 'Api');
  api.root.addMethod('GET', undefined, { authorizationType: apigateway.AuthorizationType.IAM });
  return api;
};
const rest = granted((signedIn, stack) => ApiCalls.ofRestApi(restIn(stack), { calls: CALLS }).grantInvoke(signedIn));
const http = granted((signedIn, stack) =>
  ApiCalls.ofHttpApi(new apigatewayv2.HttpApi(stack, 'Api'), { calls: CALLS }).grantInvoke(signedIn),
);

function casesOf(template: TemplateJson, type: string, stage: string): Case[] {
  const id = concrete(template, { Ref: allOf(template, type)[0][0] });
  const call = (allowed: boolean, path: string, ofStage = stage, api = id): Case => [
    path,
    allowed,
    ALICE,
    INVOKE,
    `arn:aws:execute-api:${REGION}:${ACCOUNT}:${api}/${ofStage}/${path}`,
  ];
  return [
    ...['GET/notes', 'PUT/notes/1', 'GET/', 'POST/files/a', 'POST/files/a/b', 'DELETE/notes/1/tags/x'].map((path) =>
      call(true, path),
    ),
    // a parameter stands for whatever follows: the documentation says so
    call(true, 'PUT/notes/1/history'),
    ...['POST/notes', 'GET/notes/1', 'GET/note', 'GET/notesx', 'PUT/notes', 'DELETE/notes/1', 'GET/admin'].map((path) =>
      call(false, path),
    ),
    call(false, 'GET/files/a'),
    call(false, 'DELETE/notes/1/owner/x'),
    call(false, 'GET/notes', 'other'),
    call(false, 'GET/notes', stage, 'other'),
    ['connections', false, ALICE, 'execute-api:ManageConnections', call(true, 'GET/notes')[4]],
    ['cache', false, ALICE, 'execute-api:InvalidateCache', call(true, 'GET/notes')[4]],
  ];
}

const APIS: [string, TemplateJson, Case[]][] = [
  ['REST', rest, casesOf(rest, 'AWS::ApiGateway::RestApi', 'prod')],
  ['HTTP', http, casesOf(http, 'AWS::ApiGatewayV2::Api', '$default')],
];

test.each(APIS)('%s API: every call has the answer of the table', (_, of, cases) => {
  expect(lonelyDenials(cases, ['execute-api:ManageConnections', 'execute-api:InvalidateCache'])).toEqual([]);
  expect(wrongAnswers(of, cases)).toEqual([]);
});

describe.each(APIS)('%s API: the table finds', (_, of, cases) => {
  test.each([
    ['every method', '/GET/notes', '/*/notes'],
    ['every path', '/GET/notes', '/GET/*'],
    ['a wildcard at the end', '/GET/notes', '/GET/notes*'],
    ['a parameter that begins earlier', '/PUT/notes/*', '/PUT/notes*'],
    ['another method', '/PUT/notes', '/POST/notes'],
    ['every action', '"execute-api:Invoke"', '"execute-api:*"'],
    ['a wildcard for what lies between', '/tags/*', '/*'],
  ])('%s', (_name, from, to) => {
    expect(wrongAnswers(replaced(of, from, to), cases)).not.toEqual([]);
  });
});

test.each(APIS)('%s API: all calls are one statement', (_, of) => {
  expect(statementsOf(of)).toHaveLength(1);
  expect(statementsOf(of)[0].Resource).toHaveLength(CALLS.length);
});

test('the stage can be named, also by what is known at deployment', () => {
  const template = granted((signedIn, stack) => {
    const api = new apigatewayv2.HttpApi(stack, 'Api');
    const later = new CfnParameter(stack, 'Stage').valueAsString;
    ['beta', later].forEach((stageName) =>
      ApiCalls.ofHttpApi(api, { calls: ['GET /notes'], stageName }).grantInvoke(signedIn),
    );
  });
  expect(JSON.stringify(statementsOf(template))).toContain('/beta/GET/notes');
  expect(JSON.stringify(statementsOf(template))).toContain('{"Ref":"Stage"},"/GET/notes"');
});

test('refuses an API whose stage is unknown', () => {
  const stack = new Stack(new App(), 'Stack');
  const imported = apigateway.RestApi.fromRestApiId(stack, 'Imported', 'abc');
  const silent = new apigateway.RestApi(stack, 'Silent', { deploy: false });
  for (const api of [imported, silent]) {
    expect(() => ApiCalls.ofRestApi(api, { calls: ['GET /notes'] })).toThrow(
      `${api.node.path}: the stage of the API is unknown. Pass stageName.`,
    );
    expect(() => ApiCalls.ofRestApi(api, { calls: ['GET /notes'], stageName: 'prod' })).not.toThrow();
  }
});

describe('refuses', () => {
  const of = (call: string, stageName?: string) => () =>
    ApiCalls.ofHttpApi(new apigatewayv2.HttpApi(new Stack(new App(), 'Stack'), 'Api'), { calls: [call], stageName });

  test.each(['', '*', 'GET', '/notes', 'ANY /notes', '* /notes', 'get /notes', 'GET notes', 'GET  /notes', 'GET /a b'])(
    'the call %j',
    (call) => {
      expect(of(call)).toThrow(
        `Stack/Api: the call '${call}' is not a method and a path. Name one method (GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS) and a path, as in 'GET /notes/{id}'.`,
      );
    },
  );

  test.each(['/*', '/notes/*', '/{id}', '/{proxy+}', '/a//b', '/a/', '/a/{x+}/b', '/${x}', '/a?b', '/a/{*}', '/a{b}'])(
    'the path %s',
    (path) => {
      expect(of(`GET ${path}`)).toThrow(
        `Stack/Api: the path of 'GET ${path}' is not a plain one. Begin with a name, and use names, parameters such as {id}, and {proxy+} at the end.`,
      );
    },
  );

  test.each(['*', '', 'a/b', '$other'])('the stage %j', (stage) => {
    expect(of('GET /notes', stage)).toThrow(
      `Stack/Api: the stageName '${stage}' is no name of a stage. Name one stage.`,
    );
  });

  test('no calls at all', () => {
    const api = new apigatewayv2.HttpApi(new Stack(new App(), 'Stack'), 'Api');
    expect(() => ApiCalls.ofHttpApi(api, { calls: [] })).toThrow(
      "Stack/Api: calls is empty, so nothing would be granted. Name calls, as in 'GET /notes'.",
    );
  });
});
