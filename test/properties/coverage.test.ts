import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverage } from './coverage';
import { NOT_OFFERED } from './not-offered';
import { leavesReached } from './reached';
import { leavesOf, propertiesOfResource } from '../../scripts/properties/l1-types';
import { propertyTable } from '../../scripts/property-table';

const FILE = join(__dirname, '..', '..', 'docs', 'cloudformation-properties.md');
const neither = (resources = coverage()) =>
  resources.flatMap(({ resource, properties }) =>
    properties
      .filter(({ reachedBy, reason }) => reachedBy === undefined && reason === undefined)
      .map(({ path }) => `${resource} ${path}`),
  );
const stale = (resources = coverage()) =>
  resources.flatMap((each) => each.stale.map((path) => `${each.resource} ${path}`));

test('docs/cloudformation-properties.md is current', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(propertyTable());
});

test('every property is reachable, or listed with a reason', () => expect(neither()).toEqual([]));

test('nothing is listed that is reachable, or that is no property', () => expect(stale()).toEqual([]));

describe('catches', () => {
  const [[key]] = Object.entries(NOT_OFFERED.UserPool);
  const withPool = (UserPool: Record<string, string>) => coverage({ ...NOT_OFFERED, UserPool });

  test('a property that is neither', () => {
    const { [key]: _, ...others } = NOT_OFFERED.UserPool;
    expect(neither(withPool(others))).toEqual([`UserPool ${key}`]);
  });

  test.each(['UserPoolTier', 'Policies', 'Coffee'])('a reason for %s', (path) => {
    expect(stale(withPool({ ...NOT_OFFERED.UserPool, [path]: 'none' }))).toEqual([`UserPool ${path}`]);
  });
});

describe('properties are read', () => {
  const pool = propertiesOfResource('UserPool');

  test.each([
    ['UserPool', 'Policies.PasswordPolicy.MinimumLength'],
    ['UserPool', 'Schema.StringAttributeConstraints.MaxLength'],
    ['UserPool', 'WebAuthnRelyingPartyID'],
    ['UserPoolClient', 'CallbackURLs'],
    ['UserPoolDomain', 'CustomDomainConfig.CertificateArn'],
  ])('of %s: %s, as a template spells it', (resource, path) => {
    expect(leavesOf(propertiesOfResource(resource))).toContain(path);
  });

  test('also through lists, in the resources of their kind alone', () => {
    const Properties = { Schema: [{ Name: 'a' }, { Mutable: true }], UserPoolTier: 'LITE', Coffee: 'black' };
    const template = { Resources: { Pool: { Type: 'AWS::Cognito::UserPool', Properties } } };
    expect([...leavesReached(template, 'AWS::Cognito::UserPool', pool)]).toEqual([
      'Schema.Name',
      'Schema.Mutable',
      'UserPoolTier',
    ]);
    expect(leavesReached(template, 'AWS::Cognito::UserPoolClient', pool).size).toBe(0);
  });

  test('not of a resource that aws-cdk-lib does not have', () => {
    expect(() => propertiesOfResource('Coffee')).toThrow('aws-cdk-lib has no type CfnCoffeeProps');
  });
});
