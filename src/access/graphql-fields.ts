import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AuthConfigError } from '../private/errors';
import { requireGiven } from '../private/options';

const CALL = ['appsync:GraphQL'];

/**
 * Options of `GraphqlFields`.
 */
export interface GraphqlFieldsOptions {
  /**
   * The fields, each a type and a field as in the schema: `Query.notes`, `Mutation.addNote`, `Subscription.onNote`; at least
   * one.
   */
  readonly fields: string[];
}

/**
 * Fields of an AppSync API with IAM authorisation, as a view with a grant:
 * `GraphqlFields.of(api, { fields: ['Query.notes'] }).grantCall(signedIn)`. The fields carry `@aws_iam` in the schema, unless
 * IAM is the default of the API.
 *
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization
 */
export class GraphqlFields {
  /**
   * Fields of a GraphQL API. Throws when a field is not a type and a field.
   *
   * @param api the API
   * @param options which fields
   */
  public static of(api: appsync.IGraphqlApi, options: GraphqlFieldsOptions): GraphqlFields {
    requireGiven('GraphqlFields.of', [api, options]);
    return new GraphqlFields(api, options.fields);
  }

  private constructor(
    private readonly api: appsync.IGraphqlApi,
    private readonly fields: string[],
  ) {
    if (fields.length === 0) {
      throw new AuthConfigError(api, "fields is empty, so nothing would be granted. Name fields, as in 'Query.notes'.");
    }
    const strange = fields.find((field) => !/^[A-Za-z_]\w*\.[A-Za-z_]\w*$/.test(field));
    if (strange !== undefined) {
      throw new AuthConfigError(
        api,
        `the field '${strange}' is not a type and a field. Name both, as in 'Query.notes'.`,
      );
    }
  }

  /**
   * Lets the grantee's users call the fields of this view, and no others.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantCall(grantee: iam.IGrantable): iam.Grant {
    const names = this.fields.map((field) => field.split('.'));
    const resourceArns = names.map(([type, field]) => `${this.api.arn}/types/${type}/fields/${field}`);
    return iam.Grant.addToPrincipal({ grantee, actions: CALL, resourceArns });
  }
}
