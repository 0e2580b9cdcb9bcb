import { Stack, type StackProps } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppClient, CognitoAuth, UserPrefix } from 'cdk-cognito-auth';
import { type Construct } from 'constructs';

/** An app with many groups, each with a role and a grant of its own beside what everybody may. */
export class GroupsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { groups: number }) {
    super(scope, id, props);
    const auth = new CognitoAuth(this, 'Auth');
    const client = auth.addClient('Spa', AppClient.spa({ callbackUrls: ['http://localhost:5173/callback'] }));
    const signedIn = auth.addIdentityPool('Aws', { clients: [client] });
    const bucket = new s3.Bucket(this, 'Files');
    UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantReadWrite(signedIn);
    for (let index = 0; index < props.groups; index++) {
      const group = auth.addGroup(`Group${index}`, { precedence: index, identityPool: signedIn });
      UserPrefix.shared(bucket, { prefix: `groups/${index}` }).grantRead(group);
    }
  }
}
