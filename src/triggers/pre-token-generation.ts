import * as lambda from 'aws-cdk-lib/aws-lambda';
import { claim, ClaimOptions } from './claim';
import { permissions, PermissionsOptions } from './permissions';
import { invokeStep } from './private/invoke-step';
import { TOKEN_SOURCES } from './private/token-sources';
import { suppressClaims, SuppressClaimsOptions } from './suppress-claims';
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
    return claim(options);
  }

  /**
   * Adds a claim with everything that the user's groups permit: a sorted list, on the LITE plan a text with spaces between.
   * Who is in no group gets an empty one.
   *
   * @param options name of the claim, permissions by group, and which tokens
   */
  public static permissions(options: PermissionsOptions): TriggerHandler {
    return permissions(options);
  }

  /**
   * Adds scopes to access tokens, which APIs authorize by: for everybody, or for members of some groups.
   *
   * @param options the scopes, and who gets them
   */
  public static addScopes(options: AddScopesOptions): TriggerHandler {
    return addScopes(options);
  }

  /**
   * Takes scopes from access tokens, whatever the app asked for: from everybody, or from all but the members of some groups.
   *
   * @param options the scopes, and who keeps them
   */
  public static suppressScopes(options: SuppressScopesOptions): TriggerHandler {
    return suppressScopes(options);
  }

  /**
   * Leaves claims out of the tokens, such as a phone number that no app needs to see.
   *
   * @param options names of the claims, and which tokens
   */
  public static suppressClaims(options: SuppressClaimsOptions): TriggerHandler {
    return suppressClaims(options);
  }

  /**
   * Tokens name no other groups than these, and none that the user is not in. Other handlers see what is left. The roles in
   * the ID token stay as they are, so that nobody's AWS credentials change.
   *
   * @param options the groups
   */
  public static limitGroups(options: LimitGroupsOptions): TriggerHandler {
    return limitGroups(options);
  }

  /**
   * Nobody gets tokens who is in none of the groups, not even at a refresh: who is taken out is locked out within the life of
   * an access token. It holds for every client through which people sign in: an event names its client by an id, which the
   * function cannot know, because the client waits for the pool and the pool for the function. Two of them must both hold.
   *
   * @param options the groups, and what the others read
   */
  public static requireGroup(options: RequireGroupOptions): TriggerHandler {
    return requireGroup(options);
  }

  /**
   * Your own function, after the bundled handlers. It gets Cognito's event and returns it; what it adds to `response` is
   * merged, and what an earlier handler wrote stays. It runs at every refresh and shares the trigger's 5 seconds. Pass a
   * function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return invokeStep('PreTokenGeneration', 'SHAPE', TOKEN_SOURCES, handler);
  }

  private constructor() {}
}
