import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BrandingPlan } from './branding-plan';
import { ClassicPages } from './classic-pages';
import type { LoginPages } from './login-pages';
import { ManagedPages } from './managed-pages';
import { requireTerms } from './terms';
import type { Pool } from '../../user-pool/pool';
import type { LoginOptions } from '../login-options';

/** Which generation of pages the pool has, by its branding, or else by the best that its plan includes. */
export function choosePages(scope: Construct, pool: Pool, { branding, terms }: LoginOptions): LoginPages {
  const where = scope.node.path;
  const isLite = pool.featurePlan === cognito.FeaturePlan.LITE;
  const plan: BrandingPlan = branding?._bind(where) ?? { kind: isLite ? 'classic' : 'managed' };
  if (isLite && plan.kind === 'managed') {
    pool.faults.add(
      'branding is of managed login, and the LITE plan has the classic hosted UI only. Choose another featurePlan, or LoginBranding.classic().',
    );
  }
  if (terms) requireTerms(where, terms);
  if (plan.kind === 'managed') return new ManagedPages(pool, plan.style, terms);
  if (terms) {
    pool.faults.add(
      'terms is given, and the classic hosted UI shows none. Leave it out, or use managed login (not with the LITE plan).',
    );
  }
  return new ClassicPages(scope, pool, plan.css);
}
