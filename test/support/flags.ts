import { App } from 'aws-cdk-lib';
import * as recommended from 'aws-cdk-lib/recommended-feature-flags.json';

/** An app as `cdk init` makes it: every recommended feature flag is on. */
export function appWithFlags(): App {
  // the import of a JSON file in a CommonJS module adds `default`
  const { default: flags } = recommended as unknown as { default: Record<string, unknown> };
  return new App({ context: flags });
}
