import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AuthDomain, CognitoAuth, CustomDomainOptions, DomainSecurityPolicy } from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { appWithFlags } from '../support/flags';
import { allOf, findingsOf, propertiesOf, Resource, TemplateJson, templateOf } from '../support/template';

const DOMAIN_NAME = 'login.notes.example.com';
const [ACCOUNT, CERTIFICATE] = ['111122223333', 'certificate/12345678-1234-1234-1234-123456789012'];

const zoneIn = (stack: Stack, zoneName = 'notes.example.com') =>
  route53.PublicHostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName });
const certificateIn = (stack: Stack, region = 'us-east-1') =>
  acm.Certificate.fromCertificateArn(stack, 'Certificate', `arn:aws:acm:${region}:${ACCOUNT}:${CERTIFICATE}`);

interface Case extends Partial<CustomDomainOptions> {
  readonly region?: string;
}

function build(options: (stack: Stack) => Case, app = new App()): { auth: CognitoAuth; template: () => TemplateJson } {
  const outside = new Stack(app, 'Outside');
  const { region, ...given } = options(outside);
  const stack = new Stack(app, 'Stack', { env: region === undefined ? undefined : { account: ACCOUNT, region } });
  const auth = new CognitoAuth(stack, 'Auth');
  auth.addDomain('Domain', AuthDomain.custom({ domainName: DOMAIN_NAME, ...given }));
  return { auth, template: () => templateOf(stack) };
}

const templateWith = (options: (stack: Stack) => Case, app?: App) => build(options, app).template();
const whole = (stack: Stack): Case => ({ hostedZone: zoneIn(stack), parentRecord: true, region: 'us-east-1' });

const records = (template: TemplateJson): [string, Resource][] => allOf(template, 'AWS::Route53::RecordSet');
const shown = ({ Properties: { Name, Type, HostedZoneId } }: Resource) => [Name, Type, HostedZoneId];

describe('with a hosted zone in us-east-1, one call', () => {
  const template = templateWith(whole);

  test('makes the domain, with managed login and TLS 1.2 or better', () => {
    expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain')).toMatchObject({
      Domain: DOMAIN_NAME,
      ManagedLoginVersion: 2,
      CustomDomainConfig: { SecurityPolicy: 'TLS_V1_2_2021' },
    });
  });

  test('makes a certificate that is validated in the zone', () => {
    const [[id, { Properties }]] = allOf(template, 'AWS::CertificateManager::Certificate');
    expect(Properties).toMatchObject({ DomainName: DOMAIN_NAME, ValidationMethod: 'DNS' });
    expect(Properties.DomainValidationOptions).toEqual([{ DomainName: DOMAIN_NAME, HostedZoneId: 'Z1' }]);
    expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain').CustomDomainConfig.CertificateArn).toEqual({
      Ref: id,
    });
  });

  test('points the name to the distribution of the domain, for both kinds of addresses', () => {
    const [[domain]] = allOf(template, 'AWS::Cognito::UserPoolDomain');
    const aliases = records(template).filter(([, { Properties }]) => Properties.AliasTarget);
    expect(aliases.map(([, record]) => shown(record)).sort()).toEqual([
      [`${DOMAIN_NAME}.`, 'A', 'Z1'],
      [`${DOMAIN_NAME}.`, 'AAAA', 'Z1'],
    ]);
    aliases.forEach(([, { Properties }]) =>
      expect(Properties.AliasTarget).toEqual({
        DNSName: { 'Fn::GetAtt': [domain, 'CloudFrontDistribution'] },
        HostedZoneId: 'Z2FDTNDATAQYW2',
      }),
    );
  });

  test('lets the parent resolve before the domain is made', () => {
    const [id, parent] = records(template).find(([, { Properties }]) => !Properties.AliasTarget)!;
    expect(shown(parent)).toEqual(['notes.example.com.', 'A', 'Z1']);
    expect(parent.Properties.ResourceRecords).toEqual(['192.0.2.1']);
    const [[, domain]] = allOf(template, 'AWS::Cognito::UserPoolDomain');
    expect(domain.DependsOn).toEqual([id]);
  });

  test('keeps nothing of it when the stack goes', () => {
    const kinds = ['Cognito::UserPoolDomain', 'CertificateManager::Certificate', 'Route53::RecordSet'];
    const policies = kinds.flatMap((kind) => allOf(template, `AWS::${kind}`)).map(([, each]) => each.DeletionPolicy);
    expect(new Set(policies)).toEqual(new Set([undefined]));
  });

  test('makes the same resources with all recommended feature flags, and no function', () => {
    const flagged = templateWith(whole, appWithFlags());
    expect(Object.keys(flagged.Resources).sort()).toEqual(Object.keys(template.Resources).sort());
    expect(allOf(template, 'AWS::Lambda::Function')).toEqual([]);
  });
});

