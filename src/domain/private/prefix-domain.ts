import { Stack, Stage, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { DomainScope, PrefixDomainPlan } from './domain-plan';
import { AuthConfigError } from '../../private/errors';
import { readablePath } from '../../private/references';
import { literalPart, shownText } from '../../private/tokens';

const RESERVED_WORDS = ['aws', 'amazon', 'cognito'];
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** What is no prefix at all is thrown, because the L2 would throw in words of its own. */
export function prefixDomain({ where }: DomainScope, prefix: string): PrefixDomainPlan {
  const fault = prefixFault(prefix);
  if (fault && !PREFIX.test(literalPart(prefix) ?? '')) {
    throw new AuthConfigError(where, `the domain prefix '${shownText(prefix)}' ${fault}.`);
  }
  return { kind: 'prefix', prefix };
}

/** The rest, also where an escape hatch wrote it. */
export function prefixFindings({ domain, customDomainConfig }: cognito.CfnUserPoolDomain): string[] {
  const fault = customDomainConfig ? undefined : prefixFault(domain);
  return fault ? [`the domain prefix '${shownText(domain)}' ${fault}.`] : [];
}

/** A prefix is unique in its Region; told once, at the second of two domains. Other stages may be deployed elsewhere. */
export function twinFindings(own: cognito.CfnUserPoolDomain): string[] {
  if (Token.isUnresolved(own.domain)) return [];
  const stage = Stage.of(own) ?? own.node.root;
  const twins = stage.node
    .findAll()
    .filter((node) => node instanceof cognito.CfnUserPoolDomain)
    .filter((other) => other.domain === own.domain && other.node.path < own.node.path && isSameRegion(other, own));
  return twins.map(
    (other) =>
      `the domain prefix '${own.domain}' is that of ${readablePath(other)} already, and a Region has each once. Choose another.`,
  );
}

function isSameRegion(one: cognito.CfnUserPoolDomain, other: cognito.CfnUserPoolDomain): boolean {
  const [first, second] = [Stack.of(one), Stack.of(other)];
  return first === second || (!Token.isUnresolved(first.region) && first.region === second.region);
}

function prefixFault(text: string): string | undefined {
  const prefix = literalPart(text);
  if (prefix === undefined) return undefined;
  const reserved = RESERVED_WORDS.find((word) => prefix.toLowerCase().includes(word));
  if (reserved) return `contains the reserved word ${reserved}. Choose a prefix without aws, amazon and cognito`;
  return PREFIX.test(prefix) ? undefined : 'is not one: use 1 to 63 lower-case letters, digits and inner hyphens';
}
