import { CfnResource, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';

const IAM = 'AWS_IAM';
const ROUTE = 'AWS::ApiGatewayV2::Route';

/** A method of a REST API or a route of an HTTP API, as far as its resource shows it. */
interface Entry {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
}

/** Calls that never ask IAM: whoever is granted them has gained nothing, and whoever is not may make them all the same. */
export function authorizationFindings(api: apigateway.IRestApi | apigatewayv2.IHttpApi, calls: string[]): string[] {
  const entries = 'restApiId' in api ? methodsOf(api) : routesOf(api);
  return calls.flatMap((call) => {
    const entry = entryOf(entries, call);
    if (!entry || entry.authorization === IAM) return [];
    return [
      `a view of calls has '${call}', whose authorization is ${entry.authorization}, and only IAM authorization asks what was granted. Give it AuthorizationType.IAM (a route of an HTTP API: HttpIamAuthorizer), or leave the call out.`,
    ];
  });
}

/** A method of its own goes before ANY. */
function entryOf(entries: readonly Entry[], call: string): Entry | undefined {
  const [method, path] = call.split(' ');
  const there = entries.filter((entry) => shapeOf(entry.path) === shapeOf(path));
  return there.find((entry) => entry.method === method) ?? there.find((entry) => entry.method === 'ANY');
}

/** A path whatever its parameters are called. */
function shapeOf(path: string): string {
  return path.replace(/\{[^}]*?(\+?)\}/g, '{$1}');
}

/** Those that were added with the CDK; an imported API, or one from an OpenAPI document, shows none. */
function methodsOf(api: apigateway.IRestApi): Entry[] {
  const { methods = [] } = api as Partial<apigateway.RestApi>;
  return methods.map(({ httpMethod, resource, node }) => ({
    method: httpMethod,
    path: resource.path,
    authorization: plain(node.defaultChild!, (node.defaultChild as apigateway.CfnMethod).authorizationType),
  }));
}

function routesOf(api: apigatewayv2.IHttpApi): Entry[] {
  const nodes = api.node.root.node.findAll();
  const routes = nodes.filter(
    (node): node is apigatewayv2.CfnRoute => CfnResource.isCfnResource(node) && node.cfnResourceType === ROUTE,
  );
  return routes
    .filter(({ apiId }) => apiId === api.apiId)
    .map((route) => {
      const [method, path = ''] = route.routeKey.split(' ');
      return { method, path, authorization: plain(route, route.authorizationType) };
    });
}

/** What is known at deployment alone is taken for right. */
function plain(where: IConstruct, authorization = 'NONE'): string {
  const known: unknown = Stack.of(where).resolve(authorization);
  return typeof known === 'string' ? known : IAM;
}
