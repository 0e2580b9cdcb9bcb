import { CfnParameter, Fn, IResolvable, Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as library from 'cdk-cognito-auth';
import { CALLS, STRUCTS } from '../../src/private/option-kinds.generated';
import { members, requireArguments } from '../../src/private/options';
import { CALLBACK, newAuth } from '../support/auth';

// as plain JavaScript sees it
const {
  AppClient,
  CustomAuth,
  CustomEmailSender,
  CustomSmsSender,
  EmailDomainList,
  LifecycleEvents,
  PostConfirmation,
  PreAuthentication,
  PreSignUp,
  PreTokenGeneration,
} = library as any;
const trigger = (make: () => any) => () => newAuth().addTrigger(make());
const fromEmail = 'notes@example.com';

describe('the text of a switch opens nothing', () => {
  const client = (options: object) => () => newAuth().addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }));
  const domains = ['example.com'];

  test.each<[string, (value: any) => () => unknown]>([
    ['selfSignUpEnabled', (selfSignUpEnabled) => () => newAuth({ selfSignUpEnabled })],
    ['deletionProtection', (deletionProtection) => () => newAuth({ deletionProtection })],
    ['signInAliases.email', (email) => () => newAuth({ signInAliases: { email } })],
    ['mfaSecondFactor.sms', (sms) => () => newAuth({ mfaSecondFactor: { otp: true, sms } })],
    ['userPasswordAuth', (userPasswordAuth) => client({ userPasswordAuth })],
    ['implicitCodeGrant', (implicitCodeGrant) => client({ implicitCodeGrant })],
    ['guestsAllowed', (guestsAllowed) => () => newAuth().addIdentityPool('Aws', { guestsAllowed })],
    ['includeSubdomains of PreSignUp.autoConfirm', (includeSubdomains) => trigger(() => PreSignUp.autoConfirm({ domains, includeSubdomains }))],
    ['allowPlusAddressing of PreSignUp.allowEmailDomains', (allowPlusAddressing) => trigger(() => PreSignUp.allowEmailDomains({ domains, allowPlusAddressing }))],
  ])('%s', (what, make) => {
    expect(make('false')).toThrow(`${what} is a string, and it must be a boolean. Pass true or false.`);
    expect(make(false)).not.toThrow(/boolean/);
  });
}); // prettier-ignore

test.each<[() => unknown, string]>([
  [trigger(() => PreAuthentication.lockout({ duration: 60 })), 'Stack/Auth: duration of PreAuthentication.lockout is a number, and it must be a Duration. Pass one, such as Duration.minutes(60).'],
  [trigger(() => PreAuthentication.lockout(null)), 'Stack/Auth: options of PreAuthentication.lockout is null, and it must be an object of options. Pass { … }.'],
  [trigger(() => PreSignUp.allowEmailDomains({ domains: 'x' })), 'Stack/Auth: domains of PreSignUp.allowEmailDomains is a string, and it must be a list. Write [ ] around it.'],
  [trigger(() => PreSignUp.allowEmailDomains()), 'Stack/Auth: domains of PreSignUp.allowEmailDomains is missing, and it must be a list.'],
  [trigger(() => CustomAuth.magicLink()), 'Stack/Auth: fromEmail of CustomAuth.magicLink is missing, and it must be a string. Pass a text.'],
  [trigger(() => CustomAuth.magicLink({ fromEmail })), 'Stack/Auth: redirectUris of CustomAuth.magicLink is missing, and it must be a list.'],
  [trigger(() => CustomAuth.magicLink({ fromEmail, redirectUris: [CALLBACK], codeDigits: '8' })), 'Stack/Auth: codeDigits of CustomAuth.magicLink is a string, and it must be a number. Pass digits without quotation marks.'],
  [trigger(() => CustomAuth.invoke()), 'Stack/Auth: create of CustomAuth.invoke is missing, and it must be a lambda.IFunction. Pass the object itself, not its name or ARN.'],
  [trigger(() => CustomEmailSender.ses({})), 'Stack/Auth: fromEmail of CustomEmailSender.ses is missing, and it must be a string.'],
  [trigger(() => CustomSmsSender.sns({})), 'Stack/Auth: countries of CustomSmsSender.sns is missing, and it must be a list.'],
  [trigger(() => PreTokenGeneration.requireGroup({ groups: ['admins'] })), 'Stack/Auth: groups[0] of PreTokenGeneration.requireGroup is a string, and it must be an AuthGroup. Pass what addGroup() returned.'],
  [trigger(() => PreTokenGeneration.permissions({ claim: 'can', byGroup: { a: 'x' } })), 'Stack/Auth: byGroup.a of PreTokenGeneration.permissions is a string, and it must be a list.'],
  [trigger(() => PreTokenGeneration.claimsFromRow({ claims: ['tenant'] })), 'Stack/Auth: claims of PreTokenGeneration.claimsFromRow is a list, and it must be a map. Pass { name: value }.'],
  [trigger(() => PostConfirmation.profileRow({ table: 'users' })), 'Stack/Auth: table of PostConfirmation.profileRow is a string, and it must be a dynamodb.ITable.'],
  [trigger(() => PostConfirmation.invoke('arn:aws:lambda:eu-west-1:111122223333:function:own')), 'Stack/Auth: handler of PostConfirmation.invoke is a string, and it must be a lambda.IFunction.'],
  [trigger(() => PostConfirmation.toEventBridge({ eventBus: 'bus' })), 'Stack/Auth: eventBus of PostConfirmation.toEventBridge is a string, and it must be an events.IEventBus.'],
  [trigger(() => LifecycleEvents.toEventBridge({ events: ['SIGN_IN'] })), 'Stack/Auth: events[0] of LifecycleEvents.toEventBridge is a string, and it must be a LifecycleEvent. Pass LifecycleEvent.SIGN_UP or one of its siblings.'],
  [() => EmailDomainList.parameter('/domains'), 'EmailDomainList.parameter: parameter is a string, and it must be an ssm.IParameter.'],
  [() => newAuth().configureTrigger('PreTokenGeneration' as any, {}), 'Stack/Auth: operation of configureTrigger() is a string, and it must be a cognito.UserPoolOperation.'],
  [() => newAuth().addIdentityPool('Aws', undefined as any), 'Stack/Auth/Aws: options is missing, and it must be an object of options. Pass { … }.'],
  [() => newAuth({ mfa: 'optional' as any }), 'Stack/Auth: mfa is a string, and it must be a cognito.Mfa. Pass cognito.Mfa.OFF or one of its siblings.'],
  [() => newAuth({ email: { fromEmail } as any }), 'Stack/Auth: email is a plain object, and it must be a cognito.UserPoolEmail. Make one with cognito.UserPoolEmail.'],
])('where and what, and what to pass: %#', (call, sentence) => {
  expect(call).toThrow(sentence);
  expect(call).toThrow(expect.objectContaining({ name: 'AuthConfigError' }));
}); // prettier-ignore

