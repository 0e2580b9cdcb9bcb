import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth } from 'cdk-cognito-auth';
import { deskPerTest, pool } from '../lock/world';
import { google, identityPoolOf } from '../support/auth';

const desk = deskPerTest();

/** A pool with all that is lost when it is replaced, and a fault that is planted in its next release. */
const release = (fault: (auth: CognitoAuth) => void = () => {}) =>
  pool({ customAttributes: { tenant: new cognito.StringAttribute({ mutable: true, maxLen: 64 }) } }, (auth) => {
    identityPoolOf(auth);
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    auth.addIdentityProvider('Google', google());
    auth.addGroup('Editors');
    auth.addResourceServer('Api', { identifier: 'notes' });
    fault(auth);
  });

const each = (type: string, change: (resource: CfnResource) => void) => (auth: CognitoAuth) => {
  const found = auth.node.findAll().filter(CfnResource.isCfnResource);
  const ofType = found.filter(({ cfnResourceType }) => cfnResourceType === `AWS::Cognito::${type}`);
  if (ofType.length !== 1) throw new Error(`nothing to mutate: ${ofType.length} ${type}`);
  change(ofType[0]);
};
const renaming = (type: string) => each(type, (resource) => resource.overrideLogicalId('Renamed'));
const setting = (path: string, value: unknown, type = 'UserPool') =>
  each(type, (resource) => resource.addPropertyOverride(path, value));

beforeEach(() => expect(desk.at.synth(release(), 'write')).toEqual([]));

test.each<[string, (auth: CognitoAuth) => void]>([
  ['the pool has another logical id', renaming('UserPool')],
  ['a client has another logical id', renaming('UserPoolClient')],
  ['the domain has another logical id', renaming('UserPoolDomain')],
  ['a group has another logical id', renaming('UserPoolGroup')],
  ['a provider has another logical id', renaming('UserPoolIdentityProvider')],
  ['a resource server has another logical id', renaming('UserPoolResourceServer')],
  ['the identity pool has another logical id', renaming('IdentityPool')],
  ['other user names', setting('UsernameAttributes', ['email', 'phone_number'])],
  ['no user names', setting('UsernameAttributes', undefined)],
  ['an alias', setting('AliasAttributes', ['preferred_username'])],
  ['case sensitivity', setting('UsernameConfiguration.CaseSensitive', true)],
  ['an attribute of another type', setting('Schema.0.AttributeDataType', 'Number')],
  ['an attribute that no longer changes', setting('Schema.0.Mutable', false)],
  ['an attribute that sign-up requires', setting('Schema.0.Required', true)],
  ['a longer attribute', setting('Schema.0.StringAttributeConstraints.MaxLength', '65')],
  ['a renamed attribute', setting('Schema.0.Name', 'customer')],
  ['no attributes', setting('Schema', [])],
  ['a client with a secret', setting('GenerateSecret', true, 'UserPoolClient')],
  ['another prefix', setting('Domain', 'memos-example', 'UserPoolDomain')],
  ['another name of a group', setting('GroupName', 'Writers', 'UserPoolGroup')],
  ['another name of a provider', setting('ProviderName', 'Gmail', 'UserPoolIdentityProvider')],
  ['another identifier', setting('Identifier', 'memos', 'UserPoolResourceServer')],
])('a release with the fault is refused, even by the command that writes the record: %s', (_, fault) => {
  const { text } = desk.at;
  expect(desk.at.synth(release(fault))).not.toEqual([]);
  expect(desk.at.synth(release(fault), 'write')).not.toEqual([]);
  expect(desk.at.text).toBe(text);
});

test.each<[string, (auth: CognitoAuth) => void]>([
  ['nothing', () => {}],
  ['the name of the pool', setting('UserPoolName', 'memos')],
  ['the plan', setting('UserPoolTier', 'PLUS')],
  ['how long tokens live', setting('RefreshTokenValidity', 60, 'UserPoolClient')],
  ['the precedence of a group', setting('Precedence', 7, 'UserPoolGroup')],
  ['the name of the identity pool', setting('IdentityPoolName', 'memos', 'IdentityPool')],
])('a release that changes in place is not: %s', (_, change) => {
  expect(desk.at.synth(release(change))).toEqual([]);
});
