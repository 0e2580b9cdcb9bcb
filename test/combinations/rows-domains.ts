import { CfnUserPool, CfnUserPoolDomain, FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps, LoginBranding } from 'cdk-cognito-auth';
import type { Combination } from './combination';
import { v8, v9, v15 } from './domain-oracles';
import { changed, customDomain, firstFactors, pool, prefixDomain, spa } from './inputs';
import * as plant from './plant';

const branding = LoginBranding.managed({ theme: { primaryColor: '#005ea2' } });
const lite = pool({ featurePlan: FeaturePlan.LITE }, prefixDomain(), spa());
const passkeysOf = (passkeyRelyingPartyId: string): CognitoAuthProps => ({
  ...firstFactors({ passkey: true }),
  passkeyRelyingPartyId,
});

const bound = pool(passkeysOf('login.example.com'), customDomain('login.example.com'), spa());

/** Combinations of domain, managed login and passkeys. */
export const COMBINATIONS_OF_DOMAINS: readonly Combination[] = [
  {
    id: 'V8',
    title: 'Managed login on the LITE plan',
    check: v8,
    mutants: {},
    liteMutants: {
      'version 2': plant.prefixDomain({ ManagedLoginVersion: 2 }),
      branding: plant.branding,
    },
    answers: {
      'branding of managed login': {
        bad: pool({ featurePlan: FeaturePlan.LITE, branding }, prefixDomain()),
        good: pool({ featurePlan: FeaturePlan.ESSENTIALS, branding }, prefixDomain(), spa()),
        refused:
          'Stack/Auth: branding is of managed login, and the LITE plan has the classic hosted UI only. Choose another featurePlan, or LoginBranding.classic().',
      },
      'version 2 on the L1': {
        bad: changed<CfnUserPoolDomain>(lite, 'Domain', (domain) => (domain.managedLoginVersion = 2)),
        good: changed<CfnUserPoolDomain>(lite, 'Domain', (domain) => (domain.managedLoginVersion = 1)),
        refused:
          'Stack/Auth: the domain Stack/Auth/Domain has managed login, and the LITE plan has the classic hosted UI only. Choose another featurePlan, or managedLoginVersion 1.',
      },
      'the LITE plan on the L1': {
        bad: changed<CfnUserPool>(pool({}, prefixDomain()), 'UserPool', (resource) => {
          resource.userPoolTier = 'LITE';
          // whose history the plan would lack, too
          resource.policies = undefined;
        }),
        good: changed<CfnUserPool>(
          pool({}, prefixDomain()),
          'UserPool',
          (resource) => (resource.userPoolTier = 'PLUS'),
        ),
        refused:
          'Stack/Auth: the domain Stack/Auth/Domain has managed login, and the LITE plan has the classic hosted UI only. Choose another featurePlan, or managedLoginVersion 1.',
      },
      'a domain and a client': {
        good: pool({ featurePlan: FeaturePlan.LITE }, prefixDomain(), spa()),
        impossible: 'with LITE every domain has the classic hosted UI',
      },
    },
  },
  {
    id: 'V9',
    title: 'Domain prefix with a reserved word',
    check: v9,
    mutants: Object.fromEntries(
      ['aws-notes', 'notes-amazon', 'mycognitologin'].map((Domain) => [Domain, plant.prefixDomain({ Domain })]),
    ),
    answers: {
      'aws on the L1': {
        bad: changed<CfnUserPoolDomain>(pool({}, prefixDomain()), 'Domain', (resource) => (resource.domain = 'my-aws')),
        good: changed<CfnUserPoolDomain>(pool({}, prefixDomain()), 'Domain', (resource) => (resource.domain = 'mine')),
        refused:
          "Stack/Auth/Domain: the domain prefix 'my-aws' contains the reserved word aws. Choose a prefix without aws, amazon and cognito.",
      },
      ...Object.fromEntries(
        ['aws', 'amazon', 'cognito'].map((word) => [
          word,
          {
            bad: pool({}, prefixDomain(`my-${word}-login`)),
            good: pool({}, prefixDomain('my-login')),
            refused: `Stack/Auth/Domain: the domain prefix 'my-${word}-login' contains the reserved word ${word}. Choose a prefix without aws, amazon and cognito.`,
          },
        ]),
      ),
    },
  },
  {
    id: 'V15',
    title: 'Passkeys of a relying party that is neither the custom domain nor one of its parents',
    check: v15,
    mutants: {
      'another domain': plant.pool({ WebAuthnRelyingPartyID: 'login.example.org' }),
      'a sibling': plant.pool({ WebAuthnRelyingPartyID: 'app.example.net' }),
      'a name that ends alike': plant.pool({ WebAuthnRelyingPartyID: 'ogin.example.net' }),
      'a public suffix': plant.pool({ WebAuthnRelyingPartyID: 'net' }),
    },
    answers: {
      'another domain': {
        bad: pool(passkeysOf('example.org'), customDomain('login.example.com'), spa()),
        good: pool(passkeysOf('example.com'), customDomain('login.example.com'), spa()),
        refused:
          "Stack/Auth: passkeyRelyingPartyId is 'example.org', which is neither the custom domain login.example.com nor a parent of it, so that browsers refuse every passkey there. Leave it out on a new pool; where users have passkeys, keep their domain, because a change loses them all.",
      },
      'a public suffix': {
        bad: pool(passkeysOf('co.uk'), customDomain('login.example.co.uk'), spa()),
        good: pool(passkeysOf('example.co.uk'), customDomain('login.example.co.uk'), spa()),
        refused:
          "Stack/Auth: passkeyRelyingPartyId 'co.uk' is a public suffix, below which everybody has names, so that browsers refuse it. Pass a domain of your own.",
      },
      'another domain on the L1': {
        bad: changed<CfnUserPool>(bound, 'UserPool', (resource) => (resource.webAuthnRelyingPartyId = 'example.org')),
        good: changed<CfnUserPool>(bound, 'UserPool', (resource) => (resource.webAuthnRelyingPartyId = 'example.com')),
        refused:
          "Stack/Auth: passkeyRelyingPartyId is 'example.org', which is neither the custom domain login.example.com nor a parent of it, so that browsers refuse every passkey there. Leave it out on a new pool; where users have passkeys, keep their domain, because a change loses them all.",
      },
      'nothing said': {
        good: pool(firstFactors({ passkey: true }), customDomain('login.example.com'), prefixDomain(), spa()),
        impossible: 'the custom domain itself, unless another is named',
      },
    },
  },
];
