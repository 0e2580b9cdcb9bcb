import { Token } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';

/** `example.com` for `login.example.com`. */
export function parentOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

/** Whether a name is that of the zone or below it; what is not known yet is believed. */
export function isBelow(name: string, { zoneName }: route53.IHostedZone): boolean {
  if (Token.isUnresolved(name) || Token.isUnresolved(zoneName)) return true;
  return `.${name}`.endsWith(`.${zoneName.replace(/\.$/, '').toLowerCase()}`);
}

/** With a dot at its end, so that the name of the zone is not appended to one that is known at deployment only. */
export function absolute(name: string): string {
  return `${name}.`;
}
