import { Token } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { requireCertificateRegion, ONLY_REGION } from './certificate-region';
import { isBelow, parentOf } from './domain-names';
import type { CertificatePlan, CustomDomainPlan, DomainScope, RecordPlan } from './domain-plan';
import * as defaults from '../../defaults';
import { AuthConfigError } from '../../private/errors';
import type { CustomDomainOptions } from '../custom-domain-options';

const LONGEST_NAME = 63;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** A domain of the user's own, checked for what Cognito, ACM or Route 53 would refuse minutes later. */
export function customDomain(scope: DomainScope, options: CustomDomainOptions): CustomDomainPlan {
  const { domainName, hostedZone } = options;
  requireDomainName(scope.where, domainName);
  if (hostedZone) requireZone(scope.where, domainName, hostedZone);
  return {
    kind: 'custom',
    domainName,
    hostedZone,
    securityPolicy: options.securityPolicy ?? defaults.DOMAIN_SECURITY_POLICY,
    certificate: certificate(scope, options),
    parentRecord: options.parentRecord ? parentRecord(scope.where, domainName, hostedZone) : undefined,
  };
}

function requireDomainName(where: string, name: string): void {
  if (Token.isUnresolved(name)) return;
  const labels = name.split('.');
  const fault =
    (name.length > LONGEST_NAME && `has ${name.length} characters. Cognito allows ${LONGEST_NAME}: shorten it`) ||
    (!labels.every((label) => LABEL.test(label)) &&
      'is not one: use lower-case letters, digits, inner hyphens and dots, without https:// and without a path') ||
    (labels.length < 3 &&
      'stands directly below a top-level domain, which Cognito does not allow. Put a name before it, such as login');
  if (fault) throw new AuthConfigError(where, `the domain name '${name}' ${fault}.`);
}

function requireZone(where: string, domainName: string, zone: route53.IHostedZone): void {
  if (zone instanceof route53.PrivateHostedZone) {
    throw new AuthConfigError(
      where,
      `hostedZone ${zone.node.path} is private, so that neither browsers nor ACM would find the domain. Pass a public one.`,
    );
  }
  if (isBelow(domainName, zone)) return;
  throw new AuthConfigError(
    where,
    `${domainName} is not in the hosted zone ${zone.zoneName}. Pass the zone in which it lies, or leave hostedZone out.`,
  );
}

function certificate({ where, region }: DomainScope, options: CustomDomainOptions): CertificatePlan {
  if (options.certificate) {
    requireCertificateRegion(where, options.certificate);
    return { given: options.certificate };
  }
  if (!options.hostedZone) {
    throw new AuthConfigError(
      where,
      `the domain has no certificate, and without hostedZone none can be made. Pass certificate (of ${ONLY_REGION}), or hostedZone.`,
    );
  }
  if (Token.isUnresolved(region)) {
    throw new AuthConfigError(
      where,
      `the certificate must be in ${ONLY_REGION}, and the Region of the stack is not known. Give the stack env.region, or pass certificate.`,
    );
  }
  if (region !== ONLY_REGION) {
    throw new AuthConfigError(
      where,
      `the certificate must be in ${ONLY_REGION}, and the stack is in ${region}. Make an acm.Certificate in a stack in ${ONLY_REGION}, set crossRegionReferences on both stacks, and pass it as certificate.`,
    );
  }
  return { validatedIn: options.hostedZone };
}

function parentRecord(where: string, domainName: string, zone?: route53.IHostedZone): RecordPlan {
  if (!zone) {
    throw new AuthConfigError(
      where,
      'parentRecord needs the hosted zone in which to make the record. Pass hostedZone.',
    );
  }
  if (Token.isUnresolved(domainName)) {
    throw new AuthConfigError(
      where,
      'domainName is a token, so that the name of its parent is not known. Pass a plain string, or leave parentRecord out.',
    );
  }
  const name = parentOf(domainName);
  if (isBelow(name, zone)) return { name, hostedZone: zone };
  throw new AuthConfigError(
    where,
    `the parent ${name} is not in the hosted zone ${zone.zoneName}. Make its A record where it lies, and leave parentRecord out.`,
  );
}
