import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  GetSigningCertificateCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Page } from 'playwright-core';
import { ask, tokenFor } from '../ask';
import { LoginPage } from '../browser/login-page';
import { SITE } from '../browser/site';
import { Tokens } from '../people';
import { Clients, clientsOf, Outputs, Stage } from '../stage';
import { verifiedClaims } from '../verified-claims';

const SOURCE = 'cdk-cognito-auth';
const CALLBACK = `${SITE}/callback`;

/** Somebody who works for a company, as its identity provider tells of them. */
export interface Employee {
  readonly company: 'acme' | 'globex';
  /** By what the company knows them. */
  readonly name: string;
  readonly email: string;
  /** Whose they are, says the company. */
  readonly tenant?: string;
}

/** The portal's own server: it sends browsers to sign in, and redeems their codes with its secret. */
export class Portal {
  readonly clients: Clients;
  private secret = '';

  constructor(
    readonly stage: Stage,
    readonly outputs: Outputs,
    /** Tells the people of two runs apart. */
    readonly run: string,
  ) {
    this.clients = clientsOf(stage);
  }

  /** Two administrators meet: the company gets the addresses and the certificates of the pool. */
  async introduce(company: Employee['company']): Promise<void> {
    const { UserPoolId, LoginUrl } = this.outputs;
    const { admin } = this.clients;
    const ProviderName = company[0].toUpperCase() + company.slice(1);
    const { IdentityProvider } = await admin.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }));
    const { Certificate } = await admin.send(new GetSigningCertificateCommand({ UserPoolId }));
    this.stage.companies![`${company}.example`].trust({
      entityId: `urn:amazon:cognito:sp:${UserPoolId}`,
      callbackUrl: `${LoginUrl}/saml2/idpresponse`,
      signingCertificate: Certificate!,
      encryptionCertificate: IdentityProvider!.ProviderDetails!.ActiveEncryptionCertificate,
    });
  }

  /** In a browser: from the portal over managed login back to the portal, with whatever came of it. */
  visit(more: Record<string, string>, act: (page: Page, login: LoginPage) => Promise<void>): Promise<URLSearchParams> {
    const state = randomBytes(16).toString('base64url');
    const asked = { client_id: this.outputs.ClientId, redirect_uri: CALLBACK, response_type: 'code', state };
    return this.stage.browser.visit('none', {}, async (page) => {
      await page.goto(`${this.outputs.LoginUrl}/oauth2/authorize?${new URLSearchParams({ ...asked, ...more })}`);
      const login = new LoginPage(page);
      await act(page, login);
      const back = await login.backAtApp();
      if (back.get('state') !== state) throw new Error('the state came back changed');
      return back;
    });
  }

  /** Types an address into the portal, which leads to the company of that domain, and signs in there. */
  atCompany({ company, name, email, tenant = company }: Employee): Promise<URLSearchParams> {
    return this.visit({ idp_identifier: `${company}.example` }, async (page, login) => {
      const { origin } = new URL(this.stage.companies![`${company}.example`].metadataUrl);
      if (new URL(page.url()).origin !== origin) throw new Error(`the browser was sent to ${page.url()}`);
      await login.typeProfile({ name, email, given: 'Ann', family: 'Lee', tenant });
    });
  }

  /** The tokens of somebody who comes by their company. */
  async tokensByCompany(who: Employee): Promise<Tokens> {
    return this.redeem(await this.atCompany(who));
  }

  /** Redeems what the browser brought back; an error in place of the code is an error. */
  async redeem(back: URLSearchParams, secret?: string): Promise<Tokens> {
    const code = back.get('code');
    if (!code) throw new Error(`${back.get('error')}: ${back.get('error_description')}`);
    return this.tokensFor({ grant_type: 'authorization_code', redirect_uri: CALLBACK, code }, secret);
  }

  refresh({ refreshToken }: Tokens): Promise<Tokens> {
    return this.tokensFor({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  async revoke({ refreshToken: token }: Tokens): Promise<void> {
    const credentials = { client_id: this.outputs.ClientId, client_secret: await this.clientSecret() };
    const { status } = await ask(this.stage, `${this.outputs.LoginUrl}/oauth2/revoke`, { token, ...credentials });
    if (status !== 200) throw new Error(`the session was not ended: ${status}`);
  }

  claimsOf(tokens: Tokens) {
    return verifiedClaims(this.stage, this.outputs, tokens);
  }

  /** The back office, with the credentials of its role, makes an account and tells its owner. */
  async invite(email: string, tenant: string, GroupName?: string): Promise<void> {
    const office = await this.backOffice();
    const attributes = { email, email_verified: 'true', 'custom:tenant': tenant };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const user = { UserPoolId: this.outputs.UserPoolId, Username: email };
    await office.send(new AdminCreateUserCommand({ ...user, UserAttributes }));
    if (GroupName) await office.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }

  /** What the pool has told the event bus, in the order in which it came. */
  audited(): Record<string, string>[] {
    const { EventBusName: bus, UserPoolId } = this.outputs;
    const entries = this.stage.bed!.recorded.events.flatMap(({ input }: any): any[] => input.Entries);
    const ours = entries.filter(({ EventBusName, Source }) => EventBusName.endsWith(`/${bus}`) && Source === SOURCE);
    return ours.map(({ Detail }) => JSON.parse(Detail)).filter(({ userPoolId }) => userPoolId === UserPoolId);
  }

  private async backOffice(): Promise<CognitoIdentityProviderClient> {
    const { region, endpoint } = this.stage;
    const role = { RoleArn: this.outputs.BackOfficeRoleArn, RoleSessionName: 'back-office' };
    const { Credentials } = await new STSClient({ region, endpoint }).send(new AssumeRoleCommand(role));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken };
    return new CognitoIdentityProviderClient({ region, endpoint, credentials, maxAttempts: 1 });
  }

  private async tokensFor(grant: object, secret?: string): Promise<Tokens> {
    const { ClientId, LoginUrl } = this.outputs;
    const id = `${ClientId}:${secret ?? (await this.clientSecret())}`;
    const headers = { authorization: `Basic ${Buffer.from(id).toString('base64')}` };
    const { id_token, access_token, refresh_token } = await tokenFor(this.stage, LoginUrl, grant, headers);
    return { idToken: id_token, accessToken: access_token, refreshToken: refresh_token };
  }

  private async clientSecret(): Promise<string> {
    if (this.secret) return this.secret;
    const { region, endpoint } = this.stage;
    const SecretId = this.outputs.ClientSecretArn;
    const { SecretString } = await new SecretsManagerClient({ region, endpoint }).send(
      new GetSecretValueCommand({ SecretId }),
    );
    return (this.secret = JSON.parse(SecretString!).clientSecret);
  }
}
