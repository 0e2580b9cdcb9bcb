import { Token } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct, IConstruct } from 'constructs';
import { absolute, isBelow, parentOf } from './domain-names';
import type { CustomDomainPlan, RecordPlan } from './domain-plan';
import * as defaults from '../../defaults';
import { readablePath } from '../../private/references';
import { warnOfRelaxations } from '../../private/relaxations';

/** An address for the parent, without which Cognito refuses the domain. */
export function createParentRecord(scope: Construct, id: string, { name, hostedZone }: RecordPlan): route53.ARecord {
  return new route53.ARecord(scope, `${id}ParentRecord`, {
    zone: hostedZone,
    recordName: absolute(name),
    target: route53.RecordTarget.fromIpAddresses(defaults.PARENT_RECORD_ADDRESS),
    comment: 'Cognito makes a custom domain only below a name that resolves; nobody has this address (RFC 5737)',
  });
}

/** A second record of the parent is refused; that there is none is certain only in a zone of this app, and so a warning. */
export function judgeParent(domain: Construct, { domainName, hostedZone, parentRecord }: CustomDomainPlan): string[] {
  if (!hostedZone || Token.isUnresolved(domainName)) return [];
  const parent = parentOf(domainName);
  const [other] = addressesOf(parent, domain.node.root).filter(({ node }) => !node.path.startsWith(ownPath(domain)));
  if (parentRecord) return other ? [secondRecord(parent, other)] : [];
  warnOfRelaxations(domain, [
    {
      isMade: !other && hostedZone instanceof route53.HostedZone && isBelow(parent, hostedZone),
      id: 'parentWithoutAddress',
      sentence: `Cognito makes the domain only if ${parent} resolves to an address, and the new hosted zone has no A record for it. Set parentRecord, or acknowledge the warning if somebody else makes the record.`,
    },
  ]);
  return [];
}

function secondRecord(parent: string, other: Construct): string {
  return `parentRecord is true, and ${readablePath(other)} is an A record of ${parent} already. Leave parentRecord out, and call node.addDependency() of the domain with that record.`;
}

function ownPath(domain: Construct): string {
  return `${domain.node.path}ParentRecord/`;
}

function addressesOf(name: string, root: IConstruct): route53.CfnRecordSet[] {
  const isRecord = (each: IConstruct): each is route53.CfnRecordSet => each instanceof route53.CfnRecordSet;
  const records = root.node.findAll().filter(isRecord);
  return records.filter((record) => record.type === 'A' && [name, absolute(name)].includes(record.name));
}
