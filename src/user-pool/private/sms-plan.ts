import { CfnParameter, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { EndUserMessagingOptions, SnsOptions } from '../sms-options';

/** What a sender needs of the pool's owner, as data. */
export interface SmsPlan {
  readonly action: string;
  readonly resource: string;
  /** The only Region that the pool may be in. */
  readonly region?: string;
  /** Writes the sender to the pool, once the role exists. */
  apply(pool: cognito.CfnUserPool, roleArn: string, externalId: string): void;
}

/** Direct messages have no resource that a policy could name. */
export function snsPlan({ region }: SnsOptions): SmsPlan {
  return {
    action: 'sns:Publish',
    resource: '*',
    apply: (pool, snsCallerArn, externalId) => {
      pool.smsConfiguration = { snsCallerArn, externalId, snsRegion: region };
    },
  };
}

/**
 * IAM compares with the text that Cognito sends: an ARN can be named, a number cannot. By a property override, because older
 * versions of the CDK do not know this sender.
 */
export function endUserMessagingPlan(options: EndUserMessagingOptions): SmsPlan {
  const { originationIdentity = '' } = options;
  return {
    action: 'sms-voice:SendTextMessage',
    resource: isArn(originationIdentity) ? originationIdentity : '*',
    region: options.region,
    apply: (pool, roleArn, externalId) => {
      pool.smsConfiguration = {};
      pool.addPropertyOverride('SmsConfiguration.EumsSms', {
        CallerArn: roleArn,
        ExternalId: externalId,
        OriginationIdentity: options.originationIdentity,
        ConfigurationSetName: options.configurationSetName,
        Region: options.region,
        InEntityId: options.indiaEntityId,
        InTemplateId: options.indiaTemplateId,
      });
    },
  };
}

/** What another construct hands over is its ARN; a phone number is written down, or comes in a parameter. */
function isArn(identity: string): boolean {
  if (!Token.isUnresolved(identity)) return identity.startsWith('arn:');
  const token = Tokenization.reverseString(identity).firstToken;
  return !(Reference.isReference(token) && token.target instanceof CfnParameter);
}
