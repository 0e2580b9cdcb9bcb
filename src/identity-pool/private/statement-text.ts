import {
  CfnElement,
  DefaultTokenResolver,
  IResolvable,
  IResolveContext,
  Reference,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** The most characters that a reference becomes, by the type it refers to; other types have names of up to 255. */
const LONGEST: Record<string, number> = {
  'AWS::AccountId': 12,
  'AWS::Partition': 16,
  'AWS::Region': 20,
  'AWS::URLSuffix': 24,
  'AWS::ApiGateway::RestApi': 24,
  'AWS::ApiGatewayV2::Api': 24,
  'AWS::Cognito::IdentityPool': 64,
  'AWS::KMS::Key': 96,
  'AWS::S3::Bucket': 96,
};
const LONGEST_ARN_PREFIX = 95;
const LONGEST_NAME = 255;
const LONGEST_OTHER = LONGEST_ARN_PREFIX + LONGEST_NAME;

/** What tells a statement from others, with paths instead of logical ids, which are the same in two stacks. */
export function fingerprintOf(scope: IConstruct, statement: iam.PolicyStatement): string {
  const json = render(scope, statement, (token, value) =>
    Reference.isReference(token) ? `<${token.target.node.path}.${token.displayName}>` : JSON.stringify(value),
  );
  // by what is allowed, then by all the rest
  return JSON.stringify([[json.Action ?? json.NotAction].flat().join(), json]);
}

/** How many characters IAM will count, never too few: each reference as long as its kind can become. */
export function sizeOf(scope: IConstruct, statement: iam.PolicyStatement): number {
  return JSON.stringify(render(scope, statement, (token, value) => 'x'.repeat(longest(token, value)))).length;
}

function longest(token: IResolvable, value: any): number {
  if (Reference.isReference(token)) return LONGEST[typeOf(token)] ?? LONGEST_OTHER;
  if ('Ref' in value) return LONGEST[value.Ref] ?? LONGEST_OTHER;
  if ('Fn::Join' in value) return JSON.stringify(value['Fn::Join']).length * Math.max(1, value['Fn::Join'][0].length);
  return LONGEST_OTHER + JSON.stringify(value).length;
}

function typeOf({ target, displayName }: Reference): string {
  const { cfnResourceType } = target as CfnElement & { cfnResourceType?: string };
  return cfnResourceType ?? displayName;
}

function render(scope: IConstruct, statement: iam.PolicyStatement, write: Writer): Record<string, any> {
  const resolver = new IntrinsicsAsText(write);
  return Tokenization.resolve(statement.toStatementJson(), { scope, resolver, preparing: false });
}

type Writer = (token: IResolvable, value: any) => string;

class IntrinsicsAsText extends DefaultTokenResolver {
  constructor(private readonly write: Writer) {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: any) {
    const value = super.resolveToken(token, context, postProcessor);
    return isIntrinsic(value) ? this.write(token, value) : value;
  }
}

function isIntrinsic(value: any): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref$|Fn::)/.test(name ?? '');
}
