const PINPOINT = 'Amazon Pinpoint, to which it sends metrics, has reached its end of support';

/**
 * Properties that no option of the library sets, each with the reason. A property that has others inside it stands for all
 * of them. Whoever needs one sets it on `auth.userPool`, or on the construct that an `add*` method returns.
 */
export const NOT_OFFERED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  UserPool: {
    'AdminCreateUserConfig.UnusedAccountValidityDays':
      'no longer used by Cognito; `passwordPolicy.tempPasswordValidity` says how long an invitation is valid',
    IssuerConfiguration: 'planned: the type of the issuer',
    KeyConfiguration: 'planned: encryption at rest with a key of your own',
    'LambdaConfig.PreTokenGeneration':
      'the legacy way to set the trigger; `PreTokenGenerationConfig` sets it with the version of its event',
    'Schema.DeveloperOnlyAttribute':
      'superseded by the write attributes of clients, which leave custom attributes to administrators by default',
  },
  UserPoolClient: {
    AnalyticsConfiguration: PINPOINT,
    DefaultRedirectURI: 'an app says where it wants to return to; a default hides that a request does not',
  },
  UserPoolDomain: { Routing: 'planned, with the second Region' },
  UserPoolIdentityProvider: {},
  UserPoolResourceServer: {},
  ManagedLoginBranding: {
    ReturnMergedResources: 'changes what reading the style returns, not the pages',
  },
  Terms: {},
  UserPoolUICustomizationAttachment: {},
};