test('leaves the record of the parent alone by default, because a second one would be refused', () => {
  const template = templateWith((stack) => ({ hostedZone: zoneIn(stack), region: 'us-east-1' }));
  expect(records(template).map(([, record]) => shown(record)[0])).toEqual([`${DOMAIN_NAME}.`, `${DOMAIN_NAME}.`]);
});

test('takes a certificate of us-east-1 from a stack of any Region, known or not', () => {
  for (const region of ['eu-west-1', undefined]) {
    const template = templateWith((stack) => ({
      hostedZone: zoneIn(stack),
      certificate: certificateIn(stack),
      region,
    }));
    expect(allOf(template, 'AWS::CertificateManager::Certificate')).toEqual([]);
    expect(records(template)).toHaveLength(2);
  }
});

test('takes a certificate that a stack in us-east-1 makes', () => {
  const app = new App();
  const near = (id: string, region: string) =>
    new Stack(app, id, { env: { account: ACCOUNT, region }, crossRegionReferences: true });
  const certificate = new acm.Certificate(near('Certificates', 'us-east-1'), 'Certificate', {
    domainName: DOMAIN_NAME,
  });
  const stack = near('Stack', 'eu-west-1');
  new CognitoAuth(stack, 'Auth').addDomain('Domain', AuthDomain.custom({ domainName: DOMAIN_NAME, certificate }));
  app.synth();
  expect(JSON.stringify(propertiesOf(templateOf(stack), 'AWS::Cognito::UserPoolDomain'))).toContain('CertificateArn');
});

test('makes no records without a hosted zone', () => {
  const template = templateWith((stack) => ({ certificate: certificateIn(stack) }));
  expect(records(template)).toEqual([]);
});

test('can demand TLS 1.3', () => {
  const template = templateWith((stack) => ({
    certificate: certificateIn(stack),
    securityPolicy: DomainSecurityPolicy.TLS_V1_3_2025,
  }));
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolDomain').CustomDomainConfig.SecurityPolicy).toBe(
    'TLS_V1_3_2025',
  );
});

test('accepts a name, a zone and a certificate that are known at deployment', () => {
  const parameter = (stack: Stack, id: string) => new CfnParameter(stack, id).valueAsString;
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const domainName = parameter(stack, 'Name');
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: parameter(stack, 'ZoneId'),
    zoneName: parameter(stack, 'ZoneName'),
  });
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', parameter(stack, 'Arn'));
  const domain = AuthDomain.custom({ domainName, hostedZone, certificate });
  new CognitoAuth(stack, 'Auth').addDomain('Domain', domain);
  const names = records(templateOf(stack)).map(([, { Properties }]) => Properties.Name);
  expect(names).toEqual(Array(2).fill({ 'Fn::Join': ['', [{ Ref: 'Name' }, '.']] }));
});

describe('the address of the parent', () => {
  const judged = (
    options: Partial<CustomDomainOptions>,
    inApp: (stack: Stack, zone: route53.IHostedZone) => void,
    zoneName = 'example.com',
  ) => {
    let [domain, stack]: [Construct | undefined, Stack | undefined] = [undefined, undefined];
    const findings = findingsOf((scope) => {
      stack = new Stack(scope.node.root, 'Own', { env: { account: ACCOUNT, region: 'us-east-1' } });
      const hostedZone = new route53.PublicHostedZone(stack, 'Zone', { zoneName });
      inApp(stack, hostedZone);
      const own = AuthDomain.custom({ domainName: 'login.example.com', hostedZone, ...options });
      domain = new CognitoAuth(stack, 'Auth').addDomain('Domain', own);
    });
    if (findings.length > 0) return findings;
    const warnings = Annotations.fromStack(stack!).findWarning(`/${domain!.node.path}`, Match.anyValue());
    return warnings.map(({ entry }) => entry.data);
  };
  const site = (recordName: string | undefined) => (stack: Stack, zone: route53.IHostedZone) =>
    void new route53.ARecord(stack, 'Site', {
      zone,
      recordName,
      target: route53.RecordTarget.fromIpAddresses('198.51.100.7'),
    });
  const MISSING =
    'Cognito makes the domain only if example.com resolves to an address, and the new hosted zone has no A record for it. Set parentRecord, or acknowledge the warning if somebody else makes the record. [ack: cdk-cognito-auth:parentWithoutAddress]';

  test.each<[string, Partial<CustomDomainOptions>, (stack: Stack, zone: route53.IHostedZone) => void, string[]]>([
    ['is missed in a new zone', {}, () => {}, [MISSING]],
    ['is missed where only another name has one', {}, site('www'), [MISSING]],
    [
      'is that of one step up',
      { domainName: 'id.login.example.com' },
      () => {},
      [MISSING.replace('example.com', 'login.example.com')],
    ],
    ['may be made with the domain', { parentRecord: true }, () => {}, []],
    ['may be that of a site in the app', {}, site(undefined), []],
  ])('%s', (_, options, inApp, expected) => {
    expect(judged(options, inApp)).toEqual(expected);
  });

  test('is no matter of a zone that begins with the domain', () => {
    expect(judged({}, () => {}, 'login.example.com')).toEqual([]);
  });

  test('is not made twice', () => {
    expect(judged({ parentRecord: true }, site(undefined))).toEqual([
      'Own/Auth/Domain: parentRecord is true, and Own/Site is an A record of example.com already. Leave parentRecord out, and call node.addDependency() of the domain with that record.',
    ]);
  });
});

