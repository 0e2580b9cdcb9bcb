import * as lambda from 'aws-cdk-lib/aws-lambda';
import { allowEmailDomains, AllowEmailDomainsOptions } from './allow-email-domains';
import { autoConfirm, AutoConfirmOptions } from './auto-confirm';
import { denyEmailDomains, DenyEmailDomainsOptions } from './deny-email-domains';
import { EmailDomainList } from './email-domain-list';
import {
  allowEmailDomainsIn,
  AllowEmailDomainsInOptions,
  denyEmailDomainsIn,
  DenyEmailDomainsInOptions,
} from './email-domains-in';
import { invitationCode, InvitationCodeOptions } from './invitation-code';
import { blockDuplicates, linkAccounts, LinkAccountsOptions } from './link-accounts';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that run before somebody is signed up: they refuse, or settle how the account begins. Fails closed: when a
 * handler breaks, nobody is signed up.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export class PreSignUp {
  /**
   * Only addresses of these e-mail domains may sign up, directly or through an identity provider. It is a rule for signing up:
   * who is in may change the address later through a client that may write `email`, to any that they can verify. Leave `email`
   * out of the `writeAttributes` of clients where membership depends on the address.
   *
   * @param options the domains, and how they are compared
   */
  public static allowEmailDomains(options: AllowEmailDomainsOptions): TriggerHandler {
    return checkedHandler('PreSignUp.allowEmailDomains', [options], () => allowEmailDomains(options));
  }

  /**
   * No address of these e-mail domains may sign up, directly or through an identity provider: disposable ones, or those of a
   * competitor. An address that is not plainly one address is refused too.
   *
   * @param options the domains, and how they are compared
   */
  public static denyEmailDomains(options: DenyEmailDomainsOptions): TriggerHandler {
    return checkedHandler('PreSignUp.denyEmailDomains', [options], () => denyEmailDomains(options));
  }

  /**
   * Only addresses of domains in a list may sign up, which is kept outside of the app and can change without a deployment.
   * Without the list nobody signs up: when it cannot be read, or has no domains.
   *
   * @param list where the list is kept
   * @param options how the domains are compared
   */
  public static allowEmailDomainsIn(list: EmailDomainList, options: AllowEmailDomainsInOptions = {}): TriggerHandler {
    return checkedHandler('PreSignUp.allowEmailDomainsIn', [list, options], () => allowEmailDomainsIn(list, options));
  }

  /**
   * No address of domains in a list may sign up, which is kept outside of the app and can change without a deployment: a
   * maintained list of disposable domains, for instance. Without the list nobody signs up: when it cannot be read, or has no
   * domains. It can be added once for each list.
   *
   * @param list where the list is kept
   * @param options how the domains are compared
   */
  public static denyEmailDomainsIn(list: EmailDomainList, options: DenyEmailDomainsInOptions = {}): TriggerHandler {
    return checkedHandler('PreSignUp.denyEmailDomainsIn', [list, options], () => denyEmailDomainsIn(list, options));
  }

  /**
   * Only who has an invitation code may sign up. A code is good any number of times. It guards `SignUp` of your own app:
   * the pages of managed login and identity providers cannot send one, so the former let nobody sign up, and who comes
   * through the latter needs none.
   *
   * @param options hashes of the codes, and how the client calls its parameter
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html
   */
  public static invitationCode(options: InvitationCodeOptions): TriggerHandler {
    return checkedHandler('PreSignUp.invitationCode', [options], () => invitationCode(options));
  }

  /**
   * Accounts with an address of these e-mail domains are confirmed and their addresses verified without proof. Only for a
   * pool that something else guards, such as `PreSignUp.invitationCode`: anybody can type an address.
   *
   * @param options the domains, and how they are compared
   */
  public static autoConfirm(options: AutoConfirmOptions): TriggerHandler {
    return checkedHandler('PreSignUp.autoConfirm', [options], () => autoConfirm(options));
  }

  /**
   * Who comes through a trusted provider for the first time, and has the address of an account of the pool, gets that account:
   * both ways of signing in lead to one user. The account must be confirmed and enabled, have proved its address, and have
   * fewer than five links; its sessions end. Nobody can sign up with the address of a federated account any more.
   *
   * The sign-in that links ends with an error that asks to sign in again (`error_description` at your callback URL contains
   * `accounts are linked`): let your app start the sign-in once more. The address is looked for as it is written and in
   * lower case.
   *
   * @param options which providers are believed, and why
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html
   */
  public static linkAccounts(options: LinkAccountsOptions): TriggerHandler {
    return checkedHandler('PreSignUp.linkAccounts', [options], () => linkAccounts(options));
  }

  /**
   * Nobody gets a second account of one e-mail address: neither through an identity provider beside an account of the pool,
   * nor the other way round. Who is refused learns that there is an account with the address, whether or not it is theirs.
   * The address is looked for as it is written and in lower case.
   */
  public static blockDuplicates(): TriggerHandler {
    return blockDuplicates();
  }

  /**
   * Your own function, after the guards. It gets Cognito's event and returns it; what it adds to `response` is merged, and
   * an error of the name `UserFacingError` refuses with its message. It shares the trigger's 5 seconds. Pass a function that
   * does not refer to the user pool (the pool's id is in the event as `userPoolId`): the pool would wait for itself.
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return checkedHandler('PreSignUp.invoke', [handler], () =>
      invokeStep(
        'PreSignUp',
        'SHAPE',
        ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider'],
        handler,
      ),
    );
  }

  private constructor() {}
}
