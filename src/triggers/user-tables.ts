import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ownTable, PROFILES, SIGN_INS, SUSPENSIONS } from './private/own-tables';
import { requireGiven } from '../private/options';

/**
 * The tables that handlers keep where they are given none: encrypted, with point-in-time recovery, paid per request, and kept as
 * long as the user pool. Each is made beside the pool by who asks for it first, a handler or your app, in any order.
 */
export class UserTables {
  /**
   * The rows of `PostConfirmation.profileRow`, by `sub`; `PostAuthentication.lastSignIn` and `PreTokenGeneration.claimsFromRow`
   * use them too.
   *
   * @param auth the `CognitoAuth` of the users
   */
  public static profiles(auth: Construct): dynamodb.Table {
    requireGiven('UserTables.profiles', [auth]);
    return ownTable(auth, PROFILES);
  }

  /**
   * Who is suspended, by `sub`: `{ sub, suspended: true }`, and with `suspendedUntil` (a number, in seconds since 1970) until
   * then. Let those write it who decide; whoever can is able to lock out everybody.
   *
   * @param auth the `CognitoAuth` of the users
   */
  public static suspensions(auth: Construct): dynamodb.Table {
    requireGiven('UserTables.suspensions', [auth]);
    return ownTable(auth, SUSPENSIONS);
  }

  /**
   * The items of `PostAuthentication.signInLog`, by `sub` and, in the sort key `signIn`, time and client.
   *
   * @param auth the `CognitoAuth` of the users
   */
  public static signIns(auth: Construct): dynamodb.Table {
    requireGiven('UserTables.signIns', [auth]);
    return ownTable(auth, SIGN_INS);
  }

  private constructor() {}
}