test('no options are missing where some are needed', () => {
  const structs: Readonly<Record<string, string>> = STRUCTS;
  for (const [call, parameters] of Object.entries(CALLS)) {
    const [{ kind, isOptional }, ...others] = members(parameters);
    if (!(kind in structs)) continue;
    const check = expect(() => requireArguments('Stack', call, [undefined, ...others.map(() => undefined)]));
    if (isOptional) check.not.toThrow();
    else check.toThrow(/^Stack: \w+ is missing, and it must be /);
  }
});

describe('what is known at deployment', () => {
  const check = (call: string, options: object) => () => requireArguments('Stack', call, [options]);

  test('counts as what it was encoded as', () => {
    const clientName = new CfnParameter(newAuth(), 'Text').valueAsString;
    expect(check('AppClient.spa', { callbackUrls: Fn.split(',', clientName), clientName })).not.toThrow();
    expect(check('CognitoAuth.addGroup', { precedence: Lazy.number({ produce: () => 1 }) })).not.toThrow();
    expect(check('CognitoAuth', { mfa: clientName })).not.toThrow();
  });

  test.each<[string, string, (token: IResolvable) => object]>([
    ['a text', 'callbackUrls[0]', (token) => ({ callbackUrls: [token] })],
    ['a list', 'callbackUrls', (callbackUrls) => ({ callbackUrls })],
    ['a switch', 'customAuth', (customAuth) => ({ callbackUrls: [CALLBACK], customAuth })],
  ])('is refused as it is, in place of %s', (_, name, options) => {
    const { value } = new CfnParameter(newAuth(), 'Text');
    expect(check('AppClient.spa', options(value))).toThrow(`${name} is a token that is not encoded, and it must be a`);
  });
});

test('names that no option has are let through, and so is what is left out', () => {
  const options: any = { callbackUrls: [CALLBACK], clientName: undefined, colour: 'blue' };
  expect(() => newAuth().addClient('Spa', AppClient.spa(options))).not.toThrow();
});

test('what was written down on the spot does for an interface of the CDK', () => {
  const customAttributes = { plan: { bind: () => ({ dataType: 'String' }) } };
  expect(() => newAuth({ customAttributes, userVerification: Object.create({ emailBody: '{####}' }) })).not.toThrow();
  expect(() => newAuth({ customAttributes: { plan: new cognito.StringAttribute() } })).not.toThrow();
});
