import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { ClientScope } from './client-settings';
import type { Pool } from '../../user-pool/pool';
import { STANDARD_ATTRIBUTES } from '../../user-pool/pool-attributes';
import type { ClientOptions } from '../client-options';

/** What users may read: what was named, or all. */
export function readAttributes({ pool }: ClientScope, options: ClientOptions): cognito.ClientAttributes {
  return options.readAttributes ?? pool.attributes.readableByDefault();
}

/** What users may write: what was named, or a profile, and what was added. */
export function writeAttributes({ pool }: ClientScope, options: ClientOptions): cognito.ClientAttributes {
  return both(options.writeAttributes ?? pool.attributes.writableByDefault(), options.additionalWriteAttributes);
}

/** Attributes that the pool does not have, or that no client may write, also where an escape hatch named them. */
export function attributeFindings(
  client: cognito.CfnUserPoolClient,
  pool: Pool,
  added: readonly string[] = [],
): string[] {
  const { readAttributes: read, writeAttributes: write } = client;
  const { attributes, declaredAttributes: declared } = pool;
  // what is left to Cognito is its own choice among the attributes that there are
  return [
    ...(write ? attributes.writeFaults(write, declared, (name) => writeOption(name, added)) : []),
    ...(read ? attributes.readFaults(read, declared) : []),
  ];
}

/** The option that opens an attribute, as people wrote it. */
export function writeOption(name: string, added: readonly string[]): string {
  return added.includes(name) ? 'additionalWriteAttributes' : 'writeAttributes';
}

/** The CDK's own lists cannot be joined; they can be extended by name. */
function both(base: cognito.ClientAttributes, added?: cognito.ClientAttributes): cognito.ClientAttributes {
  const names = added?.attributes() ?? [];
  const standard = Object.entries(STANDARD_ATTRIBUTES).filter(([, name]) => names.includes(name));
  const custom = names.filter((name) => name.startsWith('custom:'));
  return base
    .withStandardAttributes(Object.fromEntries(standard.map(([name]) => [name, true])))
    .withCustomAttributes(...custom);
}
