import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { AuthConfigError } from '../../private/errors';

/** CloudFront, which serves every custom domain, knows the certificates of one Region. */
export const ONLY_REGION = 'us-east-1';

export function requireCertificateRegion(where: string, certificate: acm.ICertificate): void {
  const region = regionOf(certificate);
  if (region === undefined || Token.isUnresolved(region) || region === ONLY_REGION) return;
  throw new AuthConfigError(
    where,
    `the certificate is in ${region}, and CloudFront, which serves the domain, takes one of ${ONLY_REGION} only. Pass a certificate of ${ONLY_REGION}.`,
  );
}

/** By its ARN where that is known; the Region of a certificate's stack says nothing for other classes than the plain one. */
function regionOf(certificate: acm.ICertificate): string | undefined {
  const { certificateArn } = certificate;
  if (!Token.isUnresolved(certificateArn)) return Arn.split(certificateArn, ArnFormat.SLASH_RESOURCE_NAME).region;
  return certificate instanceof acm.Certificate ? Stack.of(certificate).region : undefined;
}
