import * as lambda from 'aws-cdk-lib/aws-lambda';
import { claim, ClaimOptions } from './claim';
import { invokeStep } from './private/invoke-step';
import { TOKEN_SOURCES } from './private/token-sources';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that run before tokens are issued, at sign-in and at every refresh. They use version 2 of the event, so ID and
 * access tokens can be shaped; that needs the ESSENTIALS plan. Fails closed: when a handler breaks, no token is issued.
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
   * Your own function, after the bundled handlers. It gets Cognito's event (version 2) and returns it; what it adds to
   * `response` is merged, and what an earlier handler wrote stays. It runs at every refresh and shares the trigger's
   * 5 seconds. Pass a function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return invokeStep('PreTokenGeneration', 'SHAPE', TOKEN_SOURCES, handler);
  }

  private constructor() {}
}
