import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { absolute } from './domain-names';
import type { CustomDomainPlan, DomainPlan } from './domain-plan';
import { createParentRecord, judgeParent } from './parent-record';
import { prefixFindings, twinFindings } from './prefix-domain';

/** The zone id under which every CloudFront distribution is an alias. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

type Common = Pick<cognito.UserPoolDomainProps, 'userPool' | 'managedLoginVersion'>;

export function createDomain(scope: Construct, id: string, plan: DomainPlan, common: Common): cognito.UserPoolDomain {
  if (plan.kind === 'custom') return createCustomDomain(scope, id, plan, common);
  return createPrefixDomain(scope, id, plan.prefix, common);
}

function createPrefixDomain(scope: Construct, id: string, domainPrefix: string, common: Common) {
  const domain = new cognito.UserPoolDomain(scope, id, { ...common, cognitoDomain: { domainPrefix } });
  const resource = domain.node.defaultChild as cognito.CfnUserPoolDomain;
  domain.node.addValidation({ validate: () => [...prefixFindings(resource), ...twinFindings(resource)] });
  return domain;
}

/** The parent's address first, then the domain, then what points to it; deletion runs backwards. */
function createCustomDomain(scope: Construct, id: string, plan: CustomDomainPlan, common: Common) {
  const { domainName } = plan;
  const certificate = certificateOf(scope, id, plan);
  const domain = new cognito.UserPoolDomain(scope, id, { ...common, customDomain: { domainName, certificate } });
  const resource = domain.node.defaultChild as cognito.CfnUserPoolDomain;
  // the L1 of older versions of the CDK does not know it
  resource.addPropertyOverride('CustomDomainConfig.SecurityPolicy', plan.securityPolicy);
  if (plan.parentRecord) domain.node.addDependency(createParentRecord(scope, id, plan.parentRecord));
  if (plan.hostedZone) createAliases(domain, domainName, plan.hostedZone);
  domain.node.addValidation({ validate: () => judgeParent(domain, plan) });
  return domain;
}

function certificateOf(scope: Construct, id: string, { domainName, certificate }: CustomDomainPlan): acm.ICertificate {
  if ('given' in certificate) return certificate.given;
  const validation = acm.CertificateValidation.fromDns(certificate.validatedIn);
  return new acm.Certificate(scope, `${id}Certificate`, { domainName, validation });
}

/** Not the target of aws-route53-targets, which takes a custom resource unless a feature flag is set (law 12). */
function createAliases(domain: cognito.UserPoolDomain, domainName: string, zone: route53.IHostedZone): void {
  const alias = { bind: () => ({ dnsName: domain.cloudFrontEndpoint, hostedZoneId: CLOUDFRONT_ZONE }) };
  const props = { zone, recordName: absolute(domainName), target: route53.RecordTarget.fromAlias(alias) };
  new route53.ARecord(domain, 'Alias', props);
  new route53.AaaaRecord(domain, 'AliasIpv6', props);
}
