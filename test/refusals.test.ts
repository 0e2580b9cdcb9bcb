import { CfnParameter, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AppClient, CognitoAuth, IdentityProvider, PreSignUp } from 'cdk-cognito-auth';
import { authIn, CALLBACK, functionIn, google, identityPoolOf, newAuth, spa } from './support/auth';
import { faultsAround, findingsOf, only, propertiesOf, synth } from './support/template';

const spaThatWrites = (writeAttributes: cognito.ClientAttributes) =>
  AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes });

// what CloudFormation or Cognito would refuse minutes later, or accept and misread
describe('refuses', () => {
  test('a second provider of the same name', () => {
    const auth = newAuth();
    auth.addIdentityProvider('Google', google());
    expect(() => auth.addIdentityProvider('GoogleAgain', google())).toThrow(
      "Stack/Auth/GoogleAgain: the user pool has the provider 'Google' already (Stack/Auth/Google). Add each provider once.",
    );
  });

  test('a second group of the same name', () => {
    const auth = newAuth();
    auth.addGroup('Readers');
    expect(() => auth.addGroup('Others', { groupName: 'Readers' })).toThrow(
      "Stack/Auth/Others: the user pool has a group 'Readers' already (Stack/Auth/Readers). Choose another name.",
    );
  });

  test('an identity pool for clients of another user pool', () => {
    const stack = new Stack();
    const [ours, theirs] = [new CognitoAuth(stack, 'Ours'), new CognitoAuth(stack, 'Theirs')];
    const client = theirs.addClient('Spa', spa());
    expect(() => ours.addIdentityPool('Aws', { clients: [client] })).toThrow(
      'Ours/Aws: clients has Default/Theirs/Spa, a client of another user pool. Pass what addClient() of this one returned.',
    );
  });

  test('an identity pool for a machine, which no user signs in by', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      const scope = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
      const server = auth.addResourceServer('Api', { identifier: 'api', scopes: [scope] });
      const scopes = [cognito.OAuthScope.resourceServer(server, scope)];
      const machine = auth.addClient('Job', AppClient.machine({ scopes }));
      auth.addIdentityPool('Aws', { clients: [machine, auth.addClient('Spa', spa())] });
    });
    expect(findings).toEqual([
      'Stack/Auth/Aws: clients has Stack/Auth/Job, by which no user signs in, and a machine gets no AWS credentials here. Leave it out; give the machine a role of its own.',
    ]);
  });

  test('no client that was imported, or made on the L2', () => {
    const auth = newAuth();
    const imported = cognito.UserPoolClient.fromUserPoolClientId(auth, 'Imported', 'abc');
    const own = auth.userPool.addClient('Own');
    expect(() => auth.addIdentityPool('Aws', { clients: [imported, own] })).not.toThrow();
  });

  test('a group with the identity pool of another user pool', () => {
    const stack = new Stack();
    const [ours, theirs] = [new CognitoAuth(stack, 'Ours'), new CognitoAuth(stack, 'Theirs')];
    const identityPool = identityPoolOf(theirs);
    expect(() => ours.addGroup('Editors', { precedence: 1, identityPool })).toThrow(
      /Ours\/Editors: identityPool is .*Theirs\/\w+, which knows the users of another user pool\./,
    );
  });

  test('a snapshot of a user pool', () => {
    expect(() => newAuth({ removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(
      'Stack/Auth: removalPolicy is SNAPSHOT, and a user pool has no snapshots. Choose RETAIN or DESTROY.',
    );
  });

  test('an empty list of writable attributes', () => {
    expect(faultsAround(newAuth().addClient('Spa', spaThatWrites(new cognito.ClientAttributes())))).toEqual([
      'Stack/Auth/Spa: writeAttributes is empty, which Cognito reads as every standard attribute. Name at least one, or leave the option out.',
    ]);
  });

  test('an empty list of readable attributes', () => {
    const client = AppClient.spa({ callbackUrls: [CALLBACK], readAttributes: new cognito.ClientAttributes() });
    expect(faultsAround(newAuth().addClient('Spa', client))).toEqual([
      'Stack/Auth/Spa: readAttributes is empty, which Cognito reads as every attribute. Name at least one, or leave the option out.',
    ]);
  });

  test('an empty list of scopes', () => {
    expect(faultsAround(newAuth().addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], scopes: [] })))).toEqual([
      'Stack/Auth/Spa: scopes is empty, and managed login needs one. Name at least one, or leave the option out.',
    ]);
  });

  test('the secret of a provider as plain text', () => {
    const provider = IdentityProvider.google({
      clientId: 'id',
      clientSecret: SecretValue.unsafePlainText('hunter2'),
    });
    const add = () => newAuth().addIdentityProvider('Google', provider);
    expect(add).toThrow(
      "Stack/Auth/Google: clientSecret is plain text, which would stand in the template. Store it, and pass SecretValue.secretsManager('NAME').",
    );
    expect(add).not.toThrow(/hunter2/);
  });

  test('no secret that is known at deployment', () => {
    const parameter = (stack: Stack) => SecretValue.cfnParameter(new CfnParameter(stack, 'Secret', { noEcho: true }));
    synth((stack) => {
      const provider = IdentityProvider.google({ clientId: 'id', clientSecret: parameter(stack) });
      authIn(stack).addIdentityProvider('Google', provider);
    });
  });

  test('a custom attribute that brings its prefix', () => {
    const customAttributes = { 'custom:tenant': new cognito.StringAttribute() };
    expect(faultsAround(newAuth({ customAttributes }))).toEqual([
      "Stack/Auth: customAttributes has 'custom:tenant'. Leave the prefix custom: out; Cognito adds it.",
    ]);
  });

  test.each([cognito.FeaturePlan.LITE, cognito.FeaturePlan.ESSENTIALS])('threat protection with %s', (featurePlan) => {
    const standardThreatProtectionMode = cognito.StandardThreatProtectionMode.AUDIT_ONLY;
    expect(faultsAround(newAuth({ featurePlan, standardThreatProtectionMode }))).toEqual([
      'Stack/Auth: threat protection needs featurePlan PLUS. Choose it, or leave the mode out.',
    ]);
  });

  test('a client that cannot write what sign-up requires', () => {
    const writeAttributes = new cognito.ClientAttributes().withStandardAttributes({ email: true });
    const auth = newAuth({ standardAttributes: { familyName: { required: true } } });
    expect(faultsAround(auth.addClient('Spa', spaThatWrites(writeAttributes)))).toEqual([
      "Stack/Auth/Spa: writeAttributes lacks 'family_name', which sign-up requires, so that nobody could sign up. Add it.",
    ]);
  });

  test('a required attribute that no client may write', () => {
    const standardAttributes = { familyName: { required: true } };
    expect(() => newAuth({ standardAttributes, authorizationAttributes: ['family_name'] })).toThrow(
      "Stack/Auth: sign-up requires 'family_name', which authorizationAttributes closes to every client, so that nobody could sign up. Leave one of the two out.",
    );
  });

  test('a list of domains that is known at deployment, and no such list of URLs', () => {
    const auth = newAuth({ selfSignUpEnabled: true });
    const list = new CfnParameter(auth, 'List', { type: 'CommaDelimitedList' }).valueAsList;
    expect(() => auth.addTrigger(PreSignUp.allowEmailDomains({ domains: list }))).toThrow(
      'Stack/Auth: the list of PreSignUp.allowEmailDomains is a token, and the handler must know it at synth. Pass plain strings.',
    );
    expect(() => auth.addClient('Spa', AppClient.spa({ callbackUrls: list }))).not.toThrow();
  });

  test.each<[string, (auth: CognitoAuth, own: lambda.Function) => void, string]>([
    [
      'its environment',
      (auth, own) => own.addEnvironment('POOL', auth.userPool.userPoolId),
      'Stack/Auth/PreSignUp/Function -> Stack/Auth/UserPool',
    ],
    [
      "its role's policy",
      (auth, own) => auth.userPool.grant(own, 'cognito-idp:AdminGetUser'),
      'Stack/Auth/PreSignUp/Function -> Stack/Auth/PreSignUp/Role/DefaultPolicy -> Stack/Auth/UserPool',
    ],
  ])('a trigger function that leads back to the pool through %s', (_, lead, path) => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      lead(auth, auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] })));
    });
    expect(findings).toEqual([
      expect.stringContaining(`Stack/Auth: the function of PreSignUp leads back to the user pool (${path}), so that`),
    ]);
  });

  test('no trigger function with a policy beside it, and no invoked one with a permission for the pool', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      auth.grantReadUsers(auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] })));
      const own = functionIn(stack);
      own.addPermission('Pool', {
        principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
        sourceArn: auth.userPool.userPoolArn,
      });
      auth.addTrigger(PreSignUp.invoke(own));
    });
    expect(findings).toEqual([]);
  });

  test('a client that writes what only Cognito writes', () => {
    const attributes = new cognito.ClientAttributes().withStandardAttributes({ emailVerified: true });
    expect(faultsAround(newAuth().addClient('Spa', spaThatWrites(attributes)))).toEqual([
      "Stack/Auth/Spa: writeAttributes opens 'email_verified', which only Cognito writes. Leave it out.",
    ]);
  });
});

