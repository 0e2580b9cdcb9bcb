import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  ApiCalls,
  AuthGroup,
  AuthIdentityPool,
  CognitoAuth,
  GraphqlFields,
  RoleMapping,
  RoleRule,
  UserCiphertexts,
  UserDatasets,
  UserKey,
  UserPrefix,
  UserRows,
  UserTopics,
} from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { spa } from '../support/auth';

const TENANT = UserKey.principalTag('tenant');
const SUB = UserKey.principalTag('username');

/** One stack that shares data in every way there is. */
export class AccessStack extends Stack {
  readonly auth: CognitoAuth;
  readonly signedIn: AuthIdentityPool;
  readonly moderators: AuthGroup;
  readonly editors: AuthGroup;
  readonly trainees: AuthGroup;
  /** Users of whose token a claim, and not a group, says what they are. */
  readonly partners: AuthIdentityPool;
  readonly files: s3.Bucket;
  readonly notes: dynamodb.Table;
  readonly profiles: dynamodb.Table;
  readonly userKey: kms.Key;
  readonly rest: apigateway.RestApi;
  readonly http: apigatewayv2.HttpApi;
  readonly graphql: appsync.GraphqlApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const auth = (this.auth = new CognitoAuth(this, 'Auth', {
      customAttributes: {
        tenant: new cognito.StringAttribute({ mutable: true }),
        plan: new cognito.StringAttribute({ mutable: true }),
      },
    }));
    const clients = [auth.addClient('Spa', spa())];
    this.signedIn = auth.addIdentityPool('Aws', {
      clients,
      guestsAllowed: true,
      principalTags: { tenant: 'custom:tenant', username: 'sub' },
    });
    this.partners = auth.addIdentityPool('Partners', {
      clients,
      userPoolOnly: true,
      roleMapping: RoleMapping.rules([RoleRule.claimEquals('custom:plan', 'gold', 'Gold')]),
    });
    this.moderators = auth.addGroup('Moderators', { precedence: 1, identityPool: this.signedIn });
    this.editors = auth.addGroup('Editors', { precedence: 2, identityPool: this.signedIn });
    this.trainees = auth.addGroup('Trainees', {
      precedence: 3,
      identityPool: this.signedIn,
      permissionsBoundary: this.readingOnly(),
    });

    this.files = new s3.Bucket(this, 'Files', { encryptionKey: new kms.Key(this, 'FilesKey') });
    this.notes = this.table('Notes');
    this.profiles = this.table('Profiles');
    this.userKey = new kms.Key(this, 'UserKey');
    this.rest = this.restApi();
    this.http = new apigatewayv2.HttpApi(this, 'Http');
    this.graphql = this.graphqlApi();

    this.shareFiles();
    this.shareRows();
    this.shareTheRest();
  }

  private shareFiles() {
    const { files, signedIn, moderators, editors } = this;
    UserPrefix.ownerOnly(files, { prefix: 'users' }).grantReadWrite(signedIn);
    UserPrefix.shared(files, { prefix: 'users' }).grantRead(moderators);
    const profiles = UserPrefix.ownerWrite(files, { prefix: 'profiles' });
    profiles.grantReadWrite(signedIn);
    profiles.grantRead(signedIn.guests);
    const handbook = UserPrefix.shared(files, { prefix: 'public/v1' });
    handbook.grantRead(signedIn.guests);
    handbook.grantRead(signedIn);
    handbook.grantReadWrite(editors);
    UserPrefix.ownerOnly(files, { prefix: 'tenants', key: TENANT }).grantReadWrite(signedIn);
    UserPrefix.ownerOnly(files, { prefix: 'drafts', key: SUB }).grantRead(editors);
  }

  private shareRows() {
    UserRows.ownerOnly(this.notes, { indexes: ['byDate'] }).grantReadWrite(this.signedIn);
    const profiles = UserRows.ownerOnly(this.profiles, {
      key: TENANT,
      readAttributes: ['name', 'plan'],
      writeAttributes: ['name'],
    });
    profiles.grantReadWrite(this.signedIn);
  }

  private shareTheRest() {
    const { signedIn, moderators, editors } = this;
    UserTopics.ownerOnly({ prefix: 'app/users' }).grantPublishSubscribe(signedIn);
    UserTopics.ownerOnly({ prefix: 'tenants', key: TENANT }).grantSubscribe(editors);
    UserCiphertexts.ownerOnly(this.userKey).grantEncryptDecrypt(signedIn);
    UserCiphertexts.ownerOnly(this.userKey, { contextName: 'tenant', key: TENANT }).grantDecrypt(moderators);
    const datasets = UserDatasets.ownerOnly(signedIn);
    datasets.grantReadWrite(signedIn);
    datasets.grantRead(signedIn.guests);
    datasets.grantSubscribe(moderators);
    ApiCalls.ofRestApi(this.rest, { calls: ['GET /notes', 'PUT /notes/{id}'] }).grantInvoke(signedIn);
    ApiCalls.ofRestApi(this.rest, { calls: ['DELETE /notes/{id}'] }).grantInvoke(moderators);
    ApiCalls.ofHttpApi(this.http, { calls: ['GET /status'] }).grantInvoke(signedIn.guests);
    GraphqlFields.of(this.graphql, { fields: ['Query.notes', 'Mutation.addNote'] }).grantCall(signedIn);
    GraphqlFields.of(this.graphql, { fields: ['Mutation.removeNote'] }).grantCall(moderators);
  }

  private table(id: string): dynamodb.Table {
    const name = (attribute: string) => ({ name: attribute, type: dynamodb.AttributeType.STRING });
    const table = new dynamodb.Table(this, id, { partitionKey: name('owner'), sortKey: name('id') });
    for (const indexName of ['byDate', 'byTitle']) {
      table.addGlobalSecondaryIndex({ indexName, partitionKey: name('owner'), sortKey: name(indexName) });
    }
    return table;
  }

  private restApi(): apigateway.RestApi {
    const api = new apigateway.RestApi(this, 'Rest', {
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
    });
    const notes = api.root.addResource('notes');
    notes.addMethod('GET');
    notes.addResource('{id}').addMethod('PUT');
    return api;
  }

  private graphqlApi(): appsync.GraphqlApi {
    return new appsync.GraphqlApi(this, 'Graphql', {
      name: 'notes',
      definition: appsync.Definition.fromSchema(new appsync.SchemaFile({ filePath: `${__dirname}/notes.graphql` })),
      authorizationConfig: { defaultAuthorization: { authorizationType: appsync.AuthorizationType.IAM } },
    });
  }

  /** The most that trainees can do, whatever everybody who signed in may. */
  private readingOnly(): iam.ManagedPolicy {
    const reading = { actions: ['s3:GetObject', 's3:ListBucket', 'kms:Decrypt'], resources: ['*'] };
    return new iam.ManagedPolicy(this, 'ReadingOnly', { statements: [new iam.PolicyStatement(reading)] });
  }

  /** What Cognito may make of a user. */
  get roles() {
    return {
      authenticated: this.signedIn.authenticatedRole,
      moderators: this.moderators.role!,
      editors: this.editors.role!,
      trainees: this.trainees.role!,
      guests: this.signedIn.guests.role,
      gold: this.partners.roleFor('Gold'),
    };
  }
}
