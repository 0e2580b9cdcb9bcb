import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { tokenFor } from '../ask';
import { Stage } from '../stage';

/** A program with an id and a secret, which it reads from Secrets Manager. */
export class Machine {
  private constructor(
    private readonly stage: Stage,
    private readonly loginUrl: string,
    readonly clientId: string,
    private readonly clientSecret: string,
  ) {}

  /** Reads the secret with the credentials of the environment, as a machine does with its role. */
  static async start(stage: Stage, loginUrl: string, SecretId: string): Promise<Machine> {
    const { region, endpoint } = stage;
    const secrets = new SecretsManagerClient({ region, endpoint });
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    const { clientId, clientSecret } = JSON.parse(SecretString!) as { clientId: string; clientSecret: string };
    return new Machine(stage, loginUrl, clientId, clientSecret);
  }

  /** An access token; without a scope, for all that the machine may do. */
  async token(scope?: string, secret = this.clientSecret) {
    const authorization = `Basic ${Buffer.from(`${this.clientId}:${secret}`).toString('base64')}`;
    const grant = { grant_type: 'client_credentials', ...(scope && { scope }) };
    return tokenFor(this.stage, this.loginUrl, grant, { authorization });
  }
}
