import * as lambda from 'aws-cdk-lib/aws-lambda';
import { claim, ClaimOptions } from './claim';
import { claimsFromRow, ClaimsFromRowOptions } from './claims-from-row';
import { requireGroupForClients, RequireGroupForClientsOptions } from './client-group';
import { permissions, PermissionsOptions } from './permissions';
import { checkedHandler } from './private/checked-handler';
import { suppressClaims, SuppressClaimsOptions } from './suppress-claims';
import { suspendedUsers, SuspendedUsersOptions } from './suspended-users';
import { tokenFunction, TokenFunctionOptions } from './token-function';
import { limitGroups, LimitGroupsOptions, requireGroup, RequireGroupOptions } from './token-groups';
import { addScopes, AddScopesOptions, suppressScopes, SuppressScopesOptions } from './token-scopes';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that run before tokens are issued, at sign-in and at every refresh. They use version 2 of the event, so ID and
 * access tokens can be shaped; version 3 where a handler is asked to include machine clients; version 1 on the LITE plan,
 * which shapes the ID token only. Nothing of `clientMetadata` ever reaches a token. What handlers add to a user's tokens may
 * take 6,000 bytes, because API Gateway takes 10,240 of headers. Fails closed: when a handler breaks, no token is issued.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export class PreTokenGeneration {
  /**
   * Adds a claim to the tokens.
   *
   * @param options name, value, and which tokens
   */
  public static claim(options: ClaimOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.claim', [options], () => claim(options));
  }

  /**
   * Adds claims out of the user's row in a DynamoDB table, read anew at each sign-in and refresh. What the row does not say is no
   * claim. What users can write into the row themselves is no ground to authorize by.
   *
   * @param options table, key, claims, and which tokens
   */
  public static claimsFromRow(options: ClaimsFromRowOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.claimsFromRow', [options], () => claimsFromRow(options));
  }

  /**
   * Adds a claim with everything that the user's groups permit: a sorted list, on the LITE plan a text with spaces between.
   * Who is in no group gets an empty one.
   *
   * @param options name of the claim, permissions by group, and which tokens
   */
  public static permissions(options: PermissionsOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.permissions', [options], () => permissions(options));
  }

  /**
   * Adds scopes to access tokens, which APIs authorize by: for everybody, or for members of some groups.
   *
   * @param options the scopes, and who gets them
   */
  public static addScopes(options: AddScopesOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.addScopes', [options], () => addScopes(options));
  }

  /**
   * Takes scopes from access tokens, whatever the app asked for: from everybody, or from all but the members of some groups.
   *
   * @param options the scopes, and who keeps them
   */
  public static suppressScopes(options: SuppressScopesOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.suppressScopes', [options], () => suppressScopes(options));
  }

  /**
   * Leaves claims out of the tokens, such as a phone number that no app needs to see.
   *
   * @param options names of the claims, and which tokens
   */
  public static suppressClaims(options: SuppressClaimsOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.suppressClaims', [options], () => suppressClaims(options));
  }

  /**
   * Tokens name no other groups than these, and none that the user is not in. Other handlers see what is left. The roles in
   * the ID token stay as they are, so that nobody's AWS credentials change.
   *
   * @param options the groups
   */
  public static limitGroups(options: LimitGroupsOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.limitGroups', [options], () => limitGroups(options));
  }

  /**
   * Nobody gets tokens who is in none of the groups, not even at a refresh: who is taken out is locked out within the life of
   * an access token. It holds for every client through which people sign in; `requireGroupForClients` for some. Two of them must both
   * hold.
   *
   * @param options the groups, and what the others read
   */
  public static requireGroup(options: RequireGroupOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.requireGroup', [options], () => requireGroup(options));
  }

  /**
   * Nobody whom a row in DynamoDB suspends gets tokens, neither at a sign-in nor for old ones: who is suspended is locked out
   * within the life of an access token. Only who has proved to own the account reads why. `PreAuthentication.suspendedUsers`
   * refuses before that, too. A back end suspends with `UserTables.suspensions(auth)`, or in a table of your own.
   *
   * @param options table, key, attributes, and what people read
   */
  public static suspendedUsers(options: SuspendedUsersOptions = {}): TriggerHandler {
    return checkedHandler('PreTokenGeneration.suspendedUsers', [options], () =>
      suspendedUsers(['PreTokenGeneration'], options),
    );
  }

  /**
   * Through some clients, such as that of a back office, nobody gets tokens who is in none of the groups, not even at a refresh;
   * other clients stay as they are. Of several for one client all must hold. The function learns the ids of the clients from a
   * parameter of Systems Manager, because a client waits for the pool and the pool for the function: who is no member waits for
   * one call a minute more. Fails closed: while the parameter cannot be read, only members get tokens, through any client, and so
   * it is for the moments of the deployment that makes it.
   *
   * @param options the clients, the groups, and what the others read
   */
  public static requireGroupForClients(options: RequireGroupForClientsOptions): TriggerHandler {
    return checkedHandler('PreTokenGeneration.requireGroupForClients', [options], () =>
      requireGroupForClients(options),
    );
  }

  /**
   * Your own function, after the bundled handlers. It gets Cognito's event and returns it; what it adds to `response` is
   * merged, and what an earlier handler wrote stays. It runs at every refresh and shares the trigger's 5 seconds. Pass a
   * function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   * @param options whether it runs for machines, too
   */
  public static invoke(handler: lambda.IFunction, options: TokenFunctionOptions = {}): TriggerHandler {
    return checkedHandler('PreTokenGeneration.invoke', [handler, options], () => tokenFunction(handler, options));
  }

  private constructor() {}
}
