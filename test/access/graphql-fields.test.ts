import { App, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { GraphqlFields } from 'cdk-cognito-auth';
import { ALICE, Case, granted, lonelyDenials, replaced, statementsOf, wrongAnswers } from './world';
import { concrete } from '../support/intrinsics';
import { allOf } from '../support/template';

const apiIn = (stack: Stack) =>
  appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'Api', { graphqlApiId: 'abc', graphqlApiArn: ARN });
const ARN = 'arn:aws:appsync:eu-west-1:111122223333:apis/abc';

const template = granted((signedIn, stack) =>
  GraphqlFields.of(apiIn(stack), { fields: ['Query.notes', 'Mutation.addNote'] }).grantCall(signedIn),
);
const GRAPHQL = 'appsync:GraphQL';
const CASES: Case[] = [
  ['query', true, ALICE, GRAPHQL, `${ARN}/types/Query/fields/notes`],
  ['mutation', true, ALICE, GRAPHQL, `${ARN}/types/Mutation/fields/addNote`],
  ...[
    'Query/fields/addNote',
    'Query/fields/note',
    'Query/fields/notesx',
    'Mutation/fields/notes',
    'User/fields/notes',
  ].map((field): Case => [field, false, ALICE, GRAPHQL, `${ARN}/types/${field}`]),
  ['the API', false, ALICE, GRAPHQL, ARN],
  ['another API', false, ALICE, GRAPHQL, `${ARN}d/types/Query/fields/notes`],
  ['the schema', false, ALICE, 'appsync:GetIntrospectionSchema', ARN],
];

test('every call has the answer of the table', () => {
  expect(lonelyDenials(CASES, ['appsync:GetIntrospectionSchema'])).toEqual([]);
  expect(wrongAnswers(template, CASES)).toEqual([]);
});

test.each([
  ['every field', '/fields/notes', '/fields/*'],
  ['every type', '/Query/', '/*/'],
  ['a wildcard at the end', '/notes"', '/notes*"'],
  ['every API', 'apis/abc', 'apis/*'],
  ['another type', '/Mutation/', '/Query/'],
])('the table finds: %s', (_, from, to) => {
  expect(wrongAnswers(replaced(template, from, to), CASES)).not.toEqual([]);
});

test('an API of the app is named by its ARN, in one statement', () => {
  const made = granted((signedIn, stack) => {
    const definition = appsync.Definition.fromSchema(new appsync.SchemaFile({ filePath: __filename }));
    const api = new appsync.GraphqlApi(stack, 'Api', { name: 'notes', definition });
    GraphqlFields.of(api, { fields: ['Query.notes'] }).grantCall(signedIn);
  });
  const [id] = allOf(made, 'AWS::AppSync::GraphQLApi')[0];
  const arn = concrete(made, { 'Fn::GetAtt': [id, 'Arn'] });
  expect(statementsOf(made).map((statement) => concrete(made, statement))).toEqual([
    { Effect: 'Allow', Action: GRAPHQL, Resource: `${arn}/types/Query/fields/notes` },
  ]);
});

describe('refuses', () => {
  const of = (fields: string[]) => () => GraphqlFields.of(apiIn(new Stack(new App(), 'Stack')), { fields });

  test.each(['*', 'Query', 'Query.', 'Query.*', '*.notes', 'Query.notes.title', 'Query/notes', '${x}.y'])(
    'the field %j',
    (field) => {
      expect(of([field])).toThrow(
        `Stack/Api: the field '${field}' is not a type and a field. Name both, as in 'Query.notes'.`,
      );
    },
  );

  test('no fields at all', () => {
    expect(of([])).toThrow(
      "Stack/Api: fields is empty, so nothing would be granted. Name fields, as in 'Query.notes'.",
    );
  });
});
