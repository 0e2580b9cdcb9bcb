import { NestedStack, Stack, Tags } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthIdentityPool, CognitoAuth } from 'cdk-cognito-auth';
import { authIn, spa } from '../support/auth';
import { findingsOf } from '../support/template';

const TENANT = { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } };

const poolIn = (auth: CognitoAuth, principalTags?: Record<string, string>) =>
  auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], principalTags, guestsAllowed: true });

const findings = (
  tag: (signedIn: AuthIdentityPool, stack: Stack) => void,
  principalTags: Record<string, string> | undefined = { tenant: 'custom:tenant' },
) => findingsOf((stack) => tag(poolIn(authIn(stack, TENANT), principalTags), stack));

const carries = (path: string, tag = 'Tenant') =>
  `Stack/Auth/Aws: Stack/Auth/${path} carries the tag '${tag}', which would stand in for the claim of users who have none. Exclude it with Tags.of(role).remove('${tag}'), or name the principal tag otherwise.`;

const inherits = (path: string, stack: string) =>
  `${path} gets the tag 'Tenant' from its stack ${stack}, and it would stand in for the claim of users who have none.`;

describe('a tag of a role that is named like a principal tag', () => {
  test.each(['tenant', 'Tenant', 'TENANT'])('%s is refused, whatever its letter case', (tag) => {
    expect(findings(({ authenticatedRole }) => Tags.of(authenticatedRole).add(tag, 'acme'))).toEqual([
      carries('Aws/AuthenticatedRole', tag),
    ]);
  });

  test('is refused for guests, and for groups that come later', () => {
    const found = findingsOf((stack) => {
      const auth = authIn(stack, TENANT);
      const identityPool = poolIn(auth, { tenant: 'custom:tenant' });
      Tags.of(auth).add('Tenant', 'acme');
      auth.addGroup('Editors', { precedence: 1, identityPool });
    });
    expect(found.sort()).toEqual([
      carries('Aws/AuthenticatedRole'),
      carries('Aws/Guests/Role'),
      carries('Editors/Role'),
    ]);
  });

  test('is none of ours once it is excluded', () => {
    const excluded = findings((signedIn) => {
      Tags.of(signedIn).add('Tenant', 'acme');
      for (const role of [signedIn.authenticatedRole, signedIn.guests.role]) Tags.of(role).remove('Tenant');
    });
    expect(excluded).toEqual([]);
  });

  test('any other tag is fine, and any at all without principal tags', () => {
    expect(findings((signedIn) => Tags.of(signedIn).add('tenants', 'acme'))).toEqual([]);
    expect(findings((signedIn) => Tags.of(signedIn).add('Tenant', 'acme'), {})).toEqual([]);
  });
});

describe('a tag of the stack, which CloudFormation passes on', () => {
  test('is refused', () => {
    const [found] = findings((_, stack) => stack.tags.setTag('Tenant', 'acme'));
    expect(found).toBe(
      `Stack/Auth/Aws: ${inherits('Stack/Auth/Aws/AuthenticatedRole', 'Stack')} Leave it out there (Tags.of(…).add takes excludeResourceTypes: ['aws:cdk:stack', 'AWS::CloudFormation::Stack', 'AWS::IAM::Role']), or name the principal tag otherwise.`,
    );
  });

  test('is refused of a stack around the nested one', () => {
    const found = findingsOf((stack) => {
      stack.tags.setTag('Tenant', 'acme');
      poolIn(authIn(new NestedStack(stack, 'Nested'), TENANT), { tenant: 'custom:tenant' });
    });
    expect(found).toContainEqual(expect.stringContaining(inherits('Stack/Nested/Auth/Aws/AuthenticatedRole', 'Stack')));
  });

  test('is fine where it reaches neither stack nor roles, or has another name', () => {
    const excludeResourceTypes = ['aws:cdk:stack', 'AWS::CloudFormation::Stack', 'AWS::IAM::Role'];
    expect(findings((_, stack) => Tags.of(stack).add('Tenant', 'acme', { excludeResourceTypes }))).toEqual([]);
    expect(findings((_, stack) => stack.tags.setTag('team', 'auth'))).toEqual([]);
  });
});
