import { AuthenticationDetails, CognitoUser, CognitoUserPool, CognitoUserSession } from 'amazon-cognito-identity-js';
import { Outputs, Stage } from '../stage';

/** amazon-cognito-identity-js as a browser app uses it, with promises in place of its callbacks. */
export class SrpSession {
  private readonly user: CognitoUser;

  constructor(
    private readonly email: string,
    stage: Stage,
    { UserPoolId, ClientId }: Outputs,
  ) {
    const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: stage.endpoint });
    this.user = new CognitoUser({ Username: email, Pool });
  }

  /** The session, or the challenge that stands before it. */
  signIn(Password: string): Promise<CognitoUserSession | string> {
    const details = new AuthenticationDetails({ Username: this.email, Password });
    return new Promise((onSuccess, onFailure) =>
      this.user.authenticateUser(details, {
        onSuccess,
        onFailure,
        newPasswordRequired: () => onSuccess('NEW_PASSWORD_REQUIRED'),
        totpRequired: () => onSuccess('SOFTWARE_TOKEN_MFA'),
      }),
    );
  }

  choosePassword(password: string): Promise<CognitoUserSession> {
    return new Promise((onSuccess, onFailure) =>
      this.user.completeNewPasswordChallenge(password, {}, { onSuccess, onFailure }),
    );
  }

  /** Returns the secret that an authenticator app scans. */
  enrol(): Promise<string> {
    return new Promise((associateSecretCode, onFailure) =>
      this.user.associateSoftwareToken({ associateSecretCode, onFailure }),
    );
  }

  async verifyEnrolment(code: string): Promise<void> {
    await new Promise((onSuccess, onFailure) => this.user.verifySoftwareToken(code, 'phone', { onSuccess, onFailure }));
    await new Promise<void>((resolve, reject) =>
      this.user.setUserMfaPreference(null, { PreferredMfa: true, Enabled: true }, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
  }

  answerCode(code: string): Promise<CognitoUserSession> {
    return new Promise((onSuccess, onFailure) =>
      this.user.sendMFACode(code, { onSuccess, onFailure }, 'SOFTWARE_TOKEN_MFA'),
    );
  }

  signOutEverywhere(): Promise<string> {
    return new Promise((onSuccess, onFailure) => this.user.globalSignOut({ onSuccess, onFailure }));
  }
}