describe('the attributes that a client writes by default', () => {
  const writable = (props: ConstructorParameters<typeof CognitoAuth>[2]): string[] => {
    const template = synth((stack) => {
      authIn(stack, props).addClient('Spa', spa());
    });
    return propertiesOf(template, 'AWS::Cognito::UserPoolClient').WriteAttributes;
  };

  test('include what sign-up requires', () => {
    expect(writable({})).not.toContain('phone_number');
    expect(writable({ standardAttributes: { phoneNumber: { required: true } } })).toContain('phone_number');
    expect(writable({ standardAttributes: { phoneNumber: { required: false } } })).not.toContain('phone_number');
  });

  test('leave out what decides what a user may do', () => {
    expect(writable({})).toContain('profile');
    expect(writable({ authorizationAttributes: ['profile'] })).not.toContain('profile');
  });
});

test.each(['AWS::Cognito::IdentityPool', 'AWS::Cognito::UserPoolGroup'])(
  '%s shares the removal policy of the pool: its loss would orphan what users own',
  (type) => {
    const policyOf = (props: ConstructorParameters<typeof CognitoAuth>[2]) => {
      const template = synth((stack) => {
        const auth = authIn(stack, props);
        auth.addGroup('Readers');
        identityPoolOf(auth);
      });
      return only(template, type).DeletionPolicy;
    };
    expect(policyOf({})).toBe('Retain');
    expect(policyOf({ removalPolicy: RemovalPolicy.DESTROY })).toBe('Delete');
  },
);

describe('every sign-in with a provider would fail, and is refused', () => {
  const findingsWith = (props: ConstructorParameters<typeof CognitoAuth>[2]) =>
    findingsOf((stack) => {
      const auth = authIn(stack, props);
      auth.addIdentityProvider('Google', google());
      auth.addClient('Spa', spa());
    });

  test('when it maps an attribute that cannot change', () => {
    expect(findingsWith({ standardAttributes: { email: { required: true, mutable: false } } })).toEqual([
      "Stack/Auth/Google: the provider Google maps 'email', which cannot change once it is set. Make it mutable, or do not map it; every sign-in with it would fail.",
    ]);
  });

  test('when it does not map an attribute that sign-up requires', () => {
    expect(findingsWith({ standardAttributes: { birthdate: { required: true } } })).toEqual([
      "Stack/Auth/Google: the provider Google does not map 'birthdate', which sign-up requires. Map it, or do not require it; every sign-in with it would fail.",
    ]);
  });

  test('and not otherwise', () => {
    const standardAttributes = { email: { required: true, mutable: true }, birthdate: { mutable: false } };
    expect(findingsWith({ standardAttributes })).toEqual([]);
  });
});
