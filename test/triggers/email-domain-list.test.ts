import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { EmailDomainList, FederatedTrust, IdentityProvider, PreSignUp } from 'cdk-cognito-auth';
import { authIn, bucketIn, google, newAuth } from '../support/auth';
import { findCycle } from '../support/cycles';
import { findingsOf, named } from '../support/template';
import { Build, codeOf, stepsOf, withTriggers } from '../support/triggers';

const SOURCES = ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'];
const parameterIn = (stack: Stack, id = 'Domains') =>
  new ssm.StringParameter(stack, id, { stringValue: 'example.com' });
const inParameter = (stack: Stack) => EmailDomainList.parameter(parameterIn(stack));
const allowing =
  (list: (stack: Stack) => EmailDomainList, options = {}): Build =>
  (auth, stack) =>
    auth.addTrigger(PreSignUp.allowEmailDomainsIn(list(stack), options));

/** The step, and what the function's role may do beside writing its log. */
function guardOf(build: Build) {
  const template = withTriggers(build);
  expect(findCycle(template)).toBeUndefined();
  const { Statement } = named(template, 'AuthPreSignUpRoleDefaultPolicy').Properties.PolicyDocument;
  const permissions = Statement.filter(({ Action }: any) => ![Action].flat().join().startsWith('logs:'));
  return { step: stepsOf(template, 'PreSignUp')[0], permissions };
}

describe('a list in a parameter', () => {
  test('guards sign-up and federated sign-up, as the plain list does', () => {
    const { step, permissions } = guardOf(allowing(inParameter));
    expect(step).toEqual({
      step: 'emailDomainsIn',
      key: 'allow',
      sources: SOURCES,
      config: {
        rule: 'allow',
        list: { parameter: '<token>' },
        cacheSeconds: 300,
        includeSubdomains: false,
        allowPlusAddressing: false,
        trust: [],
      },
    });
    expect(permissions).toEqual([{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: expect.anything() }]);
    expect(JSON.stringify(permissions[0].Resource)).toMatch(/:parameter\/.*"Ref":"Domains/);
  });

  test('has the client of Systems Manager beside the code, and no other', () => {
    const code = codeOf('PreSignUp', allowing(inParameter));
    expect(Object.keys(code).sort()).toEqual(['emailDomainsIn.js', 'index.js', 'ssm.js']);
  });

  test('may be a list of strings', () => {
    const list = (stack: Stack) =>
      EmailDomainList.parameter(new ssm.StringListParameter(stack, 'Domains', { stringListValue: ['example.com'] }));
    expect(guardOf(allowing(list)).step.config.list).toEqual({ parameter: '<token>' });
  });

  test('is refused as a secret', () => {
    const stack = new Stack(new App(), 'Stack');
    const secret = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Domains', { parameterName: '/d' });
    expect(() => authIn(stack).addTrigger(PreSignUp.allowEmailDomainsIn(EmailDomainList.parameter(secret)))).toThrow(
      'Stack/Auth: the list of PreSignUp.allowEmailDomainsIn is a SecureString, which is read without its key as gibberish. Use a String.',
    );
  });
});

describe('a list in an object', () => {
  const OBJECT = {
    'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Files/), 'Arn'] }, '/lists/domains.txt']],
  };

  test('is read from its bucket, and nothing else there', () => {
    const { step, permissions } = guardOf(
      allowing((stack) => EmailDomainList.s3Object(bucketIn(stack), 'lists/domains.txt')),
    );
    expect(step.config.list).toEqual({ bucket: '<token>', key: 'lists/domains.txt' });
    expect(permissions).toEqual([{ Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECT }]);
  });

  test('may be one version of it', () => {
    const { step, permissions } = guardOf(
      allowing((stack) => EmailDomainList.s3Object(bucketIn(stack), 'lists/domains.txt', 'v1')),
    );
    expect(step.config.list).toEqual({ bucket: '<token>', key: 'lists/domains.txt', version: 'v1' });
    expect(permissions).toEqual([{ Effect: 'Allow', Action: 's3:GetObjectVersion', Resource: OBJECT }]);
  });

  test('may be encrypted with a key, which the function may use to read', () => {
    const { permissions } = guardOf(
      allowing((stack) => {
        const bucket = new s3.Bucket(stack, 'Files', { encryptionKey: new kms.Key(stack, 'Key') });
        return EmailDomainList.s3Object(bucket, 'lists/domains.txt');
      }),
    );
    expect(permissions.map(({ Action }: any) => Action)).toEqual(['s3:GetObject', 'kms:Decrypt']);
  });

  test.each(['lists/*', 'lists/domain?.txt', 'lists/${aws:username}'])('refuses the key %s', (key) => {
    const stack = new Stack(new App(), 'Stack');
    const list = EmailDomainList.s3Object(bucketIn(stack), key);
    expect(() => authIn(stack).addTrigger(PreSignUp.denyEmailDomainsIn(list))).toThrow(
      `Stack/Auth: the list of PreSignUp.denyEmailDomainsIn has the key '${key}', which would let the function read other objects too. Use a key without *, ? and $.`,
    );
  });

  test('has the client of S3 beside the code, and no other', () => {
    const code = codeOf(
      'PreSignUp',
      allowing((stack) => EmailDomainList.s3Object(bucketIn(stack), 'domains.txt')),
    );
    expect(Object.keys(code).sort()).toEqual(['emailDomainsIn.js', 'index.js', 's3.js']);
  });
});

describe('allowEmailDomainsIn', () => {
  test('the options travel', () => {
    const { step } = guardOf((auth, stack) => {
      const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.acme.example/metadata');
      const acme = auth.addIdentityProvider('Acme', IdentityProvider.saml({ metadata }));
      const options = {
        includeSubdomains: true,
        allowPlusAddressing: true,
        trust: [FederatedTrust.domains(acme, ['acme.example'])],
        includeAdminCreatedUsers: true,
        cacheDuration: Duration.seconds(30),
      };
      allowing(inParameter, options)(auth, stack);
    });
    expect(step.sources).toEqual([...SOURCES, 'PreSignUp_AdminCreateUser']);
    const trust = [{ provider: 'Acme', domains: ['acme.example'] }];
    expect(step.config).toMatchObject({ includeSubdomains: true, allowPlusAddressing: true, cacheSeconds: 30, trust });
  });

  test('closes the open doors, and warns of a provider of which nobody is believed', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, { selfSignUpEnabled: true });
    auth.addIdentityProvider('Google', google());
    const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.acme.example/metadata');
    auth.addIdentityProvider('Acme', IdentityProvider.saml({ metadata }));
    allowing(inParameter)(auth, stack);
    const annotations = Annotations.fromStack(stack);
    annotations.hasNoWarning('/Stack/Auth', Match.stringLikeRegexp('openSignUp|openFederatedSignUp'));
    annotations.hasWarning('/Stack/Auth/Acme', Match.stringLikeRegexp('cdk-cognito-auth:refusedProvider'));
    annotations.hasNoWarning('/Stack/Auth/Google', Match.stringLikeRegexp('cdk-cognito-auth:refusedProvider'));
  });

  test('is refused beside the plain list, and a second time', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      allowing(inParameter)(auth, stack);
      auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
    });
    expect(findings).toEqual([
      'Stack/Auth: PreSignUp.allowEmailDomains and PreSignUp.allowEmailDomainsIn let in only who is at a domain of both lists. Keep all domains in one of the two.',
    ]);
    expect(() =>
      withTriggers((auth, stack) => {
        allowing(inParameter)(auth, stack);
        allowing((one) => EmailDomainList.parameter(parameterIn(one, 'Others')))(auth, stack);
      }),
    ).toThrow("Stack/Auth: PreSignUp.allowEmailDomainsIn 'allow' was added before.");
  });

  test('refuses what is no list', () => {
    expect(() => newAuth().addTrigger(PreSignUp.allowEmailDomainsIn(['example.com'] as never))).toThrow(
      'Pass EmailDomainList.parameter(parameter) or EmailDomainList.s3Object(bucket, key).',
    );
  });
});

