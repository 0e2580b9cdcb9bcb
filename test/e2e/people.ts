import { GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  ConfirmSignUpCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { Clients, Credentials, Outputs, Stage } from './stage';

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export const PASSWORD = 'Correct-Horse-9-Battery';

/** A person with an account of the app, as the app would treat them: sign-up, code, SRP sign-in, AWS credentials. */
export class Person {
  identityId = '';

  constructor(
    readonly email: string,
    private readonly stage: Stage,
    private readonly clients: Clients,
    private readonly outputs: Outputs,
  ) {}

  async signUp(): Promise<void> {
    const user = { ClientId: this.outputs.ClientId, Username: this.email, Password: PASSWORD };
    await this.clients.app.send(new SignUpCommand({ ...user, UserAttributes: [{ Name: 'email', Value: this.email }] }));
  }

  async confirm(code?: string): Promise<void> {
    const ConfirmationCode = code ?? (await this.stage.codeFor(this.email));
    const { ClientId } = this.outputs;
    await this.clients.app.send(new ConfirmSignUpCommand({ ClientId, Username: this.email, ConfirmationCode }));
  }

  async join(GroupName: string): Promise<void> {
    const { UserPoolId } = this.outputs;
    await this.clients.admin.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: this.email, GroupName }));
  }

  async groups(): Promise<string[]> {
    const { UserPoolId } = this.outputs;
    const user = { UserPoolId, Username: this.email };
    const { Groups = [] } = await this.clients.admin.send(new AdminListGroupsForUserCommand(user));
    return Groups.map(({ GroupName }) => GroupName!);
  }

  /** Secure Remote Password with the client that browsers use: the password never leaves the device. */
  async signIn(password = PASSWORD): Promise<Tokens> {
    const { UserPoolId, ClientId } = this.outputs;
    const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: this.stage.endpoint });
    const user = new CognitoUser({ Username: this.email, Pool });
    return new Promise((resolve, reject) =>
      user.authenticateUser(new AuthenticationDetails({ Username: this.email, Password: password }), {
        onSuccess: (session) =>
          resolve({
            idToken: session.getIdToken().getJwtToken(),
            accessToken: session.getAccessToken().getJwtToken(),
            refreshToken: session.getRefreshToken().getToken(),
          }),
        onFailure: reject,
        newPasswordRequired: () => reject(new Error('a new password is required')),
      }),
    );
  }

  /** Credentials of the role that the token or the identity pool chooses. */
  async credentials({ idToken }: Tokens, customRoleArn?: string): Promise<Credentials> {
    const { UserPoolId, IdentityPoolId } = this.outputs;
    const Logins = { [`cognito-idp.${this.stage.region}.amazonaws.com/${UserPoolId}`]: idToken };
    const { IdentityId } = await this.clients.identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
    const answer = await this.clients.identities.send(
      new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn: customRoleArn }),
    );
    this.identityId = IdentityId!;
    const { AccessKeyId, SecretKey, SessionToken } = answer.Credentials!;
    return { accessKeyId: AccessKeyId!, secretAccessKey: SecretKey!, sessionToken: SessionToken };
  }
}