describe('refuses', () => {
  const refusal = (options: (stack: Stack) => Case) => {
    try {
      build(options);
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  test.each<[string, (stack: Stack) => Case, string]>([
    [
      'neither certificate nor zone',
      () => ({ region: 'us-east-1' }),
      'the domain has no certificate, and without hostedZone none can be made. Pass certificate (of us-east-1), or hostedZone.',
    ],
    [
      'a zone without a certificate in another Region',
      (stack) => ({ hostedZone: zoneIn(stack), region: 'eu-west-1' }),
      'the certificate must be in us-east-1, and the stack is in eu-west-1. Make an acm.Certificate in a stack in us-east-1, set crossRegionReferences on both stacks, and pass it as certificate.',
    ],
    [
      'a zone without a certificate in a Region that is not known',
      (stack) => ({ hostedZone: zoneIn(stack) }),
      'the certificate must be in us-east-1, and the Region of the stack is not known. Give the stack env.region, or pass certificate.',
    ],
    [
      'an imported certificate of another Region',
      (stack) => ({ certificate: certificateIn(stack, 'eu-west-1') }),
      'the certificate is in eu-west-1, and CloudFront, which serves the domain, takes one of us-east-1 only. Pass a certificate of us-east-1.',
    ],
    [
      'a certificate made in another Region',
      (stack) => {
        const west = new Stack(stack.node.scope, 'West', { env: { account: ACCOUNT, region: 'eu-west-1' } });
        return { certificate: new acm.Certificate(west, 'Certificate', { domainName: DOMAIN_NAME }) };
      },
      'the certificate is in eu-west-1, and CloudFront, which serves the domain, takes one of us-east-1 only. Pass a certificate of us-east-1.',
    ],
    [
      'a zone in which the name does not lie',
      (stack) => ({ hostedZone: zoneIn(stack, 'otes.example.com'), region: 'us-east-1' }),
      'login.notes.example.com is not in the hosted zone otes.example.com. Pass the zone in which it lies, or leave hostedZone out.',
    ],
    [
      'a private zone',
      (stack) => {
        const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 1 });
        return { hostedZone: new route53.PrivateHostedZone(stack, 'Zone', { vpc, zoneName: 'notes.example.com' }) };
      },
      'hostedZone Outside/Zone is private, so that neither browsers nor ACM would find the domain. Pass a public one.',
    ],
    [
      'a record of the parent without a zone',
      (stack) => ({ certificate: certificateIn(stack), parentRecord: true }),
      'parentRecord needs the hosted zone in which to make the record. Pass hostedZone.',
    ],
    [
      'a record of a parent that lies outside the zone',
      (stack) => ({ hostedZone: zoneIn(stack, DOMAIN_NAME), parentRecord: true, region: 'us-east-1' }),
      'the parent notes.example.com is not in the hosted zone login.notes.example.com. Make its A record where it lies, and leave parentRecord out.',
    ],
    [
      'a record of the parent of a name that is not known',
      (stack) => ({
        domainName: new CfnParameter(stack, 'Name').valueAsString,
        hostedZone: zoneIn(stack),
        parentRecord: true,
        region: 'us-east-1',
      }),
      'domainName is a token, so that the name of its parent is not known. Pass a plain string, or leave parentRecord out.',
    ],
    [
      'a name below a top-level domain',
      () => ({ domainName: 'example.com' }),
      "the domain name 'example.com' stands directly below a top-level domain, which Cognito does not allow. Put a name before it, such as login.",
    ],
    [
      'a long name',
      () => ({ domainName: `${'n'.repeat(52)}.example.com` }),
      `the domain name '${'n'.repeat(52)}.example.com' has 64 characters. Cognito allows 63: shorten it.`,
    ],
  ])('%s', (_, options, sentence) => {
    expect(refusal(options)).toBe(`Stack/Auth/Domain: ${sentence}`);
  });

  test.each([
    'https://login.example.com',
    'login.example.com/',
    'Login.example.com',
    'login.example.com.',
    'login..example.com',
    '-login.example.com',
    'lo gin.example.com',
    'login.example.com\n',
    '*.example.com',
  ])('the name %j', (domainName) => {
    expect(refusal(() => ({ domainName }))).toBe(
      `Stack/Auth/Domain: the domain name '${domainName}' is not one: use lower-case letters, digits, inner hyphens and dots, without https:// and without a path.`,
    );
  });

  test('nothing in a zone whose name ends with a dot', () => {
    expect(
      refusal((stack) => ({ hostedZone: zoneIn(stack, 'notes.example.com.'), region: 'us-east-1' })),
    ).toBeUndefined();
  });
});
