import * as iam from 'aws-cdk-lib/aws-iam';
import { stackOf } from './private/grantee-stack';
import { requirePlainTopic } from './private/plain-path';
import { UserKey } from './user-key';
import { requireGiven } from '../private/options';
import { explainWildcard } from '../private/wildcards';

const CONNECT = ['iot:Connect'];
const PUBLISH = ['iot:Publish', 'iot:RetainPublish'];
const SUBSCRIBE = ['iot:Subscribe', 'iot:Receive'];

/**
 * Options of `UserTopics`.
 */
export interface UserTopicsOptions {
  /**
   * Topic under which every user has topics of their own, without slash at either end: `users` makes `users/KEY/…`.
   */
  readonly prefix: string;

  /**
   * What names the topics of a user, and the client id that they connect with: the key itself, or the key, a slash and
   * whatever tells their devices apart.
   *
   * @default UserKey.identityId()
   */
  readonly key?: UserKey;
}

/**
 * MQTT topics of AWS IoT Core per user, as a view with grants: `UserTopics.ownerOnly({ prefix: 'users' }).grantSubscribe(signedIn)`.
 *
 * IoT Core asks a second policy of signed-in users: one of its own, attached to the identity id with `AttachPolicy` by a
 * backend. What both allow is allowed; these grants are the first of the two. Guests need none.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/cognito-identities.html
 */
export class UserTopics {
  /**
   * Each user connects with a client id of their own, and uses the topics under their own key; nobody else's. Throws when
   * the prefix is not a plain topic.
   *
   * @param options where the topics are, and what names them
   */
  public static ownerOnly(options: UserTopicsOptions): UserTopics {
    requireGiven('UserTopics.ownerOnly', [options]);
    return new UserTopics(options.prefix, options.key ?? UserKey.identityId());
  }

  private constructor(
    private readonly prefix: string,
    private readonly key: UserKey,
  ) {
    requirePlainTopic('UserTopics', prefix);
  }

  /**
   * Lets the grantee's users connect, and publish to their own topics, retained messages included.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantPublish(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, PUBLISH, ['topic']);
  }

  /**
   * Lets the grantee's users connect, subscribe to their own topics and receive what is published there.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantSubscribe(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, SUBSCRIBE, ['topic', 'topicfilter']);
  }

  /**
   * Lets the grantee's users do what `grantPublish` and `grantSubscribe` do, in one statement.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantPublishSubscribe(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, [...PUBLISH, ...SUBSCRIBE], ['topic', 'topicfilter']);
  }

  /** One statement: IoT asks each action of its own kind of resource alone (client, topic, topicfilter). */
  private grant(grantee: iam.IGrantable, actions: string[], kinds: string[]): iam.Grant {
    const user = this.key._variableFor(grantee);
    const arn = (kind: string, name: string) =>
      stackOf(grantee).formatArn({ service: 'iot', resource: kind, resourceName: name });
    const wide = [arn('client', `${user}/*`), ...kinds.map((kind) => arn(kind, `${this.prefix}/${user}/*`))];
    wide.forEach((each) =>
      explainWildcard(grantee, each, "a user's own clients and topics: what stands before the * is of the session"),
    );
    const resourceArns = [arn('client', user), ...wide];
    const conditions = this.key._onePartOfPath();
    return iam.Grant.addToPrincipal({ grantee, actions: [...CONNECT, ...actions], resourceArns, conditions });
  }
}
