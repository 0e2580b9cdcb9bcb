import { CfnParameter, Reference, SecretValue, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

const ADVICE = `Store it, and pass SecretValue.secretsManager('NAME').`;

/** A reference to Secrets Manager and nothing beside it. */
const IN_SECRETS_MANAGER = /^\{\{resolve:secretsmanager:[^{}]+\}\}$/;

/**
 * What goes into the details of a provider in place of a secret: a reference that CloudFormation resolves while it
 * deploys. A secret that stands in the template can be read by whoever may read the stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export function secretReference(where: IConstruct, option: string, secret: SecretValue): string {
  const value = secret.unsafeUnwrap();
  const fault = secretFault(value, Stack.of(where).resolve(value));
  if (fault) throw new AuthConfigError(where, `${option} is ${fault}. ${ADVICE}`);
  return value;
}

function secretFault(value: string, rendered: unknown): string | undefined {
  const text = asText(rendered);
  if (Token.isUnresolved(value) && text !== undefined && IN_SECRETS_MANAGER.test(text)) return undefined;
  if (text?.startsWith('{{resolve:ssm')) {
    return 'in Parameter Store, from which CloudFormation reads no secret of an identity provider';
  }
  if (text !== undefined) return 'plain text, which would stand in the template';
  return intrinsicFault(value, rendered);
}

/** A parameter and an attribute of a resource keep their value out of the template; other functions are given it. */
function intrinsicFault(value: string, rendered: unknown): string | undefined {
  const [name] = Object.keys(rendered as object);
  if (name === 'Fn::GetAtt') return undefined;
  const target = parameterIn(value);
  if (name !== 'Ref' || !target) return `the function ${name}, which could hold plain text`;
  if (target.default === undefined) return undefined;
  return `the parameter ${target.node.path}, whose default would stand in the template`;
}

/** A text with everything that is known late replaced, or nothing where the whole is known late. */
function asText(rendered: unknown): string | undefined {
  if (typeof rendered === 'string') return rendered;
  const [separator, parts] = (rendered as Record<string, [string, unknown[]]>)['Fn::Join'] ?? [];
  return parts?.map((part) => (typeof part === 'string' ? part : 'late')).join(separator);
}

function parameterIn(value: string): CfnParameter | undefined {
  const token = Tokenization.reverseString(value).firstToken;
  return Reference.isReference(token) && token.target instanceof CfnParameter ? token.target : undefined;
}
