import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { DomainListSource } from '../contract/email-domain-lists';
import { requireGiven } from '../private/options';

/** Where a list is, and what reading it takes. */
interface KeptList {
  /** The same for the same list. */
  readonly key: string;
  readonly source: DomainListSource;
  readonly port: 's3' | 'ssm';
  readonly grantRead: (role: iam.IRole) => void;
  /** What would make the list unreadable, or the grant too broad. */
  readonly fault?: string;
}

/**
 * A list of e-mail domains that is kept outside of the app and read at run time: it can change without a deployment. One
 * domain a line, or several with commas or spaces between them; what follows a `#` is a comment. What is no domain is passed
 * over, with a line in the function's log. Whoever may write the list decides who signs up.
 */
export class EmailDomainList {
  /**
   * A parameter of Systems Manager, `String` or `StringList`: 4 KB, or 8 KB in the advanced tier.
   *
   * @param parameter a parameter that does not refer to the user pool
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
   */
  public static parameter(parameter: ssm.IParameter): EmailDomainList {
    requireGiven('EmailDomainList.parameter', [parameter]);
    const isSecret = parameter.parameterType === ssm.ParameterType.SECURE_STRING;
    return new EmailDomainList({
      key: parameter.node.path,
      source: { parameter: parameter.parameterName },
      port: 'ssm',
      grantRead: (role) => allow(role, ['ssm:GetParameter'], parameter.parameterArn),
      fault: isSecret ? 'is a SecureString, which is read without its key as gibberish. Use a String' : undefined,
    });
  }

  /**
   * An object of S3, for a list of up to 4 MB (about 250,000 domains), such as a maintained one of disposable domains. With a
   * larger one nobody signs up.
   *
   * @param bucket a bucket that does not refer to the user pool
   * @param key the key of the object
   * @param objectVersion one version of it, so that a change needs a deployment; the newest one if omitted
   */
  public static s3Object(bucket: s3.IBucket, key: string, objectVersion?: string): EmailDomainList {
    requireGiven('EmailDomainList.s3Object', [bucket, key, objectVersion]);
    const isPattern = /[*?$]/.test(key.replace(/\$\{Token\[[^\]]*\]\}/g, ''));
    return new EmailDomainList({
      key: `${bucket.node.path}/${key}`,
      source: { bucket: bucket.bucketName, key, version: objectVersion },
      port: 's3',
      grantRead: (role) => {
        const action = objectVersion === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
        allow(role, [action], bucket.arnForObjects(key));
        bucket.encryptionKey?.grantDecrypt(role);
      },
      fault: isPattern ? `has the key '${key}', which would let the function read other objects too. Use a key without *, ? and $` : undefined, // prettier-ignore
    });
  }

  private constructor(
    /** @internal */
    public readonly _kept: KeptList,
  ) {}
}

/** Narrower than the L2's grants, which list and describe as well. */
function allow(role: iam.IRole, actions: string[], resource: string): void {
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
}
