import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';

/**
 * Which versions of TLS a custom domain accepts. TLS 1.0 is not offered: Cognito itself strongly discourages it.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CustomDomainConfigType.html
 */
export enum DomainSecurityPolicy {
  /** TLS 1.3, and TLS 1.2 for older browsers. */
  TLS_V1_2_2021 = 'TLS_V1_2_2021',
  /** TLS 1.3 only. */
  TLS_V1_3_2025 = 'TLS_V1_3_2025',
}

/**
 * Options of `AuthDomain.custom`.
 */
export interface CustomDomainOptions {
  /**
   * Name of the domain, such as `login.example.com`: at most 63 lower-case letters, digits, hyphens and dots, below a domain
   * of yours. Another name is another domain: see `AuthDomain` for the order of such a change.
   */
  readonly domainName: string;

  /**
   * Public hosted zone in which the domain lies. Its records are made there: the alias to Cognito's CloudFront distribution (A
   * and AAAA), and those that prove to ACM whose domain it is.
   *
   * @default - no records; point the domain to the `cloudFrontEndpoint` of what `addDomain()` returns yourself
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
   */
  readonly hostedZone?: route53.IHostedZone;

  /**
   * Certificate for the domain, of the Region us-east-1, because CloudFront serves the domain. From another Region: a stack in
   * us-east-1, with `crossRegionReferences` on both stacks.
   *
   * @default - made and validated in the hosted zone, when the stack is known to be in us-east-1; elsewhere it must be given
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
   */
  readonly certificate?: acm.ICertificate;

  /**
   * Whether to give the parent domain (`example.com` for `login.example.com`) an A record. Cognito makes a custom domain only
   * below a parent that resolves to an address, whichever. The record says 192.0.2.1, which nobody has. Where the parent has
   * an A record already, a second one would be refused; if that one is made in the same app, the domain must wait for it:
   * `domain.node.addDependency(record)`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
   */
  readonly parentRecord?: boolean;

  /**
   * Which versions of TLS browsers may use.
   *
   * @default DomainSecurityPolicy.TLS_V1_2_2021
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CustomDomainConfigType.html
   */
  readonly securityPolicy?: DomainSecurityPolicy;
}