describe('denyEmailDomainsIn', () => {
  const denying: Build = (auth, stack) => auth.addTrigger(PreSignUp.denyEmailDomainsIn(inParameter(stack)));

  test('guards as the plain list does, sub-domains included', () => {
    expect(guardOf(denying).step).toEqual({
      step: 'emailDomainsIn',
      key: 'deny Stack/Domains',
      sources: SOURCES,
      config: {
        rule: 'deny',
        list: { parameter: '<token>' },
        cacheSeconds: 300,
        includeSubdomains: true,
        requiresAddress: true,
      },
    });
  });

  test('stands beside other lists of what is refused, and of what is allowed', () => {
    const template = withTriggers((auth, stack) => {
      denying(auth, stack);
      const list = EmailDomainList.parameter(parameterIn(stack, 'Disposable'));
      const options = { includeSubdomains: false, includeAdminCreatedUsers: true, cacheDuration: Duration.hours(1) };
      auth.addTrigger(PreSignUp.denyEmailDomainsIn(list, options));
      auth.addTrigger(PreSignUp.denyEmailDomains({ domains: ['evil.test'] }));
      allowing((one) => EmailDomainList.parameter(parameterIn(one, 'Allowed')))(auth, stack);
    });
    const steps = stepsOf(template, 'PreSignUp');
    expect(steps.map(({ step, key }) => `${step} ${key}`)).toEqual([
      'denyEmailDomains domains',
      'emailDomainsIn allow',
      'emailDomainsIn deny Stack/Disposable',
      'emailDomainsIn deny Stack/Domains',
    ]);
    expect(steps[2].config).toMatchObject({ includeSubdomains: false, cacheSeconds: 3_600 });
    expect(steps[2].sources).toContain('PreSignUp_AdminCreateUser');
  });

  test('refuses the same list twice', () => {
    const stack = new Stack(new App(), 'Stack');
    const [auth, list] = [authIn(stack), inParameter(stack)];
    auth.addTrigger(PreSignUp.denyEmailDomainsIn(list));
    expect(() => auth.addTrigger(PreSignUp.denyEmailDomainsIn(list))).toThrow("'deny Stack/Domains' was added before");
  });
});

test('a list that leads back to the pool is refused', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, { selfSignUpEnabled: true });
    const parameter = new ssm.StringParameter(stack, 'Domains', { stringValue: auth.userPool.userPoolId });
    auth.addTrigger(PreSignUp.denyEmailDomainsIn(EmailDomainList.parameter(parameter)));
  });
  expect(findings).toEqual([expect.stringContaining('leads back to the user pool')]);
});
