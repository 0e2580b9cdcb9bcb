import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { authorizationFindings } from './private/api-authorization';
import { resourceOf } from './private/api-routes';
import { AuthConfigError } from '../private/errors';
import { requireGiven } from '../private/options';
import { explainWildcard } from '../private/wildcards';

const INVOKE = ['execute-api:Invoke'];

/**
 * Options of `ApiCalls`.
 */
export interface ApiCallsOptions {
  /**
   * The calls, each a method and a path as in the API: `GET /notes`, `PUT /notes/{id}`; at least one. The method is named
   * (no `ANY`), and the path begins with a name.
   *
   * IAM has no wildcard for one segment of a path: a parameter such as `{id}` stands for whatever follows, slashes included,
   * so `GET /notes/{id}` opens `GET /notes/1/history` too. The method is asked for by name in any case.
   */
  readonly calls: string[];

  /**
   * Name of the stage that is called.
   *
   * @default - the deployment stage of a REST API, `$default` of an HTTP API
   */
  readonly stageName?: string;
}

/**
 * Calls of an API whose methods or routes have IAM authorisation, as a view with a grant:
 * `ApiCalls.ofHttpApi(api, { calls: ['GET /notes'] }).grantInvoke(signedIn)`. Clients sign their calls with the credentials
 * of the identity pool. A call whose method or route has no IAM authorisation is refused at synth, where the CDK knows it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export class ApiCalls {
  /**
   * Calls of a REST API. Throws when a call is not a named method with a plain path, or when the stage is unknown.
   *
   * @param api the API, whose methods have `AuthorizationType.IAM`
   * @param options which calls, and of which stage
   */
  public static ofRestApi(api: apigateway.IRestApi, options: ApiCallsOptions): ApiCalls {
    requireGiven('ApiCalls.ofRestApi', [api, options]);
    const stageName = options.stageName ?? deploymentStageOf(api);
    return new ApiCalls(api, api.restApiId, stageName, options.calls);
  }

  /**
   * Calls of an HTTP API. Throws when a call is not a named method with a plain path.
   *
   * @param api the API, whose routes have the `HttpIamAuthorizer`
   * @param options which calls, and of which stage
   */
  public static ofHttpApi(api: apigatewayv2.IHttpApi, options: ApiCallsOptions): ApiCalls {
    requireGiven('ApiCalls.ofHttpApi', [api, options]);
    return new ApiCalls(api, api.apiId, options.stageName ?? '$default', options.calls);
  }

  private readonly resources: string[];

  private constructor(
    private readonly api: apigateway.IRestApi | apigatewayv2.IHttpApi,
    private readonly apiId: string,
    private readonly stageName: string,
    calls: string[],
  ) {
    if (!Token.isUnresolved(stageName) && !/^(?:\$default|[\w-]+)$/.test(stageName)) {
      throw new AuthConfigError(api, `the stageName '${stageName}' is no name of a stage. Name one stage.`);
    }
    if (calls.length === 0) {
      throw new AuthConfigError(api, "calls is empty, so nothing would be granted. Name calls, as in 'GET /notes'.");
    }
    this.resources = calls.map((call) => resourceOf(api, call));
    api.node.addValidation({ validate: () => authorizationFindings(api, calls) });
  }

  /**
   * Lets the grantee's users make the calls of this view, and no others.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    const resourceArns = this.resources.map((resource) => this.arnOf(resource));
    resourceArns
      .filter((_, index) => this.resources[index].includes('*'))
      .forEach((arn) => explainWildcard(grantee, arn, 'a parameter in the path of one named method'));
    return iam.Grant.addToPrincipal({ grantee, actions: INVOKE, resourceArns });
  }

  private arnOf(resource: string): string {
    return Stack.of(this.api).formatArn({
      service: 'execute-api',
      resource: this.apiId,
      resourceName: `${this.stageName}/${resource}`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

/** An API that was imported, or that does not deploy itself, has none. */
function deploymentStageOf(api: apigateway.IRestApi): string {
  const stage = api.deploymentStage as apigateway.Stage | undefined;
  if (!stage) throw new AuthConfigError(api, 'the stage of the API is unknown. Pass stageName.');
  return stage.stageName;
}
