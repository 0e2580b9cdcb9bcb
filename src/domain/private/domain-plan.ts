import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';

/** A pool may have one domain of each kind. */
export type DomainPlan = PrefixDomainPlan | CustomDomainPlan;

export interface PrefixDomainPlan {
  readonly kind: 'prefix';
  readonly prefix: string;
}

export interface CustomDomainPlan {
  readonly kind: 'custom';
  readonly domainName: string;
  readonly securityPolicy: string;
  readonly certificate: CertificatePlan;
  /** Where the domain gets its alias records. */
  readonly hostedZone?: route53.IHostedZone;
  readonly parentRecord?: RecordPlan;
}

/** One that exists, or the zone in which a new one is validated. */
export type CertificatePlan = { readonly given: acm.ICertificate } | { readonly validatedIn: route53.IHostedZone };

export interface RecordPlan {
  readonly name: string;
  readonly hostedZone: route53.IHostedZone;
}

/** What a kind of domain may know of the place where it will stand. */
export interface DomainScope {
  /** Its path, for errors. */
  readonly where: string;
  /** Region of the stack, possibly a token. */
  readonly region: string;
}
